"""Hand updates to the application: in order within a chat, chats side by side, no flood.

Where updates come from (`poller`, `webhook`) is not known here, nor what they mean. A person who
sends far faster than answers may go out is told so once; what exceeds the measure until then
(`crowding`) is let go, so that nobody else waits for it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import partial

from telegram import Update

from bot.transports.telegram.application import App
from bot.transports.telegram.arrival import Arrival, read_update
from bot.transports.telegram.crowding import Crowding
from bot.transports.telegram.lanes import Done, Lanes
from bot.transports.telegram.monitoring import Monitor

_LOG = logging.getLogger(__name__)

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
        self._crowding = Crowding(lambda: asyncio.get_running_loop().time())
        self._notices: set[asyncio.Task[None]] = set()

    def start(self, arrival: Arrival) -> Done | None:
        """Begin with an update once the earlier ones of its chat are dealt with.

        Returns None for one that is let go: there is nothing to wait for.
        """
        lane = arrival.lane
        if not self._crowding.admits(lane, self._lanes.waiting(lane)):
            self._let_go(arrival)
            return None
        work = partial(self._application.take, arrival.item)
        done = self._lanes.start(lane, work, arrival.number)
        done.add_done_callback(partial(self._settled, self.monitor.arrived()))
        return done

    def is_busy(self, lane: int) -> bool:
        """Tell whether an update would have to wait for earlier ones of its chat."""
        return self._lanes.waiting(lane) > 0

    def make_room(self, waiting: Mapping[int, int]) -> None:
        """Let nobody wait who need not, where so many updates of each chat fill the window.

        Of those that fill most of it all is let go but what is in hand; no answer is held back for
        the sake of its pace.
        """
        for lane in self._crowding.narrow(waiting):
            self._lanes.drop_waiting(lane)
        self._application.hurry()

    async def finish(self, seconds: float) -> None:
        """Give what was started so many seconds; what is not done then is cancelled."""
        await self._lanes.finish(seconds)
        for notice in self._notices:
            notice.cancel()
        await asyncio.gather(*self._notices, return_exceptions=True)

    def _settled(self, since: float, done: Done) -> None:
        if done.cancelled():
            self.monitor.settled(since, "failed")
        elif (error := done.exception()) is not None:
            _LOG.error("An update was not answered: %s.", type(error).__name__)
            self.monitor.settled(since, "failed")
        else:
            self.monitor.settled(since, "handled" if done.result() else "turned_away")

    def _let_go(self, arrival: Arrival) -> None:
        self.monitor.turned_away()
        if self._crowding.is_news(arrival.lane):
            _LOG.warning(
                "One chat sends faster than it can be answered; what is too much is let go."
            )
            notice = asyncio.create_task(self._tell(arrival))
            self._notices.add(notice)
            notice.add_done_callback(self._notices.discard)

    async def _tell(self, arrival: Arrival) -> None:
        with suppress(Exception):  # the notice is a courtesy
            await self._turn_away(read_update(arrival.item, self._application.bot))
