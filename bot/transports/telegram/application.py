"""Put the bot together: handlers, error handler and the HTTP requests below them.

A factory without side effects at import: tests and benchmarks build the same application with
requests of their own. Fetching updates is not here (`poller`).
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any, TypedDict
from urllib.parse import urlsplit

from telegram import Bot, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
)
from telegram.ext import filters as heard
from telegram.request import BaseRequest

from bot.dialogue.front import Front
from bot.settings import TELEGRAM
from bot.settings.addresses import is_loopback
from bot.storage.memory import MemoryStore
from bot.storage.store import Store
from bot.storage.values import UpdateKey
from bot.transports.telegram.admin import AdminDesk, Desk
from bot.transports.telegram.arrival import Arrival, Json, read_update
from bot.transports.telegram.conversations import Answer, Conversations
from bot.transports.telegram.failures import Failures
from bot.transports.telegram.http_client import HttpClient
from bot.transports.telegram.incoming import Addressed
from bot.transports.telegram.inline import InlineMode, Search
from bot.transports.telegram.keys import key_of, key_of_text
from bot.transports.telegram.membership import Membership
from bot.transports.telegram.outbox import Outbox
from bot.transports.telegram.plain_text import date_of, read_plain_text
from bot.transports.telegram.state import KnowledgeState
from bot.transports.telegram.window import MOST

CONNECT_SECONDS = 10.0
READ_SECONDS = 15.0


class HttpTimes(TypedDict):
    """How long requests may take, in seconds, and whether a proxy may stand in between."""

    connect: float
    read: float
    trust_env: bool


@dataclass(frozen=True)
class Core:
    """What the shell needs of the rest of the bot.

    `front` is asked again each time, so that commands, menus and the shell's own sentences
    follow the knowledge; in groups commands it does not name are not meant for this bot. Without
    a `search` there is no inline mode, without a `desk` nothing for operators to look at;
    `knowledge` says how it stands for whoever watches.
    """

    answer: Answer
    front: Callable[[], Front] = Front
    search: Search | None = None
    desk: Desk | None = None
    knowledge: Callable[[], KnowledgeState] | None = None


def build_application(  # noqa: PLR0913 - each is one thing that tests replace
    token: str,
    core: Core,
    *,
    api_root: str = TELEGRAM,
    store: Store | None = None,
    admins: Collection[int] = (),
    request: BaseRequest | None = None,
    updates_request: BaseRequest | None = None,
    outbox: Callable[[Bot], Outbox] = Outbox,
) -> App:
    """Return the application, not yet initialised: no request has been made.

    `api_root` is the Bot API server without `/bot`; the chats `admins` may look at the desk.
    """
    # Durations as timedelta, the library's new way; the old one warns on every flood limit.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    root = api_root.rstrip("/").removesuffix("/bot").rstrip("/")
    times = http_times(root)
    application = (
        ApplicationBuilder()
        .application_class(App)
        .token(token)
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .request(request or HttpClient(MOST + 8, **times))
        .get_updates_request(updates_request or HttpClient(4, **times))
        .updater(None)
        .job_queue(None)
        .build()
    )
    kept, sending = store or MemoryStore(), outbox(application.bot)
    if not isinstance(application, App):
        raise TypeError("the library built another application than it was asked for")
    application.opening, application.closing = sending.open, sending.close
    application.in_a_hurry = sending.hurry
    if core.desk is not None and admins:
        desk = AdminDesk(core.desk, admins, kept, sending, core.front)
        application.add_handler(_AtTheDesk(desk, application.bot))
    conversations = Conversations(core.answer, kept, sending, core.front)
    application.shortcut = _shortcut(conversations, admins)
    _add_handlers(application, conversations, core, kept, sending)
    return application


class App(Application[Any, Any, Any, Any, Any, Any]):
    """The library's application, which also starts and ends what it was built with."""

    opening: Callable[[], Awaitable[None]] | None = None
    closing: Callable[[], Awaitable[None]] | None = None
    in_a_hurry: Callable[[], None] | None = None
    shortcut: Callable[[Json, Bot], Awaitable[bool]] | None = None
    """Deals with an update before the library reads it, or returns False."""

    def hurry(self) -> None:
        """Send at once what only waits for the pace of its chat."""
        if self.in_a_hurry is not None:
            self.in_a_hurry()

    def key_of(self, item: Json) -> UpdateKey:
        """Return the key of an update as it came."""
        me = Addressed(self.bot.id, self.bot.username, ())
        incoming = read_plain_text(item, me)
        if incoming is not None:
            return key_of_text(item["update_id"], incoming, date_of(item), self.bot)
        return key_of(read_update(item, self.bot), self.bot)

    async def take(self, item: Json) -> None:
        """Deal with an update as it came."""
        try:
            if self.shortcut is not None and await self.shortcut(item, self.bot):
                return
        except Exception as error:  # noqa: BLE001  as the library does with its handlers
            await self.process_error(read_update(item, self.bot), error)
            return
        await self.process_update(read_update(item, self.bot))

    async def initialize(self) -> None:
        await super().initialize()
        if self.opening is not None:
            await self.opening()

    async def shutdown(self) -> None:
        try:
            await super().shutdown()
        finally:
            if self.closing is not None:
                await self.closing()


def _shortcut(
    conversations: Conversations, admins: Collection[int]
) -> Callable[[Json, Bot], Awaitable[bool]]:
    """Return the short way of plain texts; operators may want something else."""

    async def take(item: Json, bot: Bot) -> bool:
        is_theirs = bool(admins) and Arrival.of(item).lane in admins
        return not is_theirs and await conversations.on_plain_text(item, bot)

    return take


class _AtTheDesk(BaseHandler[Update, Any, None]):
    """Takes what operators want to look at before anything else hears of it."""

    def __init__(self, desk: AdminDesk, bot: Bot) -> None:
        super().__init__(desk.on_update)
        self._desk = desk
        self._bot = bot

    def check_update(self, update: object) -> bool:
        return isinstance(update, Update) and self._desk.is_meant(update, self._bot.username)


def _add_handlers(
    application: App, conversations: Conversations, core: Core, store: Store, outbox: Outbox
) -> None:
    membership = Membership(store, outbox, core.front)
    failures = Failures(outbox, core.front)
    moved = heard.StatusUpdate.MIGRATE
    said = heard.UpdateType.MESSAGES & (heard.TEXT | ~heard.StatusUpdate.ALL)
    application.add_handler(CallbackQueryHandler(conversations.on_press))
    application.add_handler(MessageHandler(moved, membership.on_move))
    application.add_handler(MessageHandler(said, conversations.on_message))
    application.add_handler(
        ChatMemberHandler(membership.on_change, ChatMemberHandler.MY_CHAT_MEMBER)
    )
    if core.search is not None:
        inline = InlineMode(core.search, core.front)
        application.add_handler(InlineQueryHandler(inline.on_query))

    async def on_error(update: object, context: Any) -> None:  # noqa: ANN401 - the library's type
        await failures.report(update, context.error)

    application.add_error_handler(on_error)


def http_times(root: str) -> HttpTimes:
    """Return them for a Bot API server; to one on this machine never through a proxy."""
    return {
        "connect": CONNECT_SECONDS,
        "read": READ_SECONDS,
        "trust_env": not is_loopback(urlsplit(root).hostname or ""),
    }
