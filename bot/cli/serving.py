"""Join the processes that answer with the transport that asks them: they know nothing of each
other.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TypeVar

from bot.cli import streams
from bot.cli.opening import counted
from bot.errors import KnowledgeError
from bot.operating.reload import Tell
from bot.operating.serving import RefusedAtStartError, serving
from bot.transports.telegram.application import Core
from bot.transports.telegram.run import Opening

T = TypeVar("T")


class LiveView(Mapping[str, T]):
    """A mapping that is another one after every change of the knowledge."""

    def __init__(self, now: Callable[[], Mapping[str, T]]) -> None:
        self._now = now

    def __getitem__(self, key: str) -> T:
        return self._now()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())


def following(root: Path) -> Opening:
    """Return what brings up a core that follows the folder `root`."""

    @asynccontextmanager
    async def opening(tell: Tell) -> AsyncIterator[Core]:
        async with _said(root, serving(root, tell)) as served:
            live = served.live
            yield Core(
                answer=live.answer,
                commands=LiveView(lambda: live.facts.commands),
                apology=LiveView(lambda: live.facts.wording.get("internal_error", {})),
            )

    return opening


@asynccontextmanager
async def _said(root: Path, opened: AbstractAsyncContextManager[T]) -> AsyncIterator[T]:
    """Say the problems of a folder nobody can answer from, one line each."""
    try:
        async with opened as value:
            yield value
    except RefusedAtStartError as error:
        for problem in error.problems:
            streams.note(str(problem))
        raise KnowledgeError(
            f"the knowledge in {root} cannot be used: {counted(error.problems)}."
        ) from None
