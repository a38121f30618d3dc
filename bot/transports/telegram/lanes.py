"""Keep the order within a chat while chats go side by side.

Waiting costs nobody else anything: a chat that floods delays only itself. How many requests go
out at once is limited where they are sent (`outbox`), not here.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Work: TypeAlias = Callable[[], Coroutine[Any, Any, None]]
Done: TypeAlias = "asyncio.Future[bool]"
"""Whether the work was done; False where it was dropped before it began."""


@dataclass(slots=True)
class _Job:
    work: Work
    done: Done


@dataclass(slots=True)
class _Lane:
    """`jobs` holds what has not ended: the one in hand first."""

    highest: int
    jobs: deque[_Job] = field(default_factory=deque)
    late: int = 0


class Lanes:
    """One queue per key: work of one lane runs in the order of `start`, lanes in parallel."""

    def __init__(self) -> None:
        self._lanes: dict[int, _Lane] = {}
        self._running: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """Return how many lanes are not empty."""
        return len(self._lanes)

    def waiting(self, key: int) -> int:
        """Return how much of a lane has not ended."""
        lane = self._lanes.get(key)
        return len(lane.jobs) + lane.late if lane is not None else 0

    def start(self, key: int, work: Work, number: int = 0) -> Done:
        """Run `work` once everything started earlier in its lane has ended, well or badly.

        What came late, with a lower number than what it would queue behind, begins at once: the
        other may be waiting for it already, and the store decides which of the two goes first.
        Cancelling what is returned keeps work from beginning, but ends none that has begun.
        """
        job = _Job(work, asyncio.get_running_loop().create_future())
        lane = self._lanes.get(key)
        if lane is not None and number < lane.highest:
            lane.late += 1
            self._run(self._work_late(key, lane, job))
            return job.done
        if lane is not None:
            lane.highest = number
            lane.jobs.append(job)
            return job.done
        lane = self._lanes[key] = _Lane(number)
        lane.jobs.append(job)
        self._run(self._work_off(key, lane))
        return job.done

    def drop_waiting(self, key: int) -> None:
        """Never begin with what has not begun in a lane."""
        lane = self._lanes.get(key)
        while lane is not None and len(lane.jobs) > 1:
            job = lane.jobs.pop()
            if not job.done.done():
                job.done.set_result(False)

    async def finish(self, seconds: float) -> None:
        """Give what was started so many seconds, then cancel the rest."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _work_off(self, key: int, lane: _Lane) -> None:
        try:
            while lane.jobs:
                await _do(lane.jobs[0])
                lane.jobs.popleft()
        finally:
            for job in lane.jobs:
                job.done.cancel()
            lane.jobs.clear()
            self._forget(key, lane)

    async def _work_late(self, key: int, lane: _Lane, job: _Job) -> None:
        try:
            await _do(job)
        finally:
            lane.late -= 1
            self._forget(key, lane)

    def _forget(self, key: int, lane: _Lane) -> None:
        if not lane.jobs and not lane.late and self._lanes.get(key) is lane:
            del self._lanes[key]


async def _do(job: _Job) -> None:
    """Do one job; how it ended is told to whoever waits for it."""
    if job.done.done():
        return
    try:
        await job.work()
    except asyncio.CancelledError:
        job.done.cancel()
        raise
    except Exception as error:  # noqa: BLE001  handed on
        if not job.done.done():
            job.done.set_exception(error)
    else:
        if not job.done.done():
            job.done.set_result(True)
