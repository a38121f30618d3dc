"""Pairs of phrases of different entries that are one question for the bot, or that a slip turns
into each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.checking.asking import Asker
from bot.checking.nearby import alike, one_letter_apart
from bot.checking.phrases import PhraseCheck
from bot.knowledge.across.clashes import same
from bot.knowledge.models import Phrase
from bot.knowledge.problems import Problem
from bot.matching.index import Index
from bot.text.normalize import fold

SAME = 0.995
"""Similarity from which on two phrases are one question for the bot."""
NEAR = 0.97
"""Similarity from which on it is tried out whether a slip turns one into the other."""
_REORDERED = 5
"""Words from which on their order makes no other question: "are you funny" is none."""
_ARTICLES = frozenset(
    "ein eine einen einem einer eines der die das den dem des a an the".split()  # noqa: SIM905
)
_LONG_WORD = 5
_SLOT = re.compile(r"\{[^{}]*\}")
_OCCUPATION = "{occupation}"
_LONG_ENOUGH = 10
"""Letters a phrase has at least for which one letter more or less is taken for a slip."""
_CLEARLY, _FEWEST = 1.2, 5
"""How much more at home a phrase must be elsewhere, and phrases an entry has to judge by."""


@dataclass(frozen=True, slots=True)
class _Owned:
    """A phrase with the entry it belongs to."""

    entry: str
    phrase: Phrase


def check_pairs(index: Index, checking: PhraseCheck) -> Iterator[Problem]:
    """Yield phrases that are the same for the bot, or that a slip turns into each other."""
    rows = _rows(index)
    pairs = {
        (one, other): similar for one, other, similar in alike(index.model.phrases.vectors(), NEAR)
    }
    for one, other in _one_letter(rows, index):
        pairs.setdefault((one, other), 0.0)
    twins = _same_words(rows)
    spelt = _spelt_out(rows, index)
    homes = _Homes(index)
    pairs |= dict.fromkeys((*twins, *spelt), 1.0)
    for (one, other), similar in sorted(pairs.items()):
        first, second = rows[one], rows[other]
        if first is None or second is None or _same_text(first, second):
            continue
        if (one, other) not in spelt and _slots(first) != _slots(second):
            continue
        if similar >= SAME:
            yield _pair(checking, "W602", *homes.stranger_first(second, first))
        elif found := _confused(checking.asker, first, second):
            yield _pair(checking, "W603", *homes.stranger_first(*found))


class _Homes:
    """Tells which of two phrases stands among others that are little like it."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words: dict[str, Counter[str]] = {}

    def stranger_first(self, one: _Owned, other: _Owned) -> tuple[_Owned, _Owned]:
        """Return both, first the one that got where it is by mistake; else as they are."""
        mine, theirs = self._shared(one), self._shared(other)
        return (other, one) if mine > theirs * _CLEARLY else (one, other)

    def _shared(self, owned: _Owned) -> float:
        """Return how many of its words the entry's phrases hold on average."""
        phrases = self._index.knowledge.entries[owned.entry].phrases
        if len(phrases) < _FEWEST:
            return 0.0
        words = self._words.get(owned.entry)
        if words is None:
            words = Counter(word for each in phrases for word in set(same(each.text).split()))
            self._words[owned.entry] = words
        return sum(words[word] for word in set(same(owned.phrase.text).split())) / len(phrases)


def _pair(checking: PhraseCheck, rule: str, at: _Owned, other: _Owned) -> Problem:
    place = other.phrase.place
    first = f"{checking.index.knowledge.root}/{place}"
    said = other.phrase.text
    return checking.at(
        at.phrase, rule, value=at.phrase.text, phrase=said, other=other.entry, first=first
    )


def _rows(index: Index) -> list[_Owned | None]:
    """Return the phrase of each row of the model, None for titles, which are no phrases."""
    found: list[_Owned | None] = []
    for label in index.model.labels:
        own = len(index.knowledge.entries[label].phrases)
        found += [
            _Owned(label, phrase) if number < own else None
            for number, phrase in enumerate(index.phrases[label])
        ]
    return found


