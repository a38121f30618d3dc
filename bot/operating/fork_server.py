"""Copies of this process, made for whoever asks on a socket: each works on sockets sent along.

A copy is ready at once, shares the memory of what is loaded, and costs the one who asks no
pause: starting a program stops the starter until it runs, which on a busy machine takes long.
The process that copies itself has one thread only, so that copying it is safe. Asked by `forks`.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeAlias

EVENT = struct.Struct("!cii")
"""What is told: `STARTED` or `ENDED`, the process id, and its wait status."""
STARTED, ENDED = b"s", b"e"
MOST_ENDS = 2
"""Sockets a copy may get."""
_IGNORED = ("SIGINT", "SIGTERM", "SIGHUP")
"""Signals meant for the whole program; the end of these processes is its parent's to decide."""

Work: TypeAlias = Callable[[list[socket.socket]], None]


def serve_forks(control: socket.socket, work: Work) -> None:
    """Let a copy of this process do `work` on the sockets that arrive, until nobody can send."""
    for name in _IGNORED:
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    tell_of_ends(control)
    gc.collect()
    gc.freeze()
    while fork_once(control, work):
        pass


def tell_of_ends(control: socket.socket) -> None:
    """Say from now on which copies have ended, and how."""
    signal.signal(signal.SIGCHLD, lambda *_: _tell_ended(control))


def fork_once(control: socket.socket, work: Work) -> bool:
    """Wait for one request and make the copy; False when nobody can ask any more."""
    with suppress(OSError):  # whoever asks has gone
        said, numbers, _, _ = socket.recv_fds(control, 1, MOST_ENDS)
        if not said:
            return False
        ends = [socket.socket(fileno=number) for number in numbers]
        try:
            with _children_wait():  # nobody hears of an end before the start
                pid = fork(lambda: _leave(control, ends, work))
                # First let go of what is the copy's: while it is held here, too, nobody would
                # notice the end of a copy that dies the moment it is told of.
                for end in ends:
                    end.close()
                control.send(EVENT.pack(STARTED, pid, 0))
        finally:
            for end in ends:
                end.close()
        return True
    return False


def fork(work: Callable[[], None]) -> int:
    """Let a copy of this process do `work` and end; return its id, -1 if there can be none."""
    try:
        pid = os.fork()
    except OSError:
        return -1
    if pid == 0:
        code = 1
        with suppress(BaseException):
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGCHLD,))
            work()
            code = 0
        os._exit(code)  # never back into the loop of the one that was copied
    return pid


def cores() -> int:
    """Return how many processors copies can be kept busy on; 1 where that cannot be told."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def fork_writing(work: Callable[[int], None]) -> tuple[int, int]:
    """Let a copy of this process do `work` with the end of a pipe it writes to; return its id (-1
    if there can be none) and the end to read from, which is the caller's to close.
    """
    read, write = os.pipe()

    def only_write() -> None:
        os.close(read)  # else it would wait for itself to read when its parent has died
        work(write)

    pid = fork(only_write)
    os.close(write)
    return pid, read


def _leave(control: socket.socket, ends: list[socket.socket], work: Work) -> None:
    control.close()
    work(ends)


@contextmanager
def _children_wait() -> Iterator[None]:
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGCHLD,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGCHLD,))


def _tell_ended(control: socket.socket) -> None:
    with suppress(OSError):  # no more children, or nobody to tell
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            control.send(EVENT.pack(ENDED, *found))
