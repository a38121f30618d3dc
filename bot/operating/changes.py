"""Changes to the files of a knowledge folder: tried on a copy first, then written whole or not.

The only writer of the knowledge. What a change means for the answers, `compare` tells.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import OperatorError
from bot.knowledge.folder import yaml_files
from bot.knowledge.loader import Loaded, load
from bot.knowledge.problems import Problem

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Change:
    """The new text of one file; `path` is relative to the folder, `old` None for a new file."""

    path: str
    old: str | None
    new: str


def change(root: Path, path: str, edit: Callable[[str], str]) -> Change:
    """Return what `edit` makes of a file's text, or of nothing where there is no file yet.

    Raises OperatorError for a file that cannot be read.
    """
    old = _text(root / path)
    return Change(path, old, edit(old or ""))


@contextlib.contextmanager
def tried(root: Path, changes: Iterable[Change]) -> Iterator[Path]:
    """Give a copy of the folder with the changes in it; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="karrierebot-") as parent:
        copy = Path(parent) / "knowledge"
        copy.mkdir()
        for path in yaml_files(root):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / path, copy / path)
        for each in changes:
            file = copy / each.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(each.new, encoding="utf-8", newline="")
        yield copy


def new_problems(before: Loaded, after: Loaded) -> tuple[Problem, ...]:
    """Return the problems of `after` that `before` does not have, wherever they have moved to."""
    known = Counter(_same(problem) for problem in before.problems)
    found = []
    for problem in after.problems:
        if known[_same(problem)] > 0:
            known[_same(problem)] -= 1
        else:
            found.append(problem)
    return tuple(found)


def load_tried(root: Path, changes: Iterable[Change]) -> Loaded:
    """Load the folder as it would be with the changes; its problems name the real files."""
    with tried(root, changes) as copy:
        return load(copy, copy_of=root)


def write(root: Path, changes: Iterable[Change]) -> None:
    """Write each file beside the old one and rename, so that nobody ever reads half of it.

    Raises OperatorError when a file is not what it was when the change was made.
    """
    for each in changes:
        file = (root / each.path).resolve()
        if _text(file) != each.old:
            raise OperatorError(f"{each.path} has changed meanwhile; nothing was written to it.")
        try:
            _replace(file, each.new)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise OperatorError(f"{each.path} cannot be written: {reason}.") from None


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files of the program's own making, whole or not. Raises OperatorError."""
    for name, text in texts.items():
        try:
            _replace((folder / name).resolve(), text)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise OperatorError(f"{folder / name} cannot be written: {reason}.") from None


def _replace(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with beside.open("x", encoding="utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileNotFoundError):
            status = file.stat()
            beside.chmod(stat.S_IMODE(status.st_mode))
            with contextlib.suppress(OSError):  # only root may give files away
                os.chown(beside, status.st_uid, status.st_gid)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _text(file: Path) -> str | None:
    """Return a file's text with its line breaks as they are, None if there is no file."""
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise OperatorError(f"{file} is not UTF-8 text; save it with this encoding.") from None
    except OSError as error:
        raise OperatorError(f"{file} cannot be read: {error.strerror}.") from None


def _same(problem: Problem) -> tuple[str, ...]:
    """Return what stays of a problem when lines are added above it."""
    name = "/".join(problem.path.rsplit("/", 2)[-2:])
    return (problem.rule, name, _NUMBER.sub("#", problem.message))
