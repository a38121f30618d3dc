"""One core process seen from the program that asks it: start, call, end, and what goes wrong.

Calls go out at once and are answered in order. Starting it again, and what it is asked to take
up, is decided in `live_core`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.operating.frames import Unpacker, pack

PATIENCE = 8.0
"""Seconds one call may take; the slowest takes a hundredth of that on an idle machine."""
FAREWELL = 10.0
_MOST_AT_ONCE = 1 << 18
"""Bytes taken from the socket at a time."""

Streams: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Ended: TypeAlias = Callable[[], Coroutine[Any, Any, str]]
"""Waits until the process is gone and says how it went."""


class CoreLostError(Exception):
    """The process ended before it answered; `suspect` if it was working on this very call."""

    def __init__(self, reason: str, *, suspect: bool) -> None:
        super().__init__(reason)
        self.suspect = suspect


class CallFailedError(Exception):
    """The call ended in a defect of the bot; the text says which and where, not more."""


@dataclass(slots=True)
class _Call:
    answer: asyncio.Future[Any]
    patience: float


class CoreProcess:
    """A running core process, made by `launcher`: `call` it as often as wanted, then `end` it."""

    def __init__(self, pid: int, streams: Streams, ended: Ended) -> None:
        self.pid = pid
        self._ended = ended
        self._reader, self._writer = streams
        self._calls: dict[int, _Call] = {}
        self._number = 0
        self._unsent: list[bytes] = []
        self._watch: asyncio.TimerHandle | None = None
        self._reason: str | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self.gone = asyncio.Event()
        self.started = time.monotonic()
        self._listening = asyncio.create_task(self._listen())

    @property
    def open(self) -> bool:
        """Whether it takes calls."""
        return self._reason is None

    @property
    def busy(self) -> int:
        """How many calls it has in hand."""
        return len(self._calls)

    @property
    def reason(self) -> str:
        """Why it takes no calls any more, or nothing."""
        return self._reason or ""

    async def call(self, name: str, *arguments: object, patience: float = PATIENCE) -> Any:  # noqa: ANN401
        """Return the answer to one call of `core_child.Core`.

        Raises CoreLostError or CallFailedError.
        """
        if self._reason is not None:
            raise CoreLostError(self._reason, suspect=False)
        number = self._number = self._number + 1
        answer = asyncio.get_running_loop().create_future()
        self._calls[number] = _Call(answer, patience)
        self._idle.clear()
        if len(self._calls) == 1:
            self._set_watch()
        if not self._unsent:
            asyncio.get_running_loop().call_soon(self._send)
        self._unsent.append(pack((number, name, arguments)))
        return await answer

    def kill(self, reason: str) -> None:
        """End the process now; its calls are lost."""
        self._reason = self._reason or reason
        if not self.gone.is_set():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def end(self) -> None:
        """Let the process finish its calls and wait until it is gone."""
        if not self.gone.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(FAREWELL):
                    await self._idle.wait()
                    self._reason = self._reason or "it was told to end"
                    with suppress(OSError):
                        self._writer.write(pack(None))
                    await self.gone.wait()
            self.kill("it did not end when told to")
        await self._listening

    def _send(self) -> None:
        """Send the calls of one turn of the event loop in one go: each wakes another process.

        A closed pipe is noticed by `_listen`, which fails all calls.
        """
        unsent, self._unsent = self._unsent, []
        self._writer.write(b"".join(unsent))

    async def _listen(self) -> None:
        unpacker = Unpacker()
        try:
            while data := await self._reader.read(_MOST_AT_ONCE):
                for number, good, value in unpacker.feed(data):
                    self._settle(number, good=good, value=value)
        except OSError:
            pass
        finally:
            self._writer.close()  # of which it learns that it is not wanted any more
            by_itself = self._reason is None
            self._reason = self._reason or "it ended by itself"
            how = await self._ended()
            self._lose(f"{self._reason} ({how})" if by_itself else self._reason)
            self.gone.set()

    def _settle(self, number: int, *, good: bool, value: object) -> None:
        call = self._calls.pop(number)
        self._set_watch()
        if call.answer.done():  # whoever asked has gone away
            return
        if good:
            call.answer.set_result(value)
        else:
            call.answer.set_exception(CallFailedError(value))

    def _lose(self, reason: str) -> None:
        self._reason = reason
        calls, self._calls = list(self._calls.values()), {}
        self._set_watch()
        for place, call in enumerate(calls):
            if not call.answer.done():
                call.answer.set_exception(CoreLostError(reason, suspect=place == 0))

    def _set_watch(self) -> None:
        """Give the call that is worked on now its time; the others have not begun."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        if not self._calls:
            self._idle.set()
            return
        patience = next(iter(self._calls.values())).patience
        late = f"it did not answer within {patience:g} s"
        self._watch = asyncio.get_running_loop().call_later(patience, self.kill, late)
