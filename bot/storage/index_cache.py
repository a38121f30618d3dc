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
from bot.meaning.packaged import packaged
from bot.storage.kept_files import folder, is_ours, keep, used
from bot.storage.soundness import is_sound

__all__ = ["folder", "open_index"]

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
    if kept_in is None:
        return Index.build(knowledge, packaged())
    digest = lesson or Lesson.of(knowledge).digest
    path = kept_in / f"{_program()[:16]}-{digest[:32]}{_ENDING}"
    index = _read(path, knowledge)
    if index is not None:
        return index
    index = Index.build(knowledge, packaged())
    keep(path, _sealed(pack(index.learnt)))
    return index


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
