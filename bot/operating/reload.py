"""Hot reload: a folder that changes goes live when it is sound, and is refused when it is not.

Looks at the folder a few times a second, waits until it stands still, and lets a spare core
process take it up and play its conversations. Who answers meanwhile is not touched.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.knowledge.problems import Problem
from bot.operating.core_process import CallFailedError, CoreLostError, CoreProcess
from bot.operating.folder_look import Look, look_at
from bot.operating.live_core import LOADING, LiveCore
from bot.operating.prepared import Experience, Outcome, Ready, Refused, Same, Task, Unsettled

_LOG = logging.getLogger(__name__)

Tell = Callable[[str], Awaitable[None]]
"""Says something to the operators, wherever they are."""

GLANCE = 0.2
"""Seconds between two looks at the folder."""
SETTLED = 0.15
"""Seconds a folder has to stand still before it is taken for saved."""
_SPARING = 25
"""How many times as long as a look takes nothing is done: a large or slow folder is not
looked at all the time.
"""
_SHOWN = 5
"""Problems that are told one by one."""
_LONGEST_PAUSE = 60.0
_EXPERIENCES = 3


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change that did not go live; `at` in seconds since 1970."""

    at: float
    digest: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """What an operator wants to know about the knowledge; times in seconds since 1970.

    `refused` is the state of the folder now, if that is not what is live.
    """

    digest: str
    live_since: float
    process_age: float | None
    restarts: int
    reloads: int
    refusals: int
    refused: Refusal | None
    warnings: tuple[Problem, ...]


class Reload:
    """Keeps the live core at what the folder says. `run` it until it is cancelled."""

    def __init__(self, live: LiveCore, tell: Tell) -> None:
        self._live = live
        self._tell = tell
        self._wanted = asyncio.Event()
        self._handled: Look | None = None
        self._experiences: tuple[Experience, ...] = ()
        self._asked = False
        self._refusal: Refusal | None = None
        self._reloads = 0
        self._refusals = 0
        self._telling: set[asyncio.Task[None]] = set()

    @property
    def status(self) -> Status:
        """How things stand."""
        process = self._live.process
        return Status(
            digest=self._live.facts.digest,
            live_since=self._live.live_since,
            process_age=None if process is None else time.monotonic() - process.started,
            restarts=self._live.restarts,
            reloads=self._reloads,
            refusals=self._refusals,
            refused=self._refusal,
            warnings=self._live.facts.warnings,
        )

    def now(self) -> None:
        """Check the folder at once, changed or not, and say what came of it."""
        self._asked = True
        self._wanted.set()

    async def run(self) -> None:
        """Follow the folder; only cancelling ends this."""
        failures = 0
        try:
            while True:
                await self._changed()
                await self._settled()
                failures = 0 if await self._try() else failures + 1
                if failures:
                    await asyncio.sleep(min(2.0**failures, _LONGEST_PAUSE))
        finally:
            for task in self._telling:
                task.cancel()
            await asyncio.gather(*self._telling, return_exceptions=True)

    async def _changed(self) -> None:
        """Wait until the folder differs from what was handled last, or somebody asks."""
        pause = 0.0
        while not self._wanted.is_set():
            try:
                await asyncio.wait_for(self._wanted.wait(), pause)
            except TimeoutError:
                began = time.monotonic()
                if await self._look() != self._handled:
                    return
                pause = max(GLANCE, _SPARING * (time.monotonic() - began))

    async def _settled(self) -> None:
        """Wait until the folder stands still."""
        look = await self._look()
        while True:
            await asyncio.sleep(SETTLED)
            before, look = look, await self._look()
            if look == before:
                return

    async def _look(self) -> Look:
        return await asyncio.to_thread(look_at, self._live.root)

    async def _try(self) -> bool:
        """Let a spare process take the folder up, and act on what comes of it.

        Returns whether anything did.
        """
        self._wanted.clear()
        known = None if self._asked or self._handled is None else self._live.facts.digest
        task = Task(str(self._live.root), known=known, experiences=self._experiences)
        process: CoreProcess | None = None
        try:
            process = await self._live.take_spare()
            outcome: Outcome = await process.call("take_up", task, patience=LOADING)
        except (CoreLostError, CallFailedError, OSError) as error:
            _LOG.warning("The knowledge could not be checked and is tried again: %s.", error)
            if process is not None:
                process.kill("its work failed")
                self._live.give_back(process)
            return False
        except asyncio.CancelledError:
            if process is not None:
                process.kill("the bot is stopping")
                self._live.give_back(process)
            raise
        self._act(process, outcome)
        return True

    def _act(self, process: CoreProcess, outcome: Outcome) -> None:
        if isinstance(outcome, Ready):
            self._learn(outcome.experience)
            self._handled = outcome.contents.look
            if outcome.facts.digest != self._live.facts.digest:
                self._reloads += 1
                self._live.go_live(process, outcome)
                self._is_well(f"New knowledge is live: {_described(outcome)}.", news=True)
                return
            process.kill("its knowledge is live in another process")
        self._live.give_back(process)
        if isinstance(outcome, Refused):
            self._learn(outcome.experience)
            self._handled = outcome.look
            self._refuse(outcome)
        elif not isinstance(outcome, Unsettled):
            self._handled = outcome.look if isinstance(outcome, Same) else self._handled
            self._is_well("The knowledge folder says what is live.", news=False)

    def _learn(self, experience: Experience | None) -> None:
        """Keep what the last few ways to read have found."""
        if experience is not None:
            others = (each for each in self._experiences if each.key != experience.key)
            self._experiences = (experience, *others)[:_EXPERIENCES]

    def _is_well(self, text: str, *, news: bool) -> None:
        """Log good news; tell them to those who heard of the trouble before, or asked."""
        told = self._refusal is not None or self._asked
        self._refusal, self._asked = None, False
        if news or told:
            _LOG.info("%s", text)
        if told:
            self._start_telling(text)

    def _refuse(self, refused: Refused) -> None:
        known = self._refusal is not None and self._refusal.digest == refused.digest
        if known and not self._asked:
            return
        self._asked = False
        self._refusal = Refusal(time.time(), refused.digest, refused.problems)
        self._refusals += 1
        lines = _complaint(refused, is_live=refused.digest == self._live.facts.digest)
        for line in lines:
            _LOG.error("%s", line)
        self._start_telling("\n".join(lines))

    def _start_telling(self, text: str) -> None:
        task = asyncio.create_task(_told(self._tell, text))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)


async def _told(tell: Tell, text: str) -> None:
    try:
        await tell(text)
    except Exception as error:  # noqa: BLE001  the log has it; nothing else depends on it
        _LOG.warning("The operators were not told: %s.", type(error).__name__)


def _described(ready: Ready) -> str:
    facts = ready.facts
    warnings = f", {len(facts.warnings)} warnings" if facts.warnings else ""
    return f"{facts.entries} entries, {facts.occupations} occupations{warnings}"


def _complaint(refused: Refused, *, is_live: bool) -> tuple[str, ...]:
    errors = refused.errors
    head = (
        "The knowledge that is live since the start does not keep what it promises."
        if is_live
        else "The change of the knowledge is refused; what was live goes on answering."
    )
    rest = len(errors) - _SHOWN
    more = (f"… and {rest} more; `karrierebot check` shows all.",) if rest > 0 else ()
    return (head, *map(str, errors[:_SHOWN]), *more)
