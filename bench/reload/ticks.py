"""How late an event loop is: it asks to be woken every millisecond and looks at the clock."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

EVERY = 0.001
_SHARES = (0.5, 0.99, 0.999)


@dataclass
class Ticks:
    """Lateness of each tick, in milliseconds."""

    late: list[float] = field(default_factory=list)

    def share(self, share: float) -> float:
        """Return the lateness that this share of the ticks stays below."""
        ordered = sorted(self.late) or [0.0]
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    def __str__(self) -> str:
        shares = ", ".join(f"p{100 * share:g} {self.share(share):.2f}" for share in _SHARES)
        return (
            f"{len(self.late)} ticks, late by ms: {shares}, worst {max(self.late, default=0):.2f}"
        )


@asynccontextmanager
async def ticking() -> AsyncIterator[Ticks]:
    """Measure this loop while the block runs."""
    ticks = Ticks()
    task = asyncio.create_task(_tick(ticks.late))
    try:
        yield ticks
    finally:
        task.cancel()


async def _tick(late: list[float]) -> None:
    clock = time.perf_counter
    while True:
        due = clock() + EVERY
        await asyncio.sleep(EVERY)
        late.append(1000 * (clock() - due))


async def _idle(seconds: float) -> Ticks:
    async with ticking() as ticks:
        await asyncio.sleep(seconds)
    return ticks


if __name__ == "__main__":  # a loop with nothing to do: how late the machine itself makes it
    print(asyncio.run(_idle(float(sys.argv[1]))))
