"""Hot reload: a folder that changes goes live when it is sound, and is refused when it is not.

A process of its own looks at the folder a few times a second and takes a change up at once: it
checks it and plays its conversations while the folder has time to stand still. A newer change
ends that. Copies of that process answer; who answers meanwhile is not touched.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.knowledge.problems import Problem
from bot.operating.core_process import CallFailedError, CoreLostError
from bot.operating.folder_look import SETTLED
from bot.operating.live_core import LiveCore
from bot.operating.prepared import Outcome, Ready, Refused, Same, Task, Unsettled
from bot.operating.reload_words import Words

_LOG = logging.getLogger(__name__)

Tell = Callable[[str], Awaitable[None]]
"""Says something to the operators, wherever they are."""

GLANCE = 0.2
"""Seconds between two looks at the folder."""
_SPARING = 25
"""How many times as long as a look takes nothing is done: a large or slow folder is not
looked at all the time.
"""
_LONGEST_PAUSE = 60.0
CALM = 30.0
"""Seconds after which what was not played at the start is: the first change then is as quick as
those after it, and a bot that is started again and again has no such work.
"""


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

    def __init__(self, live: LiveCore, tell: Tell, language: str = "en") -> None:
        """`language` is the one operators are told in."""
        self._live = live
        self._words = Words(language)
        self._tell = tell
        self._wanted = asyncio.Event()
        self._handled: str | None = None
        self._asked = False
        self._practised = False
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
                    task = await self._changed()
                    while not await self._take_up(task):
                        await self._settled()
                        task = self._task()
                    failures = 0
                except (CoreLostError, CallFailedError, OSError) as error:
                    failures += 1
                    _LOG.warning("The knowledge folder cannot be followed for now: %s.", error)
                    await asyncio.sleep(min(2.0**failures, _LONGEST_PAUSE))
        finally:
            self._live.original.kill()
            for telling in self._telling:
                telling.cancel()

    async def _changed(self) -> Task:
        """Wait until the folder differs from what was handled last, or somebody asks.

        Return what is to be done; after a long calm that is what no start had time for.
        """
        pause, calm = 0.0, time.monotonic() + CALM
        while not self._wanted.is_set():
            try:
                async with asyncio.timeout(pause):
                    await self._wanted.wait()
            except TimeoutError:
                began = time.monotonic()
                if await self._look() != self._handled:
                    break
                if began > calm and not self._practised:
                    return replace(self._task(), known=None, at_leisure=True, practised=True)
                pause = max(GLANCE, _SPARING * (time.monotonic() - began))
        return self._task()

    async def _settled(self) -> None:
        """Wait until the folder stands still."""
        look = await self._look()
        while True:
            await asyncio.sleep(SETTLED)
            before, look = look, await self._look()
            if look == before:
                return

    async def _look(self) -> str:
        look: str = await self._live.original.call("look", str(self._live.root))
        return look

    async def _take_up(self, task: Task) -> bool:
        """Have the folder taken up, and act on what comes of it; False if it changed again."""
        self._wanted.clear()
        try:
            outcome = await self._live.original.take_up(task)
            if isinstance(outcome, Unsettled):
                return False
            self._practised = self._practised or not isinstance(outcome, Same)
            await self._act(outcome)
        except (CoreLostError, CallFailedError, OSError):
            self._wanted.set()
            raise
        return True

    def _task(self) -> Task:
        root, live = str(self._live.root), self._live.facts.digest
        if self._asked:
            return Task(root)
        if self._handled is None:
            return Task(root, at_leisure=True)
        return Task(root, known=live)

    async def _act(self, outcome: Outcome) -> None:
        if isinstance(outcome, Refused):
            self._handled = outcome.look
            self._refuse(outcome)
        elif isinstance(outcome, Same):
            self._handled = outcome.look
            self._is_well(self._words.same(), news=False)
        elif isinstance(outcome, Ready):
            await self._accept(outcome)

    async def _accept(self, ready: Ready) -> None:
        """Let a copy of the process that has taken it up answer, unless it is live already."""
        news = ready.facts.digest != self._live.facts.digest
        if news:
            await self._live.answer_from(ready)
            self._reloads += 1
        else:
            self._live.know(ready)
        self._handled = ready.contents.look
        self._is_well(self._words.live(ready) if news else self._words.same(), news=news)
        await self._live.original.call("keep")

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
        self._practised = False
        self._refusal = Refusal(time.time(), refused.digest, refused.problems)
        self._refusals += 1
        is_live = refused.digest == self._live.facts.digest
        lines = self._words.complaint(refused.errors, is_live=is_live)
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
