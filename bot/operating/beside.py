"""Two things at once in a program of one thread: a copy of the process does one of them.

What the copy finds comes back through a pipe. Where there can be no copy, or it is lost, the work
is done here, when its result is asked for.
"""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from bot.operating.fork_server import cores, fork_writing

_Found = TypeVar("_Found")


def beside(work: Callable[[], _Found]) -> Callable[[], _Found]:
    """Start `work`, and return what waits for its result, which must be fit for `pickle`."""
    if not hasattr(os, "fork") or cores() == 1 or threading.active_count() > 1:
        return work  # a process of several threads cannot be copied safely
    pid, read = fork_writing(lambda write: _send(work, write))
    return lambda: _received(work, pid, read)


def _send(work: Callable[[], _Found], write: int) -> None:
    with os.fdopen(write, "wb") as out:
        out.write(pickle.dumps(work(), pickle.HIGHEST_PROTOCOL))


def _received(work: Callable[[], _Found], pid: int, read: int) -> _Found:
    with os.fdopen(read, "rb") as sent:
        content = sent.read()
    if pid > 0:
        with suppress(OSError):  # somebody else has waited for it
            os.waitpid(pid, 0)
    with suppress(EOFError, pickle.UnpicklingError):
        found: _Found = pickle.loads(content)  # noqa: S301  from a copy of ourselves
        return found
    return work()
