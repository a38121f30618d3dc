"""How the knowledge, the database and the event loop stand, for `/healthz` and `/metrics`.

Asked when somebody looks; only the lateness of the loop is measured all the time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from functools import partial
from typing import TypeVar

from prometheus_client import CollectorRegistry, Gauge, Histogram

from bot.storage.steady import Status as DatabaseState

T = TypeVar("T")

EVERY = 0.05
"""Seconds between two looks at the clock: often enough to see what a person would notice."""
_LATE = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)


@dataclass(frozen=True, slots=True)
class KnowledgeState:
    """Which knowledge answers, and what became of changes; times in seconds since 1970.

    `refused_for` says in which lines which rules are broken, while the folder is refused.
    """

    digest: str
    live_since: float
    restarts: int
    reloads: int
    refusals: int
    warnings: int = 0
    refused_at: float | None = None
    refused_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Where to ask; what is missing is left out."""

    knowledge: Callable[[], KnowledgeState] | None = None
    database: Callable[[], DatabaseState] | None = None

    def as_json(self) -> dict[str, object]:
        """Return what there is to know as plain values."""
        asked = {"knowledge": self.knowledge, "database": self.database}
        return {name: asdict(ask()) for name, ask in asked.items() if ask is not None}

    def register(self, registry: CollectorRegistry) -> None:
        """Put the numbers among the others; they are asked for each time."""
        knowledge, database = self.knowledge, self.database
        if knowledge is not None:
            for name, says, value in _KNOWLEDGE:
                gauge = Gauge(f"karrierebot_{name}", says, registry=registry)
                gauge.set_function(partial(_asked, value, knowledge))
        if database is not None:
            for name, says, number in _DATABASE:
                gauge = Gauge(f"karrierebot_{name}", says, registry=registry)
                gauge.set_function(partial(_asked, number, database))


_KNOWLEDGE: tuple[tuple[str, str, Callable[[KnowledgeState], float]], ...] = (
    (
        "knowledge_live_timestamp_seconds",
        "Since when this knowledge answers.",
        lambda state: state.live_since,
    ),
    (
        "knowledge_reloads",
        "Changes of the knowledge that went live since the start.",
        lambda state: state.reloads,
    ),
    (
        "knowledge_refusals",
        "Changes of the knowledge that were refused since the start.",
        lambda state: state.refusals,
    ),
    (
        "knowledge_refused",
        "1 while the folder says something that is refused.",
        lambda state: float(state.refused_at is not None),
    ),
    (
        "core_restarts",
        "How often the answering process was replaced because it was lost.",
        lambda state: state.restarts,
    ),
)
_DATABASE: tuple[tuple[str, str, Callable[[DatabaseState], float]], ...] = (
    (
        "database_up",
        "1 while the database answers; without it the bot goes on from memory.",
        lambda state: float(state.trouble is None),
    ),
    (
        "database_waiting",
        "Things to be written when the database is back.",
        lambda state: state.waiting,
    ),
)


def _asked(value: Callable[[T], float], state: Callable[[], T]) -> float:
    return value(state())


@asynccontextmanager
async def lateness_measured(
    registry: CollectorRegistry, every: float = EVERY
) -> AsyncIterator[None]:
    """Measure how late the event loop wakes up, while the block runs."""
    late = Histogram(
        "karrierebot_event_loop_late_seconds",
        "How late the event loop woke up for something that was due.",
        registry=registry,
        buckets=_LATE,
    )
    task = asyncio.create_task(_measure(late.observe, every))
    try:
        yield
    finally:
        task.cancel()


async def _measure(observe: Callable[[float], None], every: float) -> None:
    while True:
        due = time.perf_counter() + every
        await asyncio.sleep(every)
        observe(max(time.perf_counter() - due, 0.0))
