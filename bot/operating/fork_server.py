"""The process that core processes are made from: it has loaded the program and does nothing else.

A copy of it is ready at once, shares the memory of the program, and costs the one who asks no
pause: starting a program stops the starter until it runs, which on a busy machine takes long.
It has one thread only, so that copying it is safe. Asked by `launcher`.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import struct
from collections.abc import Callable
from contextlib import suppress

EVENT = struct.Struct("!cii")
"""What is told: `STARTED` or `ENDED`, the process id, and its wait status."""
STARTED, ENDED = b"s", b"e"
_IGNORED = ("SIGINT", "SIGTERM", "SIGHUP")
"""Signals meant for the whole program; the end of these processes is its parent's to decide."""


def serve_forks(control: socket.socket, work: Callable[[socket.socket], None]) -> None:
    """Let a copy of this process do `work` on each socket that arrives, until nobody can send."""
    for name in _IGNORED:
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda *_: _tell_ended(control))
    gc.collect()
    gc.freeze()
    with suppress(OSError):  # whoever asks has gone
        while True:
            said, numbers, _, _ = socket.recv_fds(control, 1, 1)
            if not said:
                return
            with socket.socket(fileno=numbers[0]) as end:
                _fork(control, end, work)


def _fork(
    control: socket.socket, end: socket.socket, work: Callable[[socket.socket], None]
) -> None:
    try:
        pid = os.fork()
    except OSError:
        pid = -1
    if pid != 0:
        control.send(EVENT.pack(STARTED, pid, 0))
        return
    code = 1
    with suppress(BaseException):
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control.close()
        work(end)
        code = 0
    os._exit(code)  # never back into the loop of the server


def _tell_ended(control: socket.socket) -> None:
    with suppress(OSError):  # no more children, or nobody to tell
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            control.send(EVENT.pack(ENDED, *found))
