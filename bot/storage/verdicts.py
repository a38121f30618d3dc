"""Remember that a knowledge was found good, so that a start need not play everything again.

One small JSON file for each knowledge in the folder of cached indexes, named by the digest of the
knowledge, the place it was read from and the whole program; it holds the day it is true of, as
answers may depend on the day, and the warnings. What cannot be read, or what others may have
written, counts for nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import bot
from bot.knowledge.pieces import Piece, Value
from bot.knowledge.problems import Problem
from bot.storage.kept_files import is_ours, keep, used

_ENDING = ".verdict"
_PACKAGES = ("numpy", "rapidfuzz", "pyyaml")
_UNFIT = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


def find(kept_in: Path | None, root: str, digest: str, today: date) -> tuple[Problem, ...] | None:
    """Return the warnings of a knowledge that was found good for today, None if none was."""
    if kept_in is None:
        return None
    with contextlib.suppress(*_UNFIT):
        path = _path(kept_in, root, digest)
        held = json.loads(path.read_bytes()) if is_ours(path) else None
        if held is not None and held["day"] == today.isoformat():
            warnings = tuple(map(_problem, held["warnings"]))
            used(path)
            return warnings
    return None


def note(
    kept_in: Path | None, root: str, digest: str, today: date, warnings: Sequence[Problem]
) -> None:
    """Keep that a knowledge was found good today, but for these warnings."""
    if kept_in is not None:
        held = {"day": today.isoformat(), "warnings": [*map(_plain, warnings)]}
        with contextlib.suppress(OSError):
            keep(_path(kept_in, root, digest), json.dumps(held).encode())


def _path(kept_in: Path, root: str, digest: str) -> Path:
    name = hashlib.sha256(f"{_program()}\0{root}\0{digest}".encode(errors="surrogateescape"))
    return kept_in / f"{name.hexdigest()[:32]}{_ENDING}"


@cache
def _program() -> str:
    """Return the digest of all that may change what is found good."""
    digest = hashlib.sha256(sys.version.encode())
    for package in _PACKAGES:
        digest.update(f"{package} {version(package)}".encode())
    for place in bot.__path__:
        for file in sorted(Path(place).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _plain(found: Problem) -> list[Any]:
    values = {name: _plain_value(value) for name, value in found.values}
    return [
        found.path, found.line, found.column, found.rule, found.severity, found.message,
        found.hint, values,
    ]  # fmt: skip


def _problem(held: Sequence[Any]) -> Problem:
    path, line, column, rule, severity, message, hint, values = held
    return Problem(
        path, int(line), int(column), rule, severity, message, hint,
        tuple((name, _value(value)) for name, value in values.items()),
    )  # fmt: skip


def _plain_value(value: Value) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, Piece):
        return {value.key: {name: _plain_value(each) for name, each in value.values}}
    return [*map(_plain_value, value)]


def _value(held: object) -> Value:
    if isinstance(held, str):
        return held
    if isinstance(held, Mapping):
        ((key, values),) = held.items()
        return Piece(key, tuple((name, _value(each)) for name, each in values.items()))
    if isinstance(held, list):
        return tuple(map(_value, held))
    raise TypeError("no value of a problem")
