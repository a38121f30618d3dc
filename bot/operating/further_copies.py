"""More processes that know what the live one knows, so that messages are answered side by side.

Copies of the original, which share its memory; where one is lost another is made, without haste:
the live process answers meanwhile, and whether there is one is decided in `live_core`.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from zlib import crc32

from bot.operating.core_process import CoreProcess
from bot.operating.original import Original

MOST = 4
"""Processes that answer, however many processors there are: by then telling them is the limit."""
MUCH = 8
"""Calls in hand by which one process has much less to do than another."""
PAUSE = 1.0
"""Seconds before it is tried again to make what is missing."""


def worthwhile() -> int:
    """Return how many further processes the processors of this machine can keep busy."""
    try:
        processors = len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS
        processors = os.cpu_count() or 1
    return min(processors, MOST) - 1


class FurtherCopies:
    """Up to `number` processes beside the live one."""

    def __init__(self, original: Original, number: int) -> None:
        self._original = original
        self._number = number
        self._copies: list[CoreProcess] = []
        self._filling: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()

    def choose(self, live: CoreProcess, about: str = "") -> CoreProcess:
        """Return who is to answer: for the same words `about` the same process, which remembers
        how it read them, unless another has much less to do.
        """
        processes = (live, *self._open())
        idlest = min(processes, key=lambda process: process.busy)
        home = processes[crc32(about.encode("utf-8", "replace")) % len(processes)]
        return home if about and home.busy <= idlest.busy + MUCH else idlest

    def follow(self, digest: str) -> None:
        """Answer from the knowledge with this digest from now on, and from no other."""
        self._let_go()
        if self._number:
            self._filling = asyncio.create_task(self._fill(digest))

    async def end(self) -> None:
        """End all, once they have finished what they have in hand."""
        self._let_go()
        while self._ending:
            await asyncio.wait(self._ending)

    def _let_go(self) -> None:
        filling, self._filling = self._filling, None
        if filling is not None:
            filling.cancel()
            self._beside(filling)
        copies, self._copies = self._copies, []
        for copy in copies:
            self._beside(asyncio.create_task(copy.end()))

    def _beside(self, task: asyncio.Task[None]) -> None:
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _open(self) -> list[CoreProcess]:
        return [copy for copy in self._copies if copy.open]

    async def _fill(self, digest: str) -> None:
        """Make what is missing, now and whenever one is lost."""
        while True:
            self._copies = self._open()
            while len(self._copies) < self._number:
                copy = await self._original.copy(digest)
                if copy is None:  # it is at work, or knows something else already
                    break
                self._copies.append(copy)
            await self._pause()

    async def _pause(self) -> None:
        """Wait until one is lost, or until it is time to try again."""
        lost = [asyncio.create_task(copy.gone.wait()) for copy in self._copies]
        complete = len(self._copies) == self._number
        try:
            if lost:
                timeout = None if complete else PAUSE
                await asyncio.wait(lost, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
            if not complete or any(task.done() for task in lost):
                await asyncio.sleep(PAUSE)
        finally:
            for task in lost:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*lost, return_exceptions=True)
