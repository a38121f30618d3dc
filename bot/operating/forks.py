"""Asks a process to copy itself (`fork_server`) and learns how its copies end."""

from __future__ import annotations

import asyncio
import os
import socket
from collections import deque
from contextlib import suppress

from bot.operating.core_process import CoreProcess
from bot.operating.fork_server import ENDED, EVENT

_STARTING = 60.0
_TELLING = 2.0
"""Seconds it may take to hear how a process ended."""


class Forks:
    """The copies of one process; `control` is our end of the socket it is asked on."""

    def __init__(self, control: socket.socket) -> None:
        control.setblocking(False)
        self._control: socket.socket | None = control
        self._heard = b""
        self._asked: deque[asyncio.Future[int]] = deque()
        self.running: dict[int, asyncio.Future[int]] = {}
        asyncio.get_running_loop().add_reader(control, self._hear)

    @property
    def open(self) -> bool:
        """Whether the process is there to be asked."""
        return self._control is not None

    async def start(self, *more: socket.socket) -> CoreProcess:
        """Start a copy, which also gets the sockets `more`. Raises OSError when there is none."""
        if self._control is None:
            raise OSError("the process to copy was lost")
        ours, theirs = socket.socketpair()
        started: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        try:
            with theirs:
                numbers = [each.fileno() for each in (theirs, *more)]
                socket.send_fds(self._control, [b"+"], numbers)
            self._asked.append(started)
            async with asyncio.timeout(_STARTING):
                pid = await started
        except BaseException:
            ours.close()
            raise
        streams = await asyncio.open_connection(sock=ours)
        return CoreProcess(pid, streams, lambda: self._how_ended(pid))

    def lose(self) -> None:
        """Ask nothing more; the copies that run go on."""
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            self._control = None
        while self._asked:
            started = self._asked.popleft()
            if not started.done():
                started.set_exception(OSError("the process that starts others was lost"))
        for ended in self.running.values():
            ended.cancel()

    def _hear(self) -> None:
        """Take what the process says; nothing at all means that it is lost."""
        said = b""
        with suppress(OSError):
            said = b"" if self._control is None else self._control.recv(4096)
        if not said:
            self.lose()
            return
        self._heard += said
        while len(self._heard) >= EVENT.size:
            event, self._heard = self._heard[: EVENT.size], self._heard[EVENT.size :]
            self._take(*EVENT.unpack(event))

    def _take(self, kind: bytes, pid: int, status: int) -> None:
        if kind == ENDED:
            ended = self.running.get(pid)
            if ended is not None and not ended.done():
                ended.set_result(status)
            return
        started = self._asked.popleft()
        if pid < 0:
            if not started.done():
                started.set_exception(OSError("no process can be made"))
            return
        self.running[pid] = asyncio.get_running_loop().create_future()
        if not started.done():
            started.set_result(pid)

    async def _how_ended(self, pid: int) -> str:
        try:
            async with asyncio.timeout(_TELLING):
                status = await asyncio.shield(self.running[pid])
        except (TimeoutError, asyncio.CancelledError):
            return "nobody knows how"
        finally:
            self.running.pop(pid, None)
        code = os.waitstatus_to_exitcode(status)
        return f"signal {-code}" if code < 0 else f"exit code {code}"
