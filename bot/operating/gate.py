"""The gate in front of every knowledge that is to answer: is it whole, sound, and as promised?

Runs in a core process. A folder is read at one moment and loaded from a copy of that, so that
what is checked is what answers, whatever happens to the folder meanwhile.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.checking.conversations import check_conversations
from bot.dialogue.read_before import ReadBefore, reading_key
from bot.knowledge.loader import Loaded, load
from bot.knowledge.models import Knowledge
from bot.knowledge.problems import Problem
from bot.matching.index import Index
from bot.operating.folder_look import Contents, look_at, read_contents, write_contents
from bot.operating.prepared import (
    Experience,
    Facts,
    Outcome,
    Ready,
    Refused,
    Same,
    Task,
    Unsettled,
)
from bot.storage import index_cache

_MEMORY = "/dev/shm"  # noqa: S108  a folder of our own is made in it
"""Where a copy may lie for a moment when there is no place for temporary files."""
_TRIES = 20
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Passed:
    """An index that may answer, and what is to be said about it."""

    index: Index
    ready: Ready


def take_up(task: Task) -> Passed | Outcome:
    """Read, load, index and check; an index only when there is no error."""
    root = Path(task.root)
    for _ in range(_TRIES):
        contents = task.contents or read_contents(root)
        if contents is None:
            return Unsettled()
        place = _place()
        if contents.files is not None and place is not None:
            loaded = _load_copy(contents.files, root, place)
        else:
            loaded = load(root)
            if look_at(root) != contents.look:
                continue
        if loaded.knowledge is None:
            return Refused(contents.look, _digest(contents, loaded.problems), loaded.problems)
        if contents.files is not None:
            return _check(task, contents, loaded.knowledge, loaded.problems)
    return Unsettled()  # or a file that could not be read just before is sound right after


def _check(
    task: Task, contents: Contents, knowledge: Knowledge, problems: tuple[Problem, ...]
) -> Passed | Outcome:
    if knowledge.digest == task.known:
        return Same(contents.look)
    index = index_cache.open_index(knowledge, index_cache.folder(os.environ))
    experience = None
    if task.play:
        broken, experience = _play(index, task.experiences)
        if broken:
            found = tuple(sorted((*problems, *broken)))
            return Refused(contents.look, knowledge.digest, found, experience)
    facts = Facts.of(knowledge, index.commands, list(problems))
    return Passed(index, Ready(facts, contents, experience))


def _play(index: Index, before: tuple[Experience, ...]) -> tuple[tuple[Problem, ...], Experience]:
    """Play the conversations, with readings from before where nothing changed how texts are read.

    What seems broken is played afresh, so that nothing is refused for an old reading, and places
    are those of now.
    """
    today = date.today()  # noqa: DTZ011  the local day is meant
    key = reading_key(index.knowledge)
    readings = ReadBefore(index, most=_ALL, longest=_ALL)
    known = next((each for each in before if each.key == key), None)
    if known is not None:
        readings.remember(pickle.loads(known.readings))  # noqa: S301  made by this program
    count = len(readings.remembered())
    broken = check_conversations(index, today, readings.read)
    if broken:
        broken = check_conversations(index, today)
    found = readings.remembered()
    if known is None or len(found) > count:
        known = Experience(key, pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
    return broken, known


def _load_copy(files: Mapping[str, bytes], root: Path, place: str) -> Loaded:
    with tempfile.TemporaryDirectory(prefix="karrierebot-", dir=place) as name:
        copy = Path(name)
        write_contents(files, copy)
        return load(copy, copy_of=root)


def _place() -> str | None:
    """Return a folder for temporary files, or None: some containers are read-only all over."""
    with suppress(OSError):
        return tempfile.gettempdir()
    return _MEMORY if os.access(_MEMORY, os.W_OK) else None


def _digest(contents: Contents, problems: tuple[Problem, ...]) -> str:
    """Return what tells one broken state from another; a file's date does not."""
    digest = hashlib.sha256(repr(problems).encode())
    for path, content in (contents.files or {}).items():
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
