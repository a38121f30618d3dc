"""The process whose copies answer: it takes knowledge up, and is copied with all it knows.

What it has read, learnt and played before it remembers, so a change costs what has changed. It
has one thread only (see `fork_server`); a clock tells it when nobody is left to work for.
"""

from __future__ import annotations

import gc
import select
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from bot.operating.calls import Clock
from bot.operating.fork_server import fork_once, tell_of_ends
from bot.operating.frames import receive

_SPRING = 16
"""Calls after which what nobody refers to is looked for: seldom, as copies share the memory."""

Answer = Callable[[Any], bytes]
Serve = Callable[[socket.socket], None]


def serve_with_copies(
    end: socket.socket, control: socket.socket, answer: Answer, serve: Serve
) -> None:
    """Answer the calls on `end`; let copies `serve` the sockets that arrive on `control`."""
    Clock(end)
    tell_of_ends(control)
    gc.disable()
    calls = 0

    def work(ends: list[socket.socket]) -> None:
        end.close()
        gc.freeze()
        gc.enable()
        serve(ends[0])

    with suppress(EOFError, OSError):
        while True:
            readable, _, _ = select.select((end, control), (), ())
            if control in readable:
                if not fork_once(control, work):
                    return
                continue
            call = receive(end)
            if call is None:
                return
            end.sendall(answer(call))
            calls += 1
            if calls % _SPRING == 0:
                gc.collect()
