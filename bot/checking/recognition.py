"""What the live matcher makes of the knowledge: phrases, phrases in pairs, names.

The matcher is asked itself, but only where its reading is in doubt: asking it for each of many
thousand phrases would take minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from bot.checking.asking import Asker
from bot.checking.nearby import alike, one_letter_apart
from bot.checking.phrases import PhraseCheck
from bot.checking.reading import read_as
from bot.knowledge.across.clashes import same
from bot.knowledge.models import Occupation, Phrase
from bot.knowledge.problems import Problem
from bot.knowledge.rules import problem
from bot.knowledge.source import lines_of
from bot.matching.index import Index
from bot.matching.spans import Item, Span, read_items
from bot.text.normalize import fold, normalize
from bot.text.tokens import tokenize

SAME = 0.995
"""Similarity from which on two phrases are one question for the bot."""
NEAR = 0.97
"""Similarity from which on it is tried out whether a slip turns one into the other."""
_REORDERED = 5
"""Words from which on their order makes no other question: "are you funny" is none."""
_ARTICLES = frozenset(
    "ein eine einen einem einer eines der die das den dem des a an the".split()  # noqa: SIM905
)
_LONG_ENOUGH = 10
"""Letters a phrase has at least for which one letter more or less is taken for a slip."""
_LONG_WORD = 5
_SLOT = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class _Owned:
    """A phrase with the entry it belongs to."""

    entry: str
    phrase: Phrase


def check_recognition(index: Index, today: date) -> Iterator[Problem]:
    """Yield what is wrong with phrases, pairs of phrases and names of occupations."""
    asker = Asker(index, today)
    checking = PhraseCheck(index, asker)
    yield from checking.check()
    yield from _check_pairs(index, checking)
    said = _said(index)
    for occupation in index.knowledge.occupations.values():
        yield from _check_names(occupation, index, said)


def _check_pairs(index: Index, checking: PhraseCheck) -> Iterator[Problem]:
    """Yield phrases that are the same for the bot, or that a slip turns into each other."""
    rows = _rows(index)
    pairs = {
        (one, other): similar for one, other, similar in alike(index.model.phrases.vectors(), NEAR)
    }
    for one, other in _one_letter(rows, index):
        pairs.setdefault((one, other), 0.0)
    twins = _same_words(rows)
    pairs |= dict.fromkeys(twins, 1.0)
    for (one, other), similar in sorted(pairs.items()):
        first, second = rows[one], rows[other]
        if first is None or second is None or _same_text(first, second):
            continue
        if _slots(first) != _slots(second):
            continue
        if similar >= SAME:
            yield _pair(checking, "W602", second, first)
        elif found := _confused(checking.asker, first, second):
            yield _pair(checking, "W603", *found)


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


def _said(index: Index) -> dict[str, str]:
    """Return where each phrase stands first, by what spellings of it share."""
    found: dict[str, str] = {}
    for entry in index.knowledge.entries.values():
        for phrase in entry.phrases:
            key = same(phrase.text)
            if key not in found:
                found[key] = str(phrase.place)
    return found


def _check_names(
    occupation: Occupation, index: Index, phrases: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield names of an occupation that the bot reads as something else, or others use."""
    path = f"{index.knowledge.root}/{occupation.place.path}"
    for alias in dict.fromkeys((*occupation.name.values(), *occupation.aliases)):
        items = read_items(normalize(alias), index.lexicon)
        if not any(_is_ours(item, occupation) for item in items):
            line, column = _find(path, alias)
            yield problem("W607", path, line, column, value=alias, result=read_as(items))
        elif used := phrases.get(same(alias)) or _small_word(alias, index):
            line, column = _find(path, alias)
            yield problem("W609", path, line, column, value=alias, first=used)


def _small_word(alias: str, index: Index) -> str | None:
    """Return where a name stands that is nothing but little words."""
    words = tokenize(normalize(alias))
    small = all(word.key in index.lexicon.function for word in words)
    return "vocabulary.yaml" if words and small else None


def _is_ours(item: Item, occupation: Occupation) -> bool:
    return isinstance(item, Span) and item.slot == "occupation" and item.value == occupation.id


def _find(path: str, alias: str) -> tuple[int, int]:
    """Return where an alias stands in its file; the models keep no place of it."""
    for number, line in enumerate(lines_of(path), 1):
        start = line.find(alias)
        written = line.split(" #")[0].strip(" -\"'")
        if start >= 0 and (written == alias or written.rpartition(": ")[2] == alias):
            return number, start + 1
    return 1, 1
