"""Join the processes that answer with the transport that asks them: they know nothing of each
other.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TypeVar

from bot.cli import streams
from bot.cli.opening import counted
from bot.dialogue.terms import Terms
from bot.errors import KnowledgeError
from bot.operating.desk import Desk
from bot.operating.reload import Tell
from bot.operating.serving import RefusedAtStartError, serving
from bot.transports.telegram.application import Core
from bot.transports.telegram.run import Opening

T = TypeVar("T")


def following(root: Path, terms: Terms) -> Opening:
    """Return what brings up a core that follows the folder `root`."""

    @asynccontextmanager
    async def opening(tell: Tell) -> AsyncIterator[Core]:
        async with _said(root, serving(root, tell, terms)) as served:
            live = served.live
            yield Core(
                answer=live.answer,
                front=lambda: live.facts.front,
                search=live.search,
                desk=Desk(served),
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
