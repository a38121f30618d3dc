"""Whether the database is there, when it is tried again, and what the operator reads of it.

One line when it goes and one when it returns. What is done without it is decided in `steady`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from itertools import count

from bot.storage.sql.faults import TROUBLE, described, is_nobody_there

_LOG = logging.getLogger(__name__)

RETURN_PAUSES = (0.5, 0.5, 1.0, 1.0, 2.0, 5.0)
"""Seconds between attempts to reach it again; the last one over and over."""
RELAPSE_SECONDS = 60.0
"""A database that goes again so soon is trusted later each time: its coming and going is noise.
Not so a server that was stopped and started: that it answers again is sure."""
LONGEST_FACTOR = 8
LONGEST_APART = 1.0
"""Seconds between attempts where others use the database, too: as long as this process does not
know that it is back, the two know nothing of each other.
"""


class Presence:
    """Knows whether the database is there, and brings it back."""

    def __init__(self, reach: Callable[[], Awaitable[None]], *, shared: bool) -> None:
        """`reach` raises TROUBLE while it is away, else does what was left to be done."""
        self._reach = reach
        self._shared = shared
        self.trouble: str | None = None
        """What is wrong with it, while it is away."""
        self.away_at = float("-inf")
        """When it went, in seconds of the event loop's clock."""
        self.back = asyncio.Event()
        self._returned_at = float("-inf")
        self._relapses = 0
        self._returning: asyncio.Task[None] | None = None

    def lost(self, error: BaseException) -> None:
        """Go on without it, and try to reach it again."""
        if self.trouble is not None:
            return
        self.trouble = described(error)
        self.away_at = asyncio.get_running_loop().time()
        self.back.clear()
        is_relapse = self.away_at - self._returned_at < RELAPSE_SECONDS
        is_relapse = is_relapse and not is_nobody_there(error)
        self._relapses = self._relapses + 1 if is_relapse else 0
        _LOG.warning(
            "The database cannot be used: %s. The bot goes on from memory until it is back.",
            self.trouble,
        )
        self._returning = asyncio.create_task(self._return())

    async def close(self) -> None:
        """Try no more."""
        if self._returning is not None:
            self._returning.cancel()
            await asyncio.gather(self._returning, return_exceptions=True)

    async def _return(self) -> None:
        """Try until the database answers, and trust it again."""
        for attempt in count():
            pause = RETURN_PAUSES[min(attempt, len(RETURN_PAUSES) - 1)]
            pause *= min(2**self._relapses, LONGEST_FACTOR)
            await asyncio.sleep(min(pause, LONGEST_APART) if self._shared else pause)
            try:
                await self._reach()
            except TROUBLE:
                continue
            self.trouble, self._returned_at = None, asyncio.get_running_loop().time()
            self.back.set()
            _LOG.info("The database is back; what happened meanwhile is stored.")
            return
