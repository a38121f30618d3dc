"""Cut a normalised message into sentences, clauses and words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.normalize import fold

_WORD = re.compile(r"[^\W_]+(?:\.js\b|'[a-z]{1,3}\b)?[+#]*")
_SENTENCE_END = re.compile(r"(?<=[!?;\n])|(?<=[^\d]\.)(?=\s)|(?<=\.)(?=\n)|\n")
_CLAUSE_END = re.compile(r",\s|\s-\s|:\s|\.\.+|\s(?=(?:sondern|but|aber)\s)")
_CONJUNCTION = re.compile(r"\s(?:und|and|sowie|außerdem|also)\s")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a message: as normalised, its folded key, and where it stands in the text."""

    text: str
    key: str
    start: int
    end: int


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words of a normalised text; ``c++``, ``c#`` and ``node.js`` stay whole."""
    return tuple(
        Token(found.group(), fold(found.group().replace("'", "")), found.start(), found.end())
        for found in _WORD.finditer(text)
    )


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a normalised text, each with its closing sign."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if _has_word(part))


def clauses(sentence: str) -> tuple[str, ...]:
    """Return the parts of a sentence between commas, dashes and colons."""
    return tuple(part.strip() for part in _CLAUSE_END.split(sentence) if _has_word(part))


def pieces(sentence: str) -> tuple[str, ...]:
    """Return the parts of a sentence between its "and"s."""
    return tuple(part.strip() for part in _CONJUNCTION.split(sentence) if _has_word(part))


def halves(sentence: str) -> tuple[tuple[str, str], ...]:
    """Return every way to cut a sentence in two at an "and"."""
    return tuple(
        (sentence[: found.start()].strip(), sentence[found.end() :].strip())
        for found in _CONJUNCTION.finditer(sentence)
        if _has_word(sentence[: found.start()]) and _has_word(sentence[found.end() :])
    )


def _has_word(part: str) -> bool:
    return bool(_WORD.search(part))
