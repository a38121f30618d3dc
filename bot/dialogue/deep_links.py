"""Read the payload of a deep link: ``/start gehalt_backend`` is a link to an answer.

A payload is a stranger's text: only names of entries, commands and occupations are taken from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.dialogue.command_syntax import Command
from bot.knowledge.models import Entry
from bot.matching.allowed import allowed_slips
from bot.matching.index import Index
from bot.text.normalize import fold, normalize
from bot.text.tokens import tokenize

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BETWEEN = re.compile(r"[_-]+")
_START = "start"
_UNTOUCHED = ("delete", "cancel", "start")
"""Built-in answers no link may lead to: following a link deletes nothing."""


@dataclass(frozen=True, slots=True)
class DeepLink:
    """The entry a link leads to, with an occupation of ours, or as a command with an argument."""

    entry: Entry
    occupation: str | None = None
    command: Command | None = None


def starts(command: Command, index: Index) -> bool:
    """Tell whether a command is the one that greets, whose argument is a payload."""
    entry = index.knowledge.entries.get(index.commands.get(command.name, ""))
    return entry is not None and entry.answer == _START


def read_link(payload: str, index: Index) -> DeepLink | None:
    """Return what the payload of a link names, or None for any other text."""
    if not _PAYLOAD.fullmatch(payload):
        return None
    words = [word for word in _BETWEEN.split(payload.lower()) if word]
    return _named(words, index) or _named(_as_meant(words, index), index)


def _named(words: list[str], index: Index) -> DeepLink | None:
    for cut in range(len(words), 0, -1):
        found = _found("_".join(words[:cut]), words[cut:], index)
        if found is not None and found.entry.answer not in _UNTOUCHED:
            return found
    return None


def _as_meant(words: list[str], index: Index) -> list[str]:
    """Return the words of a link somebody has copied by hand, those that are none set right."""
    lexicon, names = index.lexicon, _names(index)
    found: list[str] = []
    for word in words:
        key = fold(word)
        near = sorted((OSA.distance(key, name), name) for name in names)[:2]
        if key in lexicon.words or key in names:
            found.append(word)
        elif near and near[0][0] <= allowed_slips(key, near[0][1]):
            found.append(near[0][1])
        else:
            found += [read.key for token in tokenize(word) for read in lexicon.read(token)]
    return found


def _names(index: Index) -> frozenset[str]:
    """Return the words that names of entries, commands and occupations consist of."""
    known = index.knowledge
    named = (*known.entries, *index.commands, *known.occupations)
    return frozenset(fold(word) for name in named for word in name.split("_") if word)


def _found(name: str, rest: list[str], index: Index) -> DeepLink | None:
    """Return the link to the entry or command of that name, if the rest fits behind it."""
    entries = index.knowledge.entries
    entry = entries.get(name) or entries.get(index.commands.get(fold(name), ""))
    if entry is None or entry.kind == "smalltalk" or entry.triggers:
        return None
    if not rest:
        return DeepLink(entry)
    occupation = _occupation(rest, index)
    if occupation is not None:
        return DeepLink(entry, occupation)
    named = index.commands.get(fold(name)) == entry.id
    return DeepLink(entry, None, Command(fold(name), " ".join(rest))) if named else None


def _occupation(words: list[str], index: Index) -> str | None:
    """Return the occupation of that id or of exactly that alias."""
    known = index.knowledge.occupations
    if "_".join(words) in known:
        return "_".join(words)
    said = tuple(token.key for token in tokenize(normalize(" ".join(words))))
    slot, value = index.lexicon.aliases.get(said, ("", ""))
    return value if slot == "occupation" and value in known else None
