"""Keep what was learnt from a knowledge folder, so that the next start need not learn it again.

One file for each lesson, named by the digest of all that is learnt from (an edited reply or figure
changes nothing) and of the program's own matching code and table of meanings, and beginning with
its own checksum; what cannot be read or does not fit is learnt anew, what cannot be written is not
kept. Holds arrays and JSON only, so that reading it runs no code.
"""

from __future__ import annotations

import hashlib
import mmap
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import BinaryIO

import bot.matching
import bot.meaning
import bot.text
from bot.knowledge.models import Knowledge
from bot.matching.index import Index
from bot.matching.learnt import pack, unpack
from bot.matching.lesson import Lesson
from bot.matching.studied import Studied
from bot.meaning.packaged import packaged
from bot.storage.kept_files import folder, is_ours, keep, used
from bot.storage.soundness import is_sound

__all__ = ["builder", "find_index", "folder", "keep_index", "open_index"]

_UNFIT = (
    OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, MemoryError,
)  # fmt: skip
"""What reading a damaged file or building an index of something forged may end in."""
_ENDING = ".index"
_AT_ONCE = 1 << 20
"""Bytes that are checked at once."""
_SEAL = 64
"""Bytes before the content: a checksum that finds damage (nobody's ill will) in no time."""


def open_index(knowledge: Knowledge, kept_in: Path | None, lesson: str | None = None) -> Index:
    """Return the index of `knowledge`, from the cache where it is there.

    `lesson` is the digest of what it teaches, where that is known already.
    """
    lesson = lesson or Lesson.of(knowledge).digest
    index = find_index(knowledge, kept_in, lesson)
    if index is None:
        index = Index.build(knowledge, packaged())
        keep_index(index, kept_in, lesson)
    return index


def builder(kept_in: Path | None) -> Callable[[Knowledge], Index]:
    """Return what opens the index of one knowledge after the other; what must be learnt is learnt
    with what was studied for the one before.
    """
    studied: Studied | None = None

    def build(knowledge: Knowledge) -> Index:
        nonlocal studied
        lesson = Lesson.of(knowledge).digest
        index = find_index(knowledge, kept_in, lesson)
        if index is None:
            index, studied = Index.study(knowledge, packaged(), studied)
            keep_index(index, kept_in, lesson)
        return index

    return build


def find_index(knowledge: Knowledge, kept_in: Path | None, lesson: str) -> Index | None:
    """Return the index of `knowledge` from the cache; None where it is not there."""
    return None if kept_in is None else _read(_path(kept_in, lesson), knowledge)


def keep_index(index: Index, kept_in: Path | None, lesson: str) -> None:
    """Keep what was learnt from a lesson."""
    if kept_in is not None:
        keep(_path(kept_in, lesson), _sealed(pack(index.learnt)))


def _path(kept_in: Path, lesson: str) -> Path:
    return kept_in / f"{_program()[:16]}-{lesson[:32]}{_ENDING}"


def _read(path: Path, knowledge: Knowledge) -> Index | None:
    """Return an index whose arrays stay in the file and are loaded where they are asked for."""
    try:
        if not is_ours(path):
            return None
        with path.open("rb") as file:
            _check(file)
            held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        index = Index.build(knowledge, packaged(), unpack(memoryview(held)[_SEAL:]))
        if not is_sound(index, lambda: _let_go(held)):
            return None
    except _UNFIT:
        return None
    used(path)
    return index


def _let_go(held: mmap.mmap) -> None:
    """Drop from memory what was only read to see whether it fits; what is needed comes back."""
    if hasattr(mmap, "MADV_DONTNEED"):
        held.madvise(mmap.MADV_DONTNEED)


def _sealed(content: bytes) -> bytes:
    return _seal(zlib.crc32(content)) + content


def _check(file: BinaryIO) -> None:
    """Raise ValueError where a file is not what `_sealed` returned.

    It is read bit by bit: through the map, all of it would be in memory at once.
    """
    seal, found = file.read(_SEAL), 0
    while some := file.read(_AT_ONCE):
        found = zlib.crc32(some, found)
    if seal != _seal(found):
        raise ValueError("the checksum does not match")


def _seal(checksum: int) -> bytes:
    """Return a checksum with zeros that keep what follows in line."""
    return checksum.to_bytes(_SEAL, "little")


@cache
def _program() -> str:
    """Return the digest of what makes what was learnt before worthless when it changes: the code,
    and the table of meanings.
    """
    digest = hashlib.sha256(packaged().digest.encode())
    for package in (bot.matching, bot.meaning, bot.text):
        for root in package.__path__:
            for file in sorted(Path(root).glob("*.py")):
                digest.update(file.read_bytes())
    return digest.hexdigest()
