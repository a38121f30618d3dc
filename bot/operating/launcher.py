"""Starts core processes, through a process of its own that has loaded the program.

That process is started once, before anybody asks anything, and again only if it was lost.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import bot
from bot.operating.core_process import CoreProcess
from bot.operating.forks import Forks
from bot.settings.secrets import without_secrets

PROGRAM = "bot.operating.core_child"
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""One each: learning must not take all cores from those who answer, and copies need it."""

_FAREWELL = 10.0


@dataclass(frozen=True, slots=True)
class Server:
    """The process that makes core processes, and our end of the socket it is asked on.

    It ends when that end is closed.
    """

    process: subprocess.Popen[bytes]
    control: socket.socket

    def end(self) -> None:
        """End it where it has not ended."""
        self.control.close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(_FAREWELL)


def launch(program: str = PROGRAM) -> Server:
    """Start a server; it loads the program while the caller does other things."""
    ours, theirs = socket.socketpair()
    with theirs:
        return Server(_launch(program, theirs.fileno()), ours)


class Launcher:
    """Makes core processes of one program."""

    def __init__(self, program: str = PROGRAM, server: Server | None = None) -> None:
        """`server` is one of this program that was launched before."""
        self._program = program
        self._launched = server
        self._server: subprocess.Popen[bytes] | None = None
        self._forks: Forks | None = None
        self._opening = asyncio.Lock()

    @property
    def running(self) -> list[int]:
        """The processes that were started here and have not ended."""
        return [] if self._forks is None else list(self._forks.running)

    async def start(self) -> CoreProcess:
        """Start a process; it has no knowledge yet. Raises OSError when there can be none."""
        return await (await self._open()).start()

    async def start_with_copies(self) -> tuple[CoreProcess, Forks]:
        """Start a process that can be copied with all it knows by then."""
        forks = await self._open()
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                process = await forks.start(theirs)
        except BaseException:
            ours.close()
            raise
        return process, Forks(ours)

    async def close(self) -> None:
        """End the server. Processes that still run end as their sockets are closed."""
        if self._launched is not None:
            self._launched.control.close()
            self._server, self._launched = self._launched.process, None
        if self._forks is not None:
            self._forks.lose()
        if self._server is not None:
            await asyncio.to_thread(self._server.wait)

    async def _open(self) -> Forks:
        async with self._opening:
            if self._forks is None or not self._forks.open:
                server, self._launched = self._launched, None
                await self.close()
                if server is None:
                    server = await asyncio.to_thread(launch, self._program)
                self._server, self._forks = server.process, Forks(server.control)
            return self._forks


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
