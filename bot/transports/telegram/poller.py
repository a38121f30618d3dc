"""Fetch updates by long polling and confirm each only after it has been dealt with.

Telegram forgets an update when a later one is asked for. So the offset stays at the oldest update
still being answered: what dies with the process is delivered again at the next start. At most a
hundred updates are in hand at a time, which bounds the memory.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.constants import UpdateType
from telegram.error import TelegramError

from bot.storage.store import Turns
from bot.transports.telegram.application import App
from bot.transports.telegram.connection import Connection, Stopped
from bot.transports.telegram.lanes import Lanes

_LOG = logging.getLogger(__name__)

WANTED = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.MY_CHAT_MEMBER,
)
LONG_POLL_SECONDS = 25
GLANCE_SECONDS = 0.2
"""How long slow updates may keep the next question to Telegram waiting."""
FAREWELL_SECONDS = 8.0
"""How long pending replies may take after the signal to stop."""


class Poller:
    """Hands the updates of one bot to its application, in order within each chat."""

    def __init__(
        self, application: App, connection: Connection, store: Turns | None = None
    ) -> None:
        """`store` learns what was confirmed, so that it need not remember that any more."""
        self._application = application
        self._connection = connection
        self._store = store
        self._lanes = Lanes()
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        self._next: int | None = None
        self._confirmed: int | None = None

    async def run(self) -> None:
        """Poll until stopped, then let pending replies finish and confirm what is done."""
        try:
            while True:
                for update in await self._connection.insist(self._fetch):
                    self._accept(update)
                if self._in_hand:
                    await asyncio.wait(self._in_hand.values(), timeout=GLANCE_SECONDS)
                    self._let_go()
        except Stopped:
            _LOG.info("Stopping; pending replies: %d.", self._pending())
        finally:
            await self._finish()

    async def _fetch(self) -> Sequence[Update]:
        offset, patience = self._next, 0 if self._in_hand else LONG_POLL_SECONDS
        try:
            updates: Sequence[Update] = await self._application.bot.get_updates(
                offset=offset, timeout=patience, allowed_updates=WANTED
            )
        except TelegramError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever the library makes of a bad update
            updates = await self._fetch_one_by_one(error)
        await self._note_confirmed(offset)
        return updates

    async def _note_confirmed(self, offset: int | None) -> None:
        if self._store is not None and offset is not None and offset != self._confirmed:
            await self._store.confirmed(offset)
        self._confirmed = offset

    async def _fetch_one_by_one(self, error: Exception) -> Sequence[Update]:
        """Fetch again, reading each update for itself: one bad update must not stop the rest."""
        bot = self._application.bot
        raw = await bot.request.post(f"{bot.base_url}/getUpdates?offset={self._next or 0}")
        updates = [_read(item, self._application) for item in raw] if raw else []
        if not updates:
            raise error
        return updates

    def _accept(self, update: Update) -> None:
        if update.update_id in self._in_hand:
            return
        work = self._application.process_update(update)
        self._in_hand[update.update_id] = self._lanes.start(_lane(update), work)

    def _let_go(self) -> None:
        """Move the offset past the updates that are done, up to the oldest one that is not."""
        for update_id in sorted(self._in_hand):
            task = self._in_hand[update_id]
            if not task.done() or task.cancelled():
                break
            self._next = update_id + 1
            del self._in_hand[update_id]
            if (error := task.exception()) is not None:
                _LOG.error("An update was not answered: %s.", type(error).__name__)

    def _pending(self) -> int:
        return sum(not task.done() for task in self._in_hand.values())

    async def _finish(self) -> None:
        tasks = list(self._in_hand.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=FAREWELL_SECONDS)
            await _cancel(late)
            self._let_go()
        if self._next != self._confirmed:
            with suppress(Exception):  # what is not confirmed now is only answered twice
                await self._application.bot.get_updates(
                    offset=self._next,
                    limit=1,
                    timeout=0,
                    allowed_updates=WANTED,
                    connect_timeout=2,
                    read_timeout=2,
                )
                await self._note_confirmed(self._next)


def _lane(update: Update) -> int:
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0


def _read(item: Any, application: App) -> Update:  # noqa: ANN401 - raw JSON
    """Read one update; an unreadable one becomes an empty one, to be confirmed and forgotten."""
    try:
        return Update.de_json(item, application.bot)
    except Exception as error:  # noqa: BLE001 - as above
        empty = Update(int(item["update_id"]))
        _LOG.warning("An update could not be read (%s) and is left out.", type(error).__name__)
        return empty


async def _cancel(tasks: Iterable[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
