"""`/admin`, for the chats in ADMIN_CHAT_IDS only: how the bot does, from the phone.

For everybody else this is not here: their `/admin` reaches the core like any command. What is
shown comes from a `Desk`; buttons change the one card.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from typing import Protocol

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.dialogue.front import Front
from bot.dialogue.reply import Choice, Paragraph, Reply, Style
from bot.rendering.telegram import render
from bot.storage.store import Operating, Store
from bot.storage.values import Handled
from bot.storage.waiting import take
from bot.transports.telegram.incoming import Address
from bot.transports.telegram.keys import key_of
from bot.transports.telegram.outbox import Outbox

_COMMAND = re.compile(
    r"/admin(?:@(?P<bot>\w+))?(?:\s+(?P<question>.+))?\s*", re.IGNORECASE | re.DOTALL
)
_WORD = "admin"
_WORDS = {
    "de": {
        "status": "Stand", "problems": "Prüfung", "inbox": "Posteingang", "stats": "Zahlen",
        "again": "Neu prüfen", "how": "Eine Frage ausprobieren: /admin und dahinter die Frage.",
        "explained": "So wird das verstanden",
    },
    "en": {
        "status": "Status", "problems": "Check", "inbox": "Inbox", "stats": "Figures",
        "again": "Check again", "how": "To try a question: /admin and the question behind it.",
        "explained": "How that is understood",
    },
}  # fmt: skip
_PAGES = ("status", "problems", "inbox", "stats")
_BUTTONS = {
    said.casefold(): name
    for words in _WORDS.values()
    for name, said in words.items()
    if name in (*_PAGES, "again")
} | {name: name for name in (*_PAGES, "again")}
"""What a button says or does, typed behind the command, by what it stands for."""


class Desk(Protocol):
    """What there is to look at; every text is short and names no user."""

    async def status(self, language: str) -> str: ...

    async def problems(self, language: str) -> str: ...

    def check_again(self) -> None: ...

    async def inbox(self, store: Operating, language: str) -> str: ...

    async def stats(self, store: Operating, today: date, language: str) -> str: ...

    async def explained(self, text: str, language: str) -> str: ...


class AdminDesk:
    """Shows the desk in the operators' chats."""

    def __init__(
        self,
        desk: Desk,
        chats: Collection[int],
        store: Store,
        outbox: Outbox,
        front: Callable[[], Front],
    ) -> None:
        self._desk = desk
        self._chats = chats
        self._store = store
        self._outbox = outbox
        self._front = front

    def is_meant(self, update: Update, username: str) -> bool:
        """Tell whether this is an operator at the desk, and not just anybody."""
        chat = update.effective_chat
        if chat is None or chat.id not in self._chats:
            return False
        query, message = update.callback_query, update.message
        if query is not None:
            return (query.data or "").split(" ")[0] == _WORD
        found = _COMMAND.fullmatch(message.text or "") if message is not None else None
        if found is None:
            return False
        return found["bot"] is None or found["bot"].casefold() == username.casefold()

    async def on_update(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a command below, a button by changing its card."""
        key = key_of(update, context.bot)
        if await take(self._store, key) is None:
            return
        try:
            await self._answer(update)
            await self._store.finish(Handled(key))
        except BaseException:
            await self._store.release(key)
            raise

    async def _answer(self, update: Update) -> None:
        user, chat = update.effective_user, update.effective_chat
        if chat is None:
            return
        language = self._front().language_of(user.language_code if user else None)
        language = language if language in _WORDS else "en"
        if update.callback_query is not None:
            await self._pressed(update, language)
            return
        found = _COMMAND.fullmatch((update.message.text if update.message else None) or "")
        question = ((found["question"] if found else None) or "status").strip()
        named = _BUTTONS.get(question.casefold())
        reply = await (
            self._named(named, language) if named else self._explained(question, language)
        )
        await self._outbox.send(_place(update.message, chat.id), render(reply))

    async def _pressed(self, update: Update, language: str) -> None:
        query = update.callback_query
        if query is None:
            return
        await self._outbox.acknowledge(query.id)
        wanted = (query.data or "").partition(" ")[2]
        rendered = render(await self._named(wanted, language))
        card = query.message
        chat = card.chat.id if card is not None else query.from_user.id
        place = _place(card if isinstance(card, Message) else None, chat)
        if card is None or not await self._outbox.edit(place, card.message_id, rendered):
            await self._outbox.send(place, rendered)

    async def _named(self, wanted: str, language: str) -> Reply:
        """Return what a button leads to, pressed or typed."""
        if wanted == "again":
            self._desk.check_again()
        return await self._page(wanted if wanted in _PAGES else "problems", language)

    async def _page(self, page: str, language: str) -> Reply:
        if page == "inbox":
            text = await self._desk.inbox(self._store, language)
        elif page == "stats":
            today = datetime.now(UTC).date()
            text = await self._desk.stats(self._store, today, language)
        elif page == "problems":
            text = await self._desk.problems(language)
        else:
            text = await self._desk.status(language)
        said = [text, _WORDS[language]["how"]] if page == "status" else [text]
        return _reply(_WORDS[language][page], said, language, _choices(page, language))

    async def _explained(self, question: str, language: str) -> Reply:
        text = await self._desk.explained(question, language)
        return _reply(_WORDS[language]["explained"], [text], language, (), "small")


def _choices(page: str, language: str) -> tuple[Choice, ...]:
    names = [name for name in _PAGES if name != page]
    names += ["again"] if page == "problems" else []
    return tuple(Choice(_WORDS[language][name], f"{_WORD} {name}") for name in names)


def _reply(
    title: str,
    texts: list[str],
    language: str,
    choices: tuple[Choice, ...],
    style: Style = "body",
) -> Reply:
    body = tuple(Paragraph(text, style) for text in texts)
    return Reply("answer", language, "help", (Paragraph(title, "lead"), *body), choices)


def _place(message: Message | None, chat: int) -> Address:
    topic = message is not None and message.is_topic_message
    return Address(chat, message.message_thread_id if message is not None and topic else None)
