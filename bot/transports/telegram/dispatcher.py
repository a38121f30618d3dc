"""Hand updates to the application: in order within a chat, chats side by side, no flood.

Where updates come from (`poller`, `webhook`) is not known here, nor what they mean. A person who
sends far faster than answers may go out is told so once; what exceeds the measure until then is
let go, so that nobody else waits for it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram import Update

from bot.transports.telegram.application import App
from bot.transports.telegram.lanes import Lanes
from bot.transports.telegram.monitoring import Monitor

_LOG = logging.getLogger(__name__)

PATIENT = 30
"""Updates of one chat that may wait for their answer."""
GREEDY = 25
"""Updates of one chat waiting from which on it makes room when there is none left."""
QUIET_SECONDS = 2.0
"""How long a chat that was turned away must be still before it is heard again."""

TurnAway = Callable[[Update], Awaitable[None]]
"""Tells a person who floods that it is too much."""


async def _silently(_: Update) -> None:
    """Tell nobody."""


class Dispatcher:
    """Starts the work on each update; what it returns is done when the update is dealt with."""

    def __init__(
        self, application: App, monitor: Monitor | None = None, turn_away: TurnAway = _silently
    ) -> None:
        self._application = application
        self.monitor = monitor or Monitor()
        self._turn_away = turn_away
        self._lanes = Lanes()
        self._told: set[int] = set()
        self._deaf_until: dict[int, float] = {}
        self._let_go: dict[int, int] = {}
        """Lane -> number up to which its updates are not answered any more."""

    def start(self, update: Update) -> asyncio.Task[None]:
        """Begin with an update once the earlier ones of its chat are dealt with."""
        lane = lane_of(update)
        waiting = self._lanes.waiting(lane)
        deaf = self._is_deaf(lane)
        if not waiting and not deaf:
            self._told.discard(lane)
        if deaf or waiting >= PATIENT:
            self._deafen(lane)
            return asyncio.create_task(self._refuse(update, lane, self.monitor.arrived()))
        work = self._deal_with(update, lane, self.monitor.arrived())
        return self._lanes.start(lane, work, update.update_id)

    def make_room(self) -> None:
        """Let go of what waits for one chat alone, so that others get in. For a full window."""
        for lane in self._lanes.longer_than(GREEDY):
            self._let_go[lane] = self._lanes.highest(lane)
            self._deafen(lane)

    async def _deal_with(self, update: Update, lane: int, since: float) -> None:
        if update.update_id <= self._let_go.get(lane, -1):
            await self._refuse(update, lane, since)
            return
        self._let_go.pop(lane, None)
        outcome = "failed"
        try:
            await self._application.process_update(update)
            outcome = "handled"
        finally:
            self.monitor.settled(since, outcome)

    def _is_deaf(self, lane: int) -> bool:
        until = self._deaf_until.get(lane)
        if until is not None and until < asyncio.get_running_loop().time():
            del self._deaf_until[lane]
            return False
        return until is not None

    def _deafen(self, lane: int) -> None:
        self._deaf_until[lane] = asyncio.get_running_loop().time() + QUIET_SECONDS

    async def _refuse(self, update: Update, lane: int, since: float) -> None:
        self.monitor.settled(since, "turned_away")
        if lane in self._told:
            return
        self._told.add(lane)
        _LOG.warning("One chat sends faster than it can be answered; what is too much is let go.")
        with suppress(Exception):  # the notice is a courtesy
            await self._turn_away(update)


def lane_of(update: Update) -> int:
    """Return whose updates keep their order among each other: a chat's, or else a person's."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0
