"""Cut a normalised message into sentences, clauses and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bot.text.normalize import fold

_WORD = re.compile(r"[^\W_]+(?:\.js\b|'[a-z]{1,3}\b)?[+#]*")
_SENTENCE_END = re.compile(r"(?<=[!?;\n])|(?<=[^\d]\.)(?=\s)|(?<=\.)(?=\n)|\n")
_CLAUSE_END = re.compile(r",\s|\s-\s|:\s|\.\.+|\s(?=(?:sondern|but|aber)\s)")
_CONJUNCTION = re.compile(
    r"\s(?:und|and|&|\+|(?<!mir )(?<!dir )(?<!ich )(?<!als )(?<!auch )n|sowie|außerdem|also)\s"
)
"""What joins two questions; an "n" behind "mir" or "als" is a German "ein"."""
_MOST_ANDS = 6
_TEXTS = 32
"""Texts whose words are remembered: the sentences of one message are asked for many times."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a message: as normalised, its folded key, and where it stands in the text."""

    text: str
    key: str
    start: int
    end: int


@lru_cache(maxsize=_TEXTS)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words of a normalised text; ``c++``, ``c#`` and ``node.js`` stay whole."""
    return tuple(
        Token(found.group(), key_of(found.group()), found.start(), found.end())
        for found in _WORD.finditer(text)
    )


def words(text: str) -> list[str]:
    """Return the words of a normalised text as they are written, nothing else of them."""
    return _WORD.findall(text)


def key_of(word: str) -> str:
    """Return the folded key of a word as it is written in a normalised text."""
    return fold(word.replace("'", ""))


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a normalised text, each with its closing sign."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if _has_word(part))


def clauses(sentence: str) -> tuple[str, ...]:
    """Return the different parts of a sentence between commas, dashes and colons."""
    parts = (part.strip() for part in _CLAUSE_END.split(sentence) if _has_word(part))
    return tuple(dict.fromkeys(parts))


def pieces(sentence: str) -> tuple[str, ...]:
    """Return the different parts of a sentence between its "and"s."""
    parts = (part.strip() for part in _CONJUNCTION.split(sentence) if _has_word(part))
    return tuple(dict.fromkeys(parts))


def halves(sentence: str) -> tuple[tuple[str, str], ...]:
    """Return every way to cut a sentence in two at an "and"; a chain of many has no halves."""
    found = tuple(islice(_CONJUNCTION.finditer(sentence), _MOST_ANDS + 1))
    if len(found) > _MOST_ANDS:
        return ()
    return tuple(
        (sentence[: each.start()].strip(), sentence[each.end() :].strip())
        for each in found
        if _has_word(sentence[: each.start()]) and _has_word(sentence[each.end() :])
    )


def most_telling(parts: Sequence[str], most: int) -> tuple[str, ...]:
    """Return at most that many different sentences: questions first, then the ones nearest to
    the end; in their order.
    """
    told = tuple(dict.fromkeys(parts))
    order = sorted(range(len(told)), key=lambda place: (not told[place].endswith("?"), -place))
    return tuple(told[place] for place in sorted(order[:most]))


def _has_word(part: str) -> bool:
    return bool(_WORD.search(part))
