"""Answers that follow the knowledge folder: from the first process to the last one's end."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue.terms import DEFAULT_TERMS, Terms
from bot.errors import KnowledgeError
from bot.knowledge.problems import Problem
from bot.operating.core_process import CallFailedError, CoreLostError
from bot.operating.launcher import Launcher, Server
from bot.operating.live_core import LiveCore
from bot.operating.prepared import Ready, Refused, Task
from bot.operating.reload import Reload, Tell

_LOG = logging.getLogger(__name__)


class RefusedAtStartError(KnowledgeError):
    """The folder cannot be used and nothing was live before; `problems` says why."""

    def __init__(self, root: Path, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"the knowledge in {root} cannot be used")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Serving:
    """Who answers, and how the knowledge stands."""

    live: LiveCore
    reload: Reload


@asynccontextmanager
async def serving(  # noqa: PLR0913 - each has one value outside tests
    root: Path,
    tell: Tell,
    terms: Terms = DEFAULT_TERMS,
    language: str = "en",
    server: Server | None = None,
    *,
    further: int = 0,
) -> AsyncIterator[Serving]:
    """Answer from the folder, and from what it becomes, until the block ends.

    `terms` says who runs the bot and what it keeps, `tell` says to the operators what they have
    to know, in their `language`; a `server` launched before saves time; `further` processes
    answer beside the first. Errors keep the bot from
    starting; broken promises of conversations are told once it answers. Raises
    RefusedAtStartError, or KnowledgeError where no process can be started or the folder never
    stands still.
    """
    live = LiveCore(root, Launcher(server=server), terms=terms, further=further)
    reload = Reload(live, tell, language)
    try:
        await _start(live)
        following = asyncio.create_task(_follow(reload))
        try:
            with _on_hangup(reload):
                yield Serving(live, reload)
        finally:
            following.cancel()
            await asyncio.wait((following,))
    finally:
        await live.close()


async def _start(live: LiveCore) -> None:
    try:
        outcome = await live.original.take_up(Task(str(live.root), play=False))
        if isinstance(outcome, Ready):
            await live.answer_from(outcome)
            return
    except (CoreLostError, CallFailedError, OSError) as error:
        raise KnowledgeError(f"the process that answers did not start: {error}.") from None
    if isinstance(outcome, Refused):
        raise RefusedAtStartError(live.root, outcome.errors)
    raise KnowledgeError(f"the files in {live.root} change all the time; save them and try again.")


async def _follow(reload: Reload) -> None:
    try:
        await reload.run()
    except Exception as error:  # noqa: BLE001  answering goes on without
        _LOG.error("Changes of the knowledge are not followed any more: %r.", error)


@contextmanager
def _on_hangup(reload: Reload) -> Iterator[None]:
    """Check the folder when SIGHUP arrives."""
    loop = asyncio.get_running_loop()
    number = getattr(signal, "SIGHUP", None)
    if number is None:
        yield
        return
    loop.add_signal_handler(number, reload.now)
    try:
        yield
    finally:
        loop.remove_signal_handler(number)
