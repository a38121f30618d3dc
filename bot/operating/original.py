"""The process whose copies answer, seen from the program that asks it; started when needed."""

from __future__ import annotations

from typing import Any

from bot.operating.core_process import PATIENCE, CoreProcess
from bot.operating.forks import Forks
from bot.operating.launcher import Launcher
from bot.operating.prepared import Outcome, Ready, Task

LOADING = 300.0
"""Seconds a process may take to take up knowledge."""


class Original:
    """Takes knowledge up, and is copied with it."""

    def __init__(self, launcher: Launcher) -> None:
        self._launcher = launcher
        self._process: CoreProcess | None = None
        self._forks: Forks | None = None
        self._digest: str | None = None
        self._at_work = False

    async def call(self, name: str, *arguments: object, patience: float = PATIENCE) -> Any:  # noqa: ANN401  as the call gives
        """Return the answer to one call. Raises CoreLostError, CallFailedError or OSError."""
        process = self._process
        if process is None or not process.open:
            await self.end()
            process, self._forks = await self._launcher.start_with_copies()
            self._process = process
        return await process.call(name, *arguments, patience=patience)

    async def take_up(self, task: Task) -> Outcome:
        """Take knowledge up. Raises as `call` does."""
        self._at_work = True
        try:
            outcome: Outcome = await self.call("take_up", task, patience=LOADING)
        finally:
            self._at_work = False
        if isinstance(outcome, Ready):
            self._digest = outcome.facts.digest
        return outcome

    async def copy(self, digest: str) -> CoreProcess | None:
        """Return a process that answers from the knowledge with this digest.

        None when that is not what is known here, or when there is no time for it now.
        """
        process, forks = self._process, self._forks
        if process is None or forks is None or not process.open or self._at_work:
            return None
        if self._digest != digest or not forks.open:
            return None
        try:
            return await forks.start()
        except OSError:
            return None

    def kill(self) -> None:
        """End it now; what it was doing is lost, what its copies do is not."""
        if self._process is not None:
            self._process.kill("it is not needed any more")

    async def end(self) -> None:
        """End it, and wait until it is gone."""
        process, forks = self._process, self._forks
        self._process = self._forks = self._digest = None
        if process is not None:
            await process.end()
        if forks is not None:
            forks.lose()
