"""Keep what was learnt from a knowledge folder, so that the next start need not learn it again.

One file for each lesson, named by the digest of all that is learnt from (an edited reply or figure
changes nothing) and of the program's own matching code, and beginning with its own checksum; what
cannot be read or does not fit is learnt anew, what cannot be written is not kept. Holds arrays
and JSON only, so that reading it runs no code.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import bot.matching
import bot.text
from bot.knowledge.models import Knowledge
from bot.matching.index import Index
from bot.matching.learnt import Learnt, pack, unpack
from bot.matching.lesson import Lesson
from bot.storage.soundness import is_sound

_KEPT = 6
"""Files that stay; the least recently used ones go."""
_UNREADABLE = (OSError, ValueError)
_UNFIT = (*_UNREADABLE, LookupError, TypeError, AttributeError, ArithmeticError, MemoryError)
"""What building an index of something forged may end in."""
_ENDING = ".index"


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


def open_index(knowledge: Knowledge, kept_in: Path | None) -> Index:
    """Return the index of `knowledge`, from the cache where it is there."""
    if kept_in is None:
        return Index.build(knowledge)
    lesson = Lesson.of(knowledge)
    path = kept_in / f"{_program()[:16]}-{lesson.digest[:32]}{_ENDING}"
    learnt = _read(path)
    if learnt is not None:
        with contextlib.suppress(*_UNFIT):
            index = Index.build(knowledge, learnt, lesson)
            if is_sound(index):
                return index
    index = Index.build(knowledge, lesson=lesson)
    _write(path, index.learnt)
    return index


def _read(path: Path) -> Learnt | None:
    try:
        learnt = unpack(_opened(path.read_bytes()))
    except _UNREADABLE:
        return None
    with contextlib.suppress(OSError):  # a folder of somebody else's may be read all the same
        path.touch()
    return learnt


def _write(path: Path, learnt: Learnt) -> None:
    """Write beside the file and rename, so that nobody ever reads half of it."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(number, "wb") as file:
            file.write(_sealed(pack(learnt)))
        try:
            Path(name).replace(path)
        except OSError:
            Path(name).unlink()
            raise
        kept = sorted(path.parent.glob(f"*{_ENDING}"), key=lambda found: -found.stat().st_mtime)
        for old in kept[_KEPT:]:
            old.unlink(missing_ok=True)


def _sealed(content: bytes) -> bytes:
    return hashlib.sha256(content).digest() + content


def _opened(data: bytes) -> bytes:
    """Return what `_sealed` was given. Raises ValueError for any other bytes."""
    size = hashlib.sha256().digest_size
    content = data[size:]
    if hashlib.sha256(content).digest() != data[:size]:
        raise ValueError("the checksum does not match")
    return content


@cache
def _program() -> str:
    """Return the digest of the code whose change makes what was learnt before worthless."""
    digest = hashlib.sha256()
    for package in (bot.matching, bot.text):
        for root in package.__path__:
            for file in sorted(Path(root).glob("*.py")):
                digest.update(file.read_bytes())
    return digest.hexdigest()
