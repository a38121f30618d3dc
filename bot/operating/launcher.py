"""Starts core processes, through a process of its own that has loaded the program (`fork_server`).

The server is started once, before anybody asks anything, and again only if it was lost.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path

import bot
from bot.operating.core_process import CoreProcess
from bot.operating.fork_server import ENDED, EVENT
from bot.settings.secrets import without_secrets

PROGRAM = "bot.operating.core_child"
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""One each: learning must not take all cores from those who answer, and copies need it."""
_STARTING = 60.0
_TELLING = 2.0
"""Seconds it may take to hear how a process ended."""


class Launcher:
    """Makes core processes of one program."""

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program
        self._server: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._heard = b""
        self._asked: deque[asyncio.Future[int]] = deque()
        self._running: dict[int, asyncio.Future[int]] = {}
        self._opening = asyncio.Lock()

    async def start(self) -> CoreProcess:
        """Start a process; it has no knowledge yet. Raises OSError when there can be none."""
        async with self._opening:
            control = self._control or await self._open()
        ours, theirs = socket.socketpair()
        started: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        try:
            with theirs:
                socket.send_fds(control, [b"+"], [theirs.fileno()])
            self._asked.append(started)
            async with asyncio.timeout(_STARTING):
                pid = await started
        except BaseException:
            ours.close()
            raise
        streams = await asyncio.open_connection(sock=ours)
        return CoreProcess(pid, streams, lambda: self._how_ended(pid))

    async def close(self) -> None:
        """End the server. Processes that still run end as their sockets are closed."""
        self._lose()
        if self._server is not None:
            await asyncio.to_thread(self._server.wait)

    async def _open(self) -> socket.socket:
        await self.close()
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            self._server = await asyncio.to_thread(_launch, self._program, theirs.fileno())
        self._control, self._heard = ours, b""
        asyncio.get_running_loop().add_reader(ours, self._hear)
        return ours

    def _hear(self) -> None:
        """Take what the server says; nothing at all means that it is lost."""
        said = b""
        with suppress(OSError):
            said = b"" if self._control is None else self._control.recv(4096)
        if not said:
            self._lose()
            return
        self._heard += said
        while len(self._heard) >= EVENT.size:
            event, self._heard = self._heard[: EVENT.size], self._heard[EVENT.size :]
            self._take(*EVENT.unpack(event))

    def _take(self, kind: bytes, pid: int, status: int) -> None:
        if kind == ENDED:
            ended = self._running.get(pid)
            if ended is not None and not ended.done():
                ended.set_result(status)
            return
        started = self._asked.popleft()
        if pid < 0:
            if not started.done():
                started.set_exception(OSError("no process can be made"))
            return
        self._running[pid] = asyncio.get_running_loop().create_future()
        if not started.done():
            started.set_result(pid)

    def _lose(self) -> None:
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            self._control = None
        while self._asked:
            started = self._asked.popleft()
            if not started.done():
                started.set_exception(OSError("the process that starts others was lost"))
        for ended in self._running.values():
            ended.cancel()

    async def _how_ended(self, pid: int) -> str:
        try:
            async with asyncio.timeout(_TELLING):
                status = await asyncio.shield(self._running[pid])
        except (TimeoutError, asyncio.CancelledError):
            return "nobody knows how"
        finally:
            self._running.pop(pid, None)
        code = os.waitstatus_to_exitcode(status)
        return f"signal {-code}" if code < 0 else f"exit code {code}"


def _launch(program: str, number: int) -> subprocess.Popen[bytes]:
    """Start the server in a session of its own: Ctrl-C in a terminal is not for it."""
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
    kept = without_secrets(os.environ)
    home = str(Path(bot.__file__).parents[1])
    path = os.pathsep.join(part for part in (home, kept.get("PYTHONPATH")) if part)
    return {**kept, **dict.fromkeys(_ONE_THREAD, "1"), "PYTHONPATH": path}
