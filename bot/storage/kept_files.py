"""Files that spare a start some work: written whole or not at all, the least used ones dropped.

What they hold is the business of `index_cache` and `knowledge_cache`.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

_KEPT = 6
"""Files of one kind that stay; the least recently used ones go."""
_PIECE = 1 << 16
"""Bytes written at once: newer kernels load as much of a mapped file at once as was written."""
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def folder(environment: Mapping[str, str]) -> Path | None:
    """Return the folder for cached indexes, or None when KARRIEREBOT_CACHE is ``off``."""
    named = environment.get("KARRIEREBOT_CACHE", "").strip()
    if named == "off":
        return None
    if named:
        return Path(named)
    shared = environment.get("XDG_CACHE_HOME", "").strip()
    home = environment.get("HOME", "").strip()
    if shared or home:
        return (Path(shared) if shared else Path(home) / ".cache") / "karrierebot"
    return Path(tempfile.gettempdir()) / f"karrierebot-{os.getuid()}"


def keep(path: Path, content: bytes) -> None:
    """Write beside the file and rename, so that nobody ever reads half of it.

    What cannot be written is not kept.
    """
    with contextlib.suppress(OSError):
        write(path, content)
        kept = path.parent.glob(f"*{path.suffix}")
        for old in sorted(kept, key=lambda found: -found.stat().st_mtime)[_KEPT:]:
            old.unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable for us only, in a folder of ours.

    Raises OSError, also for a folder that somebody else has put in its place.
    """
    folder = path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.lstat().st_uid not in _trusted():  # of a link that somebody has put there, too
        raise PermissionError(f"{folder} belongs to somebody else")
    number, name = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(number, "wb", buffering=0) as file:
            for begin in range(0, len(content), _PIECE):
                file.write(content[begin : begin + _PIECE])
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def used(path: Path) -> None:
    """Note that a file was used just now, where that may be noted."""
    with contextlib.suppress(OSError):  # a folder of somebody else's may be read all the same
        path.touch()


def is_ours(path: Path) -> bool:
    """Tell whether nobody but us (or root) can have written the file. Raises OSError if there
    is none.
    """
    found = path.stat()
    return found.st_uid in _trusted() and not found.st_mode & _WRITABLE_BY_OTHERS


def _trusted() -> tuple[int, ...]:
    """Return whose files are believed: ours, and those of root, who could do anything anyway."""
    return (0, os.getuid())
