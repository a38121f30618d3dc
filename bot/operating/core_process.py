"""One core process seen from the program that asks it: start, call, end, and what goes wrong.

Calls go out at once and are answered in order. Starting it again, and what it is asked to take
up, is decided in `live_core`.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bot
from bot.operating.frames import pack, read

PROGRAM = "bot.operating.core_child"
_SECRETS = ("TELEGRAM_", "DATABASE_", "PG")
"""What the variables begin with that a core process has no use for."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""One each, unless set: learning must not take all cores from those who answer."""
PATIENCE = 8.0
"""Seconds one call may take; the slowest takes a hundredth of that on an idle machine."""
FAREWELL = 10.0


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
    """A running core process. Use `start`, then `call` as often as wanted, then `end`."""

    def __init__(self, child: subprocess.Popen[bytes], streams: _Streams) -> None:
        self._child = child
        self._reader, self._writer = streams
        self._calls: dict[int, _Call] = {}
        self._number = 0
        self._watch: asyncio.TimerHandle | None = None
        self._reason: str | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self.gone = asyncio.Event()
        self.started = time.monotonic()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, program: str = PROGRAM) -> CoreProcess:
        """Start a process; it has no knowledge yet. Raises OSError when there can be none."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                child = await asyncio.to_thread(_launch, program, theirs.fileno())
        except BaseException:
            ours.close()
            raise
        return cls(child, await asyncio.open_connection(sock=ours))

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def open(self) -> bool:
        """Whether it takes calls."""
        return self._reason is None

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
        # A closed pipe is noticed by `_listen`, which fails all calls.
        self._writer.write(pack((number, name, arguments)))
        return await answer

    def kill(self, reason: str) -> None:
        """End the process now; its calls are lost."""
        self._reason = self._reason or reason
        self._child.kill()

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

    async def _listen(self) -> None:
        try:
            while True:
                number, good, value = await read(self._reader)
                self._settle(number, good=good, value=value)
        except (EOFError, OSError):
            pass
        finally:
            self._writer.close()
            self._child.kill()  # it closed its end, so nothing of it is wanted any more
            code = await _shielded(asyncio.to_thread(self._child.wait))
            self._lose(self._reason or f"it ended by itself ({_how(code)})")
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


_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def _launch(program: str, number: int) -> subprocess.Popen[bytes]:
    """Start the child in a session of its own: Ctrl-C in a terminal is not for it."""
    warnings = (f"-W{option}" for option in sys.warnoptions)
    return subprocess.Popen(  # noqa: S603  our own module
        [sys.executable, *warnings, "-m", program, str(number)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=_environment(),
        pass_fds=(number,),
        start_new_session=True,
    )


def _environment() -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.upper().startswith(_SECRETS)
    }
    home = str(Path(bot.__file__).parents[1])
    path = os.pathsep.join(part for part in (home, kept.get("PYTHONPATH")) if part)
    return {**dict.fromkeys(_ONE_THREAD, "1"), **kept, "PYTHONPATH": path}


async def _shielded(waiting: Any) -> int:  # noqa: ANN401  a coroutine
    """Wait even when cancelled meanwhile: a child nobody waits for stays as a zombie."""
    task = asyncio.ensure_future(waiting)
    try:
        code: int = await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait((task,))
        raise
    return code


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
