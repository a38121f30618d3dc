"""The calls a core process gets on its socket, and the clock that ends it when nobody is there.

It has one thread only: another one that listens would have to be woken for every call. So amid a
call it is a clock that looks whether anybody still waits for the answer.
"""

from __future__ import annotations

import os
import select
import signal
import socket
from collections import deque
from typing import Any

from bot.operating.frames import Unpacker

GLANCE = 0.5
"""Seconds between two looks whether anybody is there, amid long work."""
_MOST_AT_ONCE = 1 << 16
"""Bytes taken from the socket at a time."""


class Clock:
    """Ends the process, even amid a call, when the other end of its socket is closed."""

    def __init__(self, end: socket.socket) -> None:
        """Begin at once; there can be one clock in a process."""
        self._poll = select.poll()
        self._poll.register(end, 0)
        signal.signal(signal.SIGALRM, self._look)
        self.start()

    def start(self) -> None:
        """Look now and then."""
        signal.setitimer(signal.ITIMER_REAL, GLANCE, GLANCE)

    def stop(self) -> None:
        """Look no more: an idle process is told by its socket."""
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _look(self, *_: object) -> None:
        if self._poll.poll(0):  # hung up, or no socket any more
            os._exit(0)


class Calls:
    """What comes in on a socket, in order."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._unpacker = Unpacker()
        self._waiting: deque[Any] = deque()

    def next(self, clock: Clock) -> Any:  # noqa: ANN401  whatever was sent
        """Wait for one call. Raises EOFError when the other end is closed."""
        if not self._waiting:
            clock.stop()
            while not self._waiting:
                data = self._end.recv(_MOST_AT_ONCE)
                if not data:
                    raise EOFError
                self._waiting.extend(self._unpacker.feed(data))
            clock.start()
        return self._waiting.popleft()