def _one_letter(rows: list[_Owned | None], index: Index) -> list[tuple[int, int]]:
    numbers = {label: number for number, label in enumerate(index.model.labels)}
    long = [
        (row, text, numbers[owned.entry])
        for row, owned in enumerate(rows)
        if owned is not None
        and len(text := fold(owned.phrase.text.lower())) >= _LONG_ENOUGH
        and " " in text
    ]
    owners = np.array([owner for _, _, owner in long], np.int64)
    found = one_letter_apart([text for _, text, _ in long], owners)
    return [(long[one][0], long[other][0]) for one, other in found]


def _same_text(one: _Owned, other: _Owned) -> bool:
    """Tell whether both are written alike, which is reported without asking the bot."""
    return same(one.phrase.text) == same(other.phrase.text)


def _words(owned: _Owned) -> tuple[str, ...]:
    """Return what is left of a phrase without articles, and in a long one without its order."""
    words = [word for word in same(owned.phrase.text).split() if word not in _ARTICLES]
    return tuple(sorted(words) if len(words) >= _REORDERED else words)


def _same_words(rows: list[_Owned | None]) -> set[tuple[int, int]]:
    """Return pairs of phrases that differ in articles or the order of many words alone."""
    first: dict[tuple[str, ...], tuple[int, str]] = {}
    found = set()
    for row, owned in enumerate(rows):
        words = () if owned is None else _words(owned)
        if owned is None or len(words) <= 1:
            continue
        other = first.setdefault(words, (row, owned.entry))
        if other[1] != owned.entry:
            found.add((other[0], row))
    return found


def _spelt_out(rows: list[_Owned | None], index: Index) -> set[tuple[int, int]]:
    """Return pairs of phrases of which one writes an occupation's name where the other has
    ``{occupation}``: for the bot they are one question.
    """
    marked = {
        same(owned.phrase.text): row
        for row, owned in enumerate(rows)
        if owned is not None and _OCCUPATION in owned.phrase.text
    }
    found = set()
    for row, owned in enumerate(rows):
        if owned is None or "{" in owned.phrase.text:
            continue
        other = marked.get(_with_mark(owned.phrase.text, index))
        if other is not None and rows[other] is not None and _entry(rows, other) != owned.entry:
            found.add((min(row, other), max(row, other)))
    return found


def _entry(rows: list[_Owned | None], row: int) -> str:
    owned = rows[row]
    return owned.entry if owned is not None else ""


def _with_mark(text: str, index: Index) -> str:
    """Return what spellings of a phrase share, with a mark for the occupation it names, if it
    names one.
    """
    words = same(text).split()
    lengths, aliases = index.lexicon.alias_lengths, index.lexicon.aliases
    for start, word in enumerate(words):
        for length in range(min(lengths.get(fold(word), 0), len(words) - start), 0, -1):
            said = tuple(map(fold, words[start : start + length]))
            if aliases.get(said, ("", ""))[0] == "occupation":
                return " ".join((*words[:start], _OCCUPATION, *words[start + length :]))
    return ""


def _slots(owned: _Owned) -> list[str]:
    return sorted(_SLOT.findall(owned.phrase.text))


def _confused(asker: Asker, first: _Owned, second: _Owned) -> tuple[_Owned, _Owned] | None:
    """Return the phrase that with one letter left out leads to the other's entry, and that."""
    for own, other in ((first, second), (second, first)):
        slip = _slip(own.phrase.text)
        if slip is not None and asker.leads_to(slip, other.entry):
            return own, other
    return None


def _slip(text: str) -> str | None:
    """Return a phrase with one letter left out of its longest word, None if all are short."""
    word = max(re.findall(r"[^\W\d_]+", _SLOT.sub(" ", text)), key=len, default="")
    if len(word) < _LONG_WORD:
        return None
    middle = len(word) // 2
    return text.replace(word, word[:middle] + word[middle + 1 :], 1)
