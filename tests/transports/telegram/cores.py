"""Small cores for tests of the Telegram shell, and the shell built around one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from telegram import Update

from bot.dialogue.context import Context, Message
from bot.dialogue.front import Front, Menu
from bot.dialogue.reply import Choice, Paragraph, Reply
from bot.dialogue.turn import Turn, Understood
from bot.rendering.salary_card import Picture
from bot.rendering.typesetting import set_card
from bot.storage.store import Store
from bot.transports.telegram.application import App, Core, build_application
from bot.transports.telegram.outbox import Outbox
from bot.transports.telegram.pacing import Pacing
from bot.transports.telegram.patience import Patience
from bot.transports.telegram.pictures import Pictures
from tests.transports.telegram.bot_api_server import TOKEN
from tests.transports.telegram.recording_request import RecordingRequest
from tests.transports.telegram.updates import Json

UNDERSTOOD = Understood("de", None, "help", {}, 1.0, "answer")


def turn(
    *paragraphs: str, choices: tuple[Choice, ...] = (), context: Context | None = None
) -> Turn:
    """Return a turn that says these paragraphs."""
    body = tuple(Paragraph(text) for text in paragraphs)
    return Turn(Reply("answer", "de", "help", body, choices), context or Context(), UNDERSTOOD)


FRONT = Front(
    languages=("de", "en"),
    commands=frozenset({"gehalt", "start"}),
    menus={
        "de": Menu((("gehalt", "Was man verdient"),), "Lang und breit.", "Kurz."),
        "en": Menu((("salary", "What it pays"),), "At length.", "Short."),
    },
    sentences={
        "internal_error": {"de": "Pardon <!>", "en": "Sorry <!>"},
        "vote_up": {"de": "Danke!", "en": "Thanks!"},
        "vote_down": {"de": "Notiert.", "en": "Noted."},
        "group_hello": {"de": "Hallo <zusammen>!", "en": "Hello <all>!"},
        "inline_hint": {"de": "Frag mich", "en": "Ask me"},
    },
    entries={"help": "help", "salary": "salary"},
)


def simple(
    answer: Callable[[Message, Context], Turn | Awaitable[Turn]], front: Front = FRONT
) -> Core:
    """Return a core around a function, plain or not."""

    async def answering(message: Message, context: Context) -> Turn:
        made = answer(message, context)
        return made if isinstance(made, Turn) else await made

    return Core(answering, lambda: front)


def parrot(message: Message, context: Context) -> Turn:
    """Repeat what was said or pressed, and what the message before was."""
    said = f"pressed {message.data}" if message.data is not None else f"said {message.text}"
    before = f" after {context.entry}" if context.entry else ""
    choices = (Choice("Weiter", "weiter"),) if "choices" in said else ()
    return turn(said + before, choices=choices, context=Context(entry=said))


class AtOnce:
    """Draws in this very process, where nobody waits."""

    async def start(self) -> None: ...

    async def draw(self, picture: Picture) -> bytes:
        return set_card(picture.content)

    async def close(self) -> None: ...


@dataclass
class Shell:
    """The real application with a recording request below it."""

    application: App
    request: RecordingRequest
    slept: list[float] = field(default_factory=list)

    async def takes(self, *updates: Json) -> Sequence[str]:
        """Process these updates one after the other; return the texts sent meanwhile."""
        before = len(self.request.sent)
        for update in updates:
            parsed = Update.de_json(update, self.application.bot)
            await self.application.process_update(parsed)
        return [values["text"] for values in self.request.sent[before:]]


async def at_once(_: float) -> None:
    """Take no time."""


@asynccontextmanager
async def shell(
    core: Core | None = None,
    store: Store | None = None,
    patience: Patience | None = None,
    admins: Collection[int] = (),
) -> AsyncIterator[Shell]:
    """Yield an initialised application around `core`, by default the parrot."""
    request, slept = RecordingRequest(), list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    application = build_application(
        TOKEN,
        core or simple(parrot),
        store=store,
        admins=admins,
        request=request,
        updates_request=RecordingRequest(),
        outbox=lambda bot: Outbox(
            bot,
            patience or Patience(sleep=sleep),
            Pacing(sleep=at_once),
            pictures=Pictures(AtOnce()),
        ),
    )
    async with application:
        yield Shell(application, request, slept)
