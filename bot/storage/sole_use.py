"""One process at a time answers from a SQLite file: two would answer the same messages twice.

A lock on a file beside it, which the system lets go of when the process ends, however that came
about. Where there can be no lock (a read-only folder, some network drives, Windows) nobody is
kept waiting. PostgreSQL needs none: there updates are claimed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on Windows
    _LOCKS = False
else:
    _LOCKS = True

SUFFIX = "-in-use"


class SoleUse:
    """The right to answer from one file."""

    def __init__(self, file: Path | None) -> None:
        """`file` is None where there is nothing to keep others from."""
        self._path = None if file is None else file.with_name(file.name + SUFFIX)
        self._lock: int | None = None

    def take(self) -> bool:
        """Take the right, and tell whether it is ours; False while another process has it."""
        if self._path is None or self._lock is not None or not _LOCKS:
            return True
        try:
            lock = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return False
        except OSError:
            os.close(lock)
            return True
        self._lock = lock
        return True

    def leave(self) -> None:
        """Let another process take it."""
        lock, self._lock = self._lock, None
        if lock is not None:
            with suppress(OSError):
                os.close(lock)
