"""Write a data set as a knowledge folder, as `knowledge/README.md` describes one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from bench.matching.datasets import DataSet

_LANGUAGE = re.compile(r"[a-z]{2}")
_SAID = re.compile(r"[^\W_]")
"""What the format asks of a phrase: one letter or digit."""
_LONGEST = 80


def write(data: DataSet, root: Path, *, names: bool = False) -> dict[str, str]:
    """Write one file below `intents/` for each label and return id -> label.

    The bot learns an entry's id as one phrase more. So ids are bare numbers, which teach
    nothing; with `names` they are the labels.
    """
    folder = root / "intents"
    folder.mkdir(parents=True)
    ids = _named(data.intents) if names else _numbered(data.intents)
    for entry, label in ids.items():
        plain = [_plain(phrase) for phrase in data.intents[label]]
        phrases = [phrase for phrase in plain if _SAID.search(phrase)]
        text = yaml.safe_dump({"phrases": _by_language(data.code, phrases)}, allow_unicode=True)
        (folder / f"{entry}.yaml").write_text(text, encoding="utf-8")
    return ids


def _by_language(language: str, phrases: list[str]) -> object:
    """Return the phrases under their language, or as a list where that has no two letters."""
    return {language: phrases} if _LANGUAGE.fullmatch(language) else phrases


def _plain(phrase: str) -> str:
    """Return a phrase on one line and without braces, which would stand for a slot."""
    return " ".join(re.sub(r"[{}]", " ", phrase).split())


def _numbered(labels: Iterable[str]) -> dict[str, str]:
    return {f"{number:04}": label for number, label in enumerate(labels, 1)}


def _named(labels: Iterable[str]) -> dict[str, str]:
    """Return an id for each label, like it and unlike any other on every file system."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for number, label in enumerate(labels, 1):
        entry = re.sub(r"[^\w.-]+", "_", label).strip("_.-")[:_LONGEST] or f"{number:04}"
        if entry.casefold() in taken:
            entry = f"{entry}_{number}"
        taken.add(entry.casefold())
        ids[entry] = label
    return ids
