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

from telegram import Update
from telegram.error import TelegramError

from bot.storage.store import Turns
from bot.transports.telegram.application import App
from bot.transports.telegram.connection import Connection, Stopped
from bot.transports.telegram.dispatcher import Dispatcher
from bot.transports.telegram.fresh_updates import FreshUpdates
from bot.transports.telegram.webhook import WANTED, read_update

_LOG = logging.getLogger(__name__)

LONG_POLL_SECONDS = 25
FULL = 90
"""Updates in hand from which on Telegram has hardly room for others: it shows a hundred."""
GLANCE_SECONDS = 0.02
"""How long slow updates may keep the next question to Telegram waiting."""
FAREWELL_SECONDS = 8.0
"""How long pending replies may take after the signal to stop."""


class Poller:
    """Hands the updates of one bot to its application, in order within each chat."""

    def __init__(
        self,
        application: App,
        connection: Connection,
        dispatcher: Dispatcher,
        store: Turns | None = None,
        fresh: FreshUpdates | None = None,
    ) -> None:
        """`store` learns what was confirmed, so that it need not remember that any more.

        `fresh` is the client of the application's getUpdates, which leaves out what is in hand.
        """
        self._application = application
        self._connection = connection
        self._dispatcher = dispatcher
        self._store = store
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        if fresh is not None:
            fresh.known = self._in_hand.__contains__
        self._next: int | None = None
        self._confirmed: int | None = None

    async def run(self) -> None:
        """Poll until stopped, then let pending replies finish and confirm what is done."""
        try:
            while True:
                for update in await self._connection.insist(self._fetch):
                    self._accept(update)
                if self._in_hand:
                    await self._glance()
        except Stopped:
            _LOG.info("Stopping; pending replies: %d.", self._pending())
        finally:
            await self._finish()

    async def _glance(self) -> None:
        """Wait for what is in hand, but not long: others may have asked meanwhile."""
        await asyncio.wait(self._in_hand.values(), timeout=GLANCE_SECONDS)
        self._let_go()
        if len(self._in_hand) >= FULL:
            self._dispatcher.make_room()

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
        self._dispatcher.monitor.polled()
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
        updates = [read_update(item, bot) for item in raw] if isinstance(raw, list) else []
        if not updates:
            raise error
        return updates

    def _accept(self, update: Update) -> None:
        if update.update_id in self._in_hand:
            return
        self._in_hand[update.update_id] = self._dispatcher.start(update)

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


async def _cancel(tasks: Iterable[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
