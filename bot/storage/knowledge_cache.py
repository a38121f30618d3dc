"""Keep the knowledge that a folder's files say, so that the next start need not parse them.

One file for each content, named by the digest of all files read and of the program that reads
them; a folder with mistakes is never kept. What cannot be read is loaded anew from the folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import bot.knowledge
from bot.knowledge.folder import packaged_folder, yaml_files
from bot.knowledge.models import Knowledge
from bot.matching.lesson import Lesson
from bot.storage.kept_files import is_ours, keep, used
from bot.storage.plain import as_plain, reader

_ENDING = ".knowledge"
_SEAL = 4
"""Bytes of the checksum before the text."""
_UNFIT = (
    OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError,
)  # fmt: skip
"""What reading a damaged file may end in."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A knowledge, and the digest of the lesson that is learnt from it."""

    knowledge: Knowledge
    lesson: str


def find(root: Path, kept_in: Path | None) -> Kept | None:
    """Return what was kept of the very files the folder holds now, or None."""
    if kept_in is None:
        return None
    with contextlib.suppress(*_UNFIT):
        path = _path(root, kept_in)
        text = _opened(path.read_bytes()) if is_ours(path) else None
        make = reader(Knowledge)
        if text is not None and make is not None:
            lesson, values = json.loads(text)
            found = Kept(replace(make(values), root=root.as_posix()), lesson)
            used(path)
            return found
    return None


def load(root: Path, kept_in: Path | None, read: Callable[[], Knowledge]) -> Kept:
    """Return what `read` reads from the folder, and keep it if nobody writes there meanwhile."""
    before = None
    with contextlib.suppress(OSError):
        before = _path(root, kept_in) if kept_in is not None else None
    knowledge = read()
    kept = Kept(knowledge, Lesson.of(knowledge).digest)
    with contextlib.suppress(OSError):
        if before is not None and kept_in is not None and _path(root, kept_in) == before:
            keep(before, _sealed(kept))
    return kept


def _sealed(kept: Kept) -> bytes:
    values = [kept.lesson, as_plain(kept.knowledge)]
    text = json.dumps(values, default=as_plain, separators=(",", ":")).encode()
    return _sum(text) + text


def _opened(data: bytes) -> bytes | None:
    text = data[_SEAL:]
    return text if _sum(text) == data[:_SEAL] else None


def _sum(text: bytes) -> bytes:
    return zlib.crc32(text).to_bytes(_SEAL, "little")


def _path(root: Path, kept_in: Path) -> Path:
    digest = hashlib.sha256(_program().encode())
    for name, content in _files(root):
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return kept_in / f"{digest.hexdigest()[:32]}{_ENDING}"


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file the knowledge may depend on. Raises OSError for what cannot be read."""
    blocked: list[str] = []
    for path in yaml_files(root, blocked):
        yield path, _content(root / path)
    if blocked:
        raise OSError(f"{root}: not all can be read")
    home = packaged_folder()
    if home.is_dir() and home.resolve() != root.resolve():
        for path in yaml_files(home):
            if "/" not in path:
                yield f"packaged/{path}", _content(home / path)


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise OSError(f"{file}: no file")
    return file.read_bytes()


@cache
def _program() -> str:
    """Return the digest of the code that reads knowledge, whose change may change what it says."""
    digest = hashlib.sha256(sys.version.encode())
    for place in bot.knowledge.__path__:
        for file in sorted(Path(place).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()
