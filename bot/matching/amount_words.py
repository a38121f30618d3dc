"""The words that stand around amounts in the phrases: what talk about money looks like.

Learnt from the phrases with ``{amount}`` alone, so that whoever teaches another way to name
one's pay need not list its words a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise

from bot.matching.lesson import Lesson
from bot.text.normalize import normalize
from bot.text.tokens import tokenize

_SLOT = re.compile(r"\{(\w+)\}")
_AMOUNT = "{amount}"
_STEM = 5
"""Letters a word is known by: "geboten" and "gebotene" are one."""


@dataclass(frozen=True, slots=True)
class AmountWords:
    """Stems of content words in phrases with an amount: the nearest to it, and all."""

    before: frozenset[str] = field(default_factory=frozenset)
    after: frozenset[str] = field(default_factory=frozenset)
    anywhere: frozenset[str] = field(default_factory=frozenset)


def stem(key: str) -> str:
    """Return what a folded word is known by here."""
    return key[:_STEM]


def amount_words(
    lesson: Lesson, synonyms: Mapping[str, str], empty: AbstractSet[str]
) -> AmountWords:
    """Gather the words around the amounts in all phrases; `empty` ones say nothing."""
    before: set[str] = set()
    after: set[str] = set()
    anywhere: set[str] = set()
    for text in _phrases(lesson):
        parts = [_stems(part, synonyms, empty) for part in text.split(_AMOUNT)]
        for left, right in pairwise(parts):
            before.update(left[-1:])
            after.update(right[:1])
            anywhere.update(left + right)
    return AmountWords(frozenset(before), frozenset(after), frozenset(anywhere))


def _phrases(lesson: Lesson) -> Iterator[str]:
    for entry in lesson.entries:
        for text, _ in (*entry.phrases, *entry.follow_ups):
            if _AMOUNT in text:
                yield text


def _stems(part: str, synonyms: Mapping[str, str], empty: AbstractSet[str]) -> list[str]:
    said = (token.key for token in tokenize(normalize(_SLOT.sub(" ", part))))
    return [stem(key) for word in said if (key := synonyms.get(word, word)) not in empty]
