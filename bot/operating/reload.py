"""Hot reload: a folder that changes goes live when it is sound, and is refused when it is not.

A core process of its own looks at the folder a few times a second; once it stands still, that
process takes it up and plays its conversations. Who answers meanwhile is not touched.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.knowledge.problems import Problem
from bot.operating.core_process import CallFailedError, CoreLostError, CoreProcess
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
        self._handled: str | None = None
        self._standby: CoreProcess | None = None
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
                try:
                    await self._changed()
                    await self._settled()
                    await self._take_up()
                    failures = 0
                except (CoreLostError, CallFailedError, OSError) as error:
                    failures += 1
                    _LOG.warning("The knowledge folder cannot be followed for now: %s.", error)
                    await asyncio.sleep(min(2.0**failures, _LONGEST_PAUSE))
        finally:
            if self._standby is not None:
                self._standby.kill("the bot is stopping")
                self._live.end(self._standby)
            for task in self._telling:
                task.cancel()

    async def _changed(self) -> None:
        """Wait until the folder differs from what was handled last, or somebody asks."""
        pause = 0.0
        while not self._wanted.is_set():
            try:
                async with asyncio.timeout(pause):
                    await self._wanted.wait()
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

    async def _look(self) -> str:
        look: str = await (await self._helper()).call("look", str(self._live.root))
        return look

    async def _helper(self) -> CoreProcess:
        """Return the process that looks and takes up, for it may hold or hinder nobody else."""
        if self._standby is None or not self._standby.open:
            self._standby = await self._live.launcher.start()
        return self._standby

    async def _take_up(self) -> None:
        """Let the helper take the folder up, and act on what comes of it."""
        helper = await self._helper()
        self._wanted.clear()
        known = None if self._asked or self._handled is None else self._live.facts.digest
        task = Task(str(self._live.root), known=known, experiences=self._experiences)
        try:
            outcome: Outcome = await helper.call("take_up", task, patience=LOADING)
        except CoreLostError:
            self._wanted.set()
            raise
        self._standby = None
        if not self._act(helper, outcome):
            self._live.end(helper)  # a fresh one has no memory to give back

    def _act(self, process: CoreProcess, outcome: Outcome) -> bool:
        """Return whether the process is live now."""
        if isinstance(outcome, Unsettled):
            return False
        if isinstance(outcome, Refused):
            self._learn(outcome.experience)
            self._handled = outcome.look
            self._refuse(outcome)
            return False
        if isinstance(outcome, Same):
            self._handled = outcome.look
            self._is_well("The knowledge folder says what is live.", news=False)
            return False
        self._learn(outcome.experience)
        self._handled = outcome.contents.look
        if outcome.facts.digest == self._live.facts.digest:
            self._is_well("The knowledge folder says what is live.", news=False)
            return False
        self._reloads += 1
        self._live.go_live(process, outcome)
        self._is_well(f"New knowledge is live: {_described(outcome)}.", news=True)
        return True

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
