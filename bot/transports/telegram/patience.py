"""How long to go on with a message that does not get through.

While nothing gets through, the server is at fault, and every message is worth waiting for: it
goes out when the server is back. A message that keeps failing while others arrive is given up;
it would hold up its chat, and with it all later updates, for ever.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from telegram.error import RetryAfter, TelegramError

Sleep = Callable[[float], Awaitable[None]]

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each further attempt; the last one again and again."""
OTHERS = 10
"""How many other messages must have arrived before one is given up."""
LONGEST_FLOOD_WAIT = 300.0
"""Seconds; a reply that Telegram wants later than this is given up."""


class Patience:
    """Knows what gets through to one Bot API server."""

    def __init__(
        self,
        pauses: Sequence[float] = PAUSES,
        sleep: Sleep = asyncio.sleep,
        spread: Callable[[], float] = lambda: 1.0,
    ) -> None:
        """`spread` is a factor for each pause, so that what failed together parts."""
        self._pauses = pauses
        self._sleep = sleep
        self._spread = spread
        self._arrived = 0

    def begin(self) -> Attempts:
        """Return the attempts at one message."""
        return Attempts(self)

    def got_through(self) -> None:
        """Note that a message has arrived."""
        self._arrived += 1

    @property
    def arrived(self) -> int:
        """How many messages have arrived so far."""
        return self._arrived

    @property
    def attempts(self) -> int:
        """How often a message is tried at least."""
        return len(self._pauses) + 1

    async def pause(self, failures: int) -> None:
        """Wait before the next attempt after so many failures."""
        pause = self._pauses[min(failures, len(self._pauses)) - 1]
        await self._sleep(pause * self._spread())

    async def wait(self, seconds: float) -> None:
        """Wait for as long as the server wants."""
        await self._sleep(seconds)


class Attempts:
    """The attempts at one message."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._before = patience.arrived
        self.failures = 0

    async def after(self, error: TelegramError) -> None:
        """Wait before the next attempt; raises `error` when there should be none."""
        self.failures += 1
        others = self._patience.arrived - self._before
        if self.failures >= self._patience.attempts and others >= OTHERS:
            raise error
        if not isinstance(error, RetryAfter):
            await self._patience.pause(self.failures)
            return
        wanted = seconds_to_wait(error)
        if wanted > LONGEST_FLOOD_WAIT:
            raise error
        await self._patience.wait(wanted)


def seconds_to_wait(error: RetryAfter) -> float:
    """Return how long Telegram wants us to wait; the library gives a number or a duration."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, (int, float)) else wait.total_seconds()
