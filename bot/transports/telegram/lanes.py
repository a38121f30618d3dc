"""Keep the order within a chat while chats go side by side.

Waiting costs nobody else anything: a chat that floods delays only itself. How many requests go
out at once is limited where they are sent (`outbox`), not here.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Hashable
from typing import Any


class Lanes:
    """One queue per key: work of one lane runs in the order of `start`, lanes in parallel."""

    def __init__(self) -> None:
        self._last: dict[Hashable, tuple[int, asyncio.Task[None]]] = {}
        self._waiting: Counter[Hashable] = Counter()

    def waiting(self, lane: Hashable) -> int:
        """Return how much of a lane has not ended."""
        return self._waiting.get(lane, 0)

    def longer_than(self, least: int) -> list[Any]:
        """Return the lanes of which at least so much has not ended."""
        return [lane for lane, waiting in self._waiting.items() if waiting >= least]

    def highest(self, lane: Hashable) -> int:
        """Return the number of the last work in a lane that is not empty."""
        return self._last[lane][0]

    def start(
        self, lane: Hashable, work: Coroutine[Any, Any, None], number: int = 0
    ) -> asyncio.Task[None]:
        """Run `work` once everything started earlier in its lane has ended, well or badly.

        What came late, with a lower number than what it would queue behind, begins at once: the
        other may be waiting for it already, and the store decides which of the two goes first.
        """
        highest, last = self._last.get(lane, (number, None))
        is_late = number < highest
        task = asyncio.create_task(_after(None if is_late else last, work))
        if not is_late:
            self._last[lane] = number, task
        self._waiting[lane] += 1
        task.add_done_callback(lambda done: self._forget(lane, done))
        return task

    def _forget(self, lane: Hashable, done: asyncio.Task[None]) -> None:
        self._waiting[lane] -= 1
        if not self._waiting[lane]:
            del self._waiting[lane]
        if lane in self._last and self._last[lane][1] is done:
            del self._last[lane]


async def _after(earlier: asyncio.Task[None] | None, work: Coroutine[Any, Any, None]) -> None:
    try:
        if earlier is not None:
            await asyncio.wait((earlier,))
        await work
    finally:
        work.close()
