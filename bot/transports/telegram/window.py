"""How many requests are on their way at once: as many as the server's slowness makes worthwhile.

What is on its way when the process dies is answered twice, so there is no more of it than needed:
to a quick server few, to a slow one many. Only counts and waits; what is sent is not known here.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

LEAST = 8
MOST = 64
QUICK_SECONDS = 0.01
"""Up to here a server is quick, and fewer requests at once are as good."""
SLOW_SECONDS = 0.025
"""From here on more of them get more through; so long is also waited for a place to come free."""


def _now() -> float:
    return asyncio.get_running_loop().time()


class Window:
    """Lets requests through in the order they came, between `least` and `most` at once."""

    def __init__(
        self, least: int = LEAST, most: int = MOST, clock: Callable[[], float] = _now
    ) -> None:
        self._least = least
        self._most = most
        self._clock = clock
        self.limit = least
        self._inside = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._growth: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait for a place and hold it while the block runs."""
        if self._inside >= self.limit or self._waiting:
            await self._wait()
        else:
            self._inside += 1
        began = self._clock()
        try:
            yield
        finally:
            self._learn(self._clock() - began)
            self._inside -= 1
            self._let_in()

    async def _wait(self) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        self._grow_soon()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it had its place already
                self._inside -= 1
                self._let_in()
            raise

    def _let_in(self) -> None:
        """Give free places to whoever waits."""
        while self._waiting and self._inside < self.limit:
            turn = self._waiting.popleft()
            if not turn.done():
                self._inside += 1
                turn.set_result(None)
        self._grow_soon()

    def _learn(self, seconds: float) -> None:
        """Take into account how long a request took."""
        if seconds > SLOW_SECONDS and self._waiting:
            self.limit = min(self.limit + 1, self._most)
        elif seconds < QUICK_SECONDS:
            self.limit = max(self.limit - 1, self._least)

    def _grow_soon(self) -> None:
        """Make more room where none comes free: what is on its way may hang."""
        if self._growth is not None:
            self._growth.cancel()
            self._growth = None
        if self._waiting and self.limit < self._most:
            self._growth = asyncio.get_running_loop().call_later(SLOW_SECONDS, self._grow)

    def _grow(self) -> None:
        self._growth = None
        self.limit = min(self.limit + self._least, self._most)
        self._let_in()
