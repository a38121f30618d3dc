"""Join the processes that answer with the transport that asks them: they know nothing of each
other.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path, PurePath
from typing import TypeVar

from bot.cli import streams
from bot.cli.languages import message_language
from bot.cli.telling import counted
from bot.dialogue.terms import Terms
from bot.errors import KnowledgeError
from bot.knowledge.problems import Problem
from bot.knowledge.rules import in_language
from bot.operating.desk import Desk
from bot.operating.further_copies import worthwhile
from bot.operating.launcher import Server
from bot.operating.reload import Status, Tell
from bot.operating.serving import RefusedAtStartError, serving
from bot.transports.telegram.application import Core
from bot.transports.telegram.run import Opening
from bot.transports.telegram.state import KnowledgeState

T = TypeVar("T")


def following(root: Path, terms: Terms, server: Server | None = None) -> Opening:
    """Return what brings up a core that follows the folder `root`, in processes of `server`."""

    @asynccontextmanager
    async def opening(tell: Tell) -> AsyncIterator[Core]:
        language = message_language(None, os.environ)
        answering = serving(root, tell, terms, language, server, further=worthwhile())
        async with _said(root, answering, language) as served:
            live = served.live
            yield Core(
                answer=live.answer,
                front=lambda: live.facts.front,
                search=live.search,
                desk=Desk(served),
                knowledge=lambda: _state(served.reload.status),
            )

    return opening


def _state(status: Status) -> KnowledgeState:
    refused = status.refused
    return KnowledgeState(
        digest=status.digest,
        live_since=status.live_since,
        restarts=status.restarts,
        reloads=status.reloads,
        refusals=status.refusals,
        warnings=len(status.warnings),
        refused_at=None if refused is None else refused.at,
        refused_for=() if refused is None else tuple(map(_place, refused.problems)),
    )


def _place(problem: Problem) -> str:
    """Return where and which rule, without the folder: health checks may be read by strangers."""
    return f"{PurePath(problem.path).name}:{problem.line} {problem.rule}"


@asynccontextmanager
async def _said(
    root: Path, opened: AbstractAsyncContextManager[T], language: str
) -> AsyncIterator[T]:
    """Say the problems of a folder nobody can answer from, one line each."""
    try:
        async with opened as value:
            yield value
    except RefusedAtStartError as error:
        for problem in error.problems:
            streams.note(str(in_language(problem, language)))
        raise KnowledgeError(
            f"the knowledge in {root} cannot be used: {counted(error.problems)}."
        ) from None
