"""A copy of a knowledge folder's files for a moment, in a place of our own.

Copies of processes that were killed amid the moment are removed by the next one.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.operating.folder_look import write_contents

_MEMORY = "/dev/shm"  # noqa: S108  a folder of our own is made in it
"""Where a copy may lie for a moment when there is no place for temporary files."""
_OLD = 60.0
"""Seconds: processes of another container that use the same place are not seen from here."""
_NAME = re.compile(r"karrierebot-(?P<pid>\d+)-.+")


def place_for_copies() -> str | None:
    """Return a folder for temporary files, or None: some containers are read-only all over."""
    with suppress(OSError):
        return tempfile.gettempdir()
    return _MEMORY if os.access(_MEMORY, os.W_OK) else None


@contextmanager
def copied(files: Mapping[str, bytes], place: str) -> Iterator[Path]:
    """Yield a folder with these files, gone afterwards. Raises OSError where it has no room."""
    with tempfile.TemporaryDirectory(prefix=f"karrierebot-{os.getpid()}-", dir=place) as name:
        copy = Path(name)
        write_contents(files, copy)
        yield copy


def remove_leftovers(place: str | None) -> None:
    """Remove the copies of processes that are gone; those of other users are none of ours."""
    if place is None:
        return
    with suppress(OSError):
        for folder in Path(place).iterdir():
            found = _NAME.fullmatch(folder.name)
            if found is not None and _is_left(folder, int(found["pid"])):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path, pid: int) -> bool:
    """Tell whether a folder is ours and its process is gone."""
    with suppress(OSError):
        found = folder.lstat()
        old = found.st_mtime < time.time() - _OLD
        return (
            old and stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not _runs(pid)
        )
    return False


def _runs(pid: int) -> bool:
    """Tell whether there is such a process, even of another user."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
