"""What a knowledge folder looks like from outside, and its files at one moment.

Looking costs a few system calls a file and opens nothing, so it can be done several times a
second, on every kind of file system: notifications of changes do not reach network drives and
some containers, lose folders that are replaced, and cannot say whether a copy is complete.
"""

from __future__ import annotations

import hashlib
import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.folder import yaml_files
from bot.knowledge.source import LARGEST_FILE

_Seen = tuple[tuple[str, int, int, int, int], ...]
"""Path, inode, size, and when content and permissions changed last, of each file in order."""

SETTLED = 0.15
"""Seconds a folder has to stand still before it is taken for saved."""
_TRIES = 40
_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Contents:
    """All files of a folder as they were at one moment, seen as `look`.

    `files` is None when one of them cannot be read as it stands.
    """

    look: str
    files: Mapping[str, bytes] | None


def look_at(root: Path) -> str:
    """Return what changes whenever a file that is read, or the list of them, changes."""
    return _digest(_see(root))


def read_contents(root: Path) -> Contents | None:
    """Return the files, none of which changed while they were read; None when they always do."""
    for _ in range(_TRIES):
        seen = _see(root)
        files = _read(root, seen)
        if _see(root) == seen:
            return Contents(_digest(seen), files)
        time.sleep(_PAUSE)
    return None


def write_contents(files: Mapping[str, bytes], root: Path) -> None:
    """Write the files below `root`, which must be empty and nobody else's."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _see(root: Path) -> _Seen:
    blocked: list[str] = []
    found = [(path, *_status(root / path)) for path in yaml_files(root, blocked)]
    return (*found, *((f"{path}/", 0, 0, 0, 0) for path in blocked))


def _digest(seen: _Seen) -> str:
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def _status(file: Path) -> tuple[int, int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, -1, 0, 0)
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _read(root: Path, seen: _Seen) -> dict[str, bytes] | None:
    files = {}
    for path, _inode, size, *_times in seen:
        if path.endswith("/") or not 0 <= size <= LARGEST_FILE * 1_000_000:
            return None
        try:
            if not stat.S_ISREG((root / path).stat().st_mode):
                return None
            files[path] = (root / path).read_bytes()
        except OSError:
            return None
    return files or None
