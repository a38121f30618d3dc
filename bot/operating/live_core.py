"""Whoever answers now: a core process, replaced when it dies, hangs, or knows less than another.

A call is answered by the process that was live when it was asked, or asked again when that
process was lost. What it then takes up is what it had, never what the folder says meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Coroutine
from dataclasses import replace
from datetime import date
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from bot.dialogue.context import Context, Message
from bot.dialogue.search import Found
from bot.dialogue.terms import DEFAULT_TERMS, Terms
from bot.dialogue.turn import Turn
from bot.operating.answered_before import AnsweredBefore, key_of
from bot.operating.core_process import PATIENCE, CallFailedError, CoreLostError, CoreProcess
from bot.operating.further_copies import FurtherCopies
from bot.operating.launcher import Launcher
from bot.operating.original import LOADING, Original
from bot.operating.prepared import Facts, Outcome, Ready, Task

_LOG = logging.getLogger(__name__)

AT_ONCE = 64
"""Calls a process has in hand; more wait here, in the order they came."""
PAUSES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds before each attempt to bring up another process; the last one again and again."""
_TWICE = 2


class LiveCore:
    """Answers from the live process."""

    def __init__(
        self,
        root: Path,
        launcher: Launcher,
        patience: float = PATIENCE,
        *,
        terms: Terms = DEFAULT_TERMS,
        further: int = 0,
    ) -> None:
        """`patience` is how many seconds a question may take; `terms` go with each message.

        `further` processes answer beside the live one.
        """
        self.root = root
        self.launcher = launcher
        self.original = Original(launcher)
        self._further = FurtherCopies(self.original, further)
        self._terms = terms
        self.live_since = 0.0
        self.restarts = 0
        self._patience = patience
        self._ready: Ready | None = None
        self._live: CoreProcess | None = None
        self._restoring: asyncio.Task[None] | None = None
        self._beside: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._before = AnsweredBefore()
        self._closing = False

    @property
    def facts(self) -> Facts:
        """What is known of the live knowledge. Raises LookupError before there is any."""
        if self._ready is None:
            raise LookupError("no knowledge is live yet")
        return self._ready.facts

    @property
    def process(self) -> CoreProcess | None:
        """The live process, or None while it is being replaced."""
        return self._live if self._live is not None and self._live.open else None

    async def answer(self, message: Message, context: Context) -> Turn:
        """Answer a message today. Raises CoreLostError where the message itself ends processes."""
        today = date.today()  # noqa: DTZ011  the local day is meant
        before, key = self._before, key_of(message, context, today)
        turn = before.get(key)
        if turn is None:
            asked = message, context, today, self._terms
            turn = await self.ask("respond", *asked, about=message.text)
            before.put(key, turn)
        return turn

    async def explain(self, text: str, language: str | None = None) -> str:
        """Return how a text is understood."""
        explained: str = await self.ask("explain", text, language)
        return explained

    async def search(self, query: str, language_code: str | None) -> tuple[Found, ...]:
        """Find answers, today, to a query that may be half typed."""
        today = date.today()  # noqa: DTZ011  the local day is meant
        found: tuple[Found, ...] = await self.ask("search", query, language_code, today)
        return found

    async def ask(self, name: str, *arguments: object, about: str = "") -> Any:  # noqa: ANN401
        """Return the answer to any call of `core_child.Core`, asked again when it got lost.

        `about` are the words it is about, see `FurtherCopies.choose`.
        """
        suspected = 0
        async with self._places:
            while True:
                process = self._further.choose(await self._answering(), about)
                try:
                    return await process.call(name, *arguments, patience=self._patience)
                except CoreLostError as error:
                    suspected += error.suspect
                    if suspected == _TWICE:
                        _LOG.error("A message ended two core processes and is given up.")
                        raise
                except CallFailedError as error:
                    _LOG.error("A message was not answered: %s.", error)
                    raise

    def go_live(self, process: CoreProcess, ready: Ready) -> None:
        """Answer from this process from now on; the one before finishes what it has in hand."""
        before = self._live
        self._live, self._ready, self.live_since = process, ready, time.time()
        self._before = AnsweredBefore()  # the one before still gets what is in hand
        self._further.follow(ready.facts.digest)
        self._run_beside(self._guard(process))
        if before is not None:
            self.end(before)

    async def answer_from(self, ready: Ready) -> None:
        """Answer from what the original has just taken up. Raises OSError where it cannot."""
        process = await self.original.copy(ready.facts.digest)
        if process is None:
            raise OSError("no process can be made")
        self.go_live(process, ready)

    def know(self, ready: Ready) -> None:
        """Take over what else was found about the live knowledge."""
        if self._ready is not None and self._ready.facts.digest == ready.facts.digest:
            self._ready = replace(self._ready, facts=ready.facts)

    def end(self, process: CoreProcess) -> None:
        """Let a process end once it has finished what it has in hand."""
        self._run_beside(process.end())

    async def close(self) -> None:
        """End all processes; the live one finishes what it has in hand."""
        self._closing = True
        if self._restoring is not None:
            await asyncio.wait((self._restoring,))
        if self._live is not None:
            await self._live.end()
        await self._further.end()
        while self._beside:
            await asyncio.wait(self._beside)
        await self.original.end()
        await self.launcher.close()

    async def _answering(self) -> CoreProcess:
        """Return the live process, once there is one again."""
        while (process := self.process) is None:
            if self._closing or self._ready is None:
                raise CoreLostError("the bot is stopping", suspect=False)
            await asyncio.wait((self._restored(),))
        return process

    async def _guard(self, process: CoreProcess) -> None:
        await process.gone.wait()
        if process is self._live and not self._closing:
            _LOG.warning("The core process is replaced: %s.", process.reason)
            self._restored()

    def _restored(self) -> asyncio.Task[None]:
        """Return the task that brings up another process, started if it was not."""
        if self._restoring is None or self._restoring.done():
            self._restoring = asyncio.create_task(self._restore())
        return self._restoring

    async def _restore(self) -> None:
        """Bring up a process with the knowledge that was live, however often it takes."""
        self.restarts += 1
        for attempt, pause in enumerate(chain(PAUSES, repeat(PAUSES[-1]))):
            await asyncio.sleep(pause)
            if self._closing or self._ready is None or self.process is not None:
                return  # a change of the knowledge has brought up a process of its own
            try:
                await self._take_up_again(self._ready)
            except (CoreLostError, CallFailedError, OSError) as error:
                if attempt == 1:
                    _LOG.error("No core process can be started: %s; trying on.", error)

    async def _take_up_again(self, ready: Ready) -> None:
        """Bring up a copy of the process that knows it, or another that reads it once more."""
        process = await self.original.copy(ready.facts.digest)
        taken = known = process is not None
        process = process or await self.launcher.start()
        try:
            if not known:
                task = Task(str(self.root), contents=ready.contents, play=False)
                outcome: Outcome = await process.call("take_up", task, patience=LOADING)
                taken = isinstance(outcome, Ready)
            taken = taken and self.process is None and self._knows(ready)
        finally:
            if not taken:
                self.end(process)
        if taken:
            self._live = process
            self._run_beside(self._guard(process))

    def _knows(self, ready: Ready) -> bool:
        return self._ready is not None and self._ready.contents is ready.contents

    def _run_beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something only `close` waits for."""
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)
