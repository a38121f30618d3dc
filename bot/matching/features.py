"""Turn the words and slots of messages into weighted features, one bag per message and view.

Four views of the same message: characters across word borders as written, characters inside
the corrected words, stems, and pairs of stems near each other. A slot's value is replaced by a
sign, so that "gehalt backend developer" teaches how to ask for any occupation's salary.

Many messages are read at once, with arrays: a knowledge base has tens of thousands of phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.feature_keys import Floats, Ints, gram_keys, pair_keys, ramp, stem_keys
from bot.matching.lexicon import Word
from bot.matching.spans import Item

VIEWS: tuple[tuple[str, float], ...] = (
    ("written", 3.0), ("corrected", 1.0), ("stems", 1.0), ("pairs", 1.0),
)  # fmt: skip
"""The views and the weight of each in the similarity of two messages."""
WRITTEN, CORRECTED, STEMS, PAIRS = range(len(VIEWS))

SIGNS = {
    "occupation": "\ue001", "other_occupation": "\ue001", "generic": "\ue001", "place": "\ue002",
    "country": "\ue003", "home": "\ue004", "amount": "\ue005", "year": "\ue006",
}  # fmt: skip
"""The sign each slot is replaced by; slots not named here keep their words."""
NEAR = 4
"""Places up to which two stems are a pair."""
_NAMED = 0.4
"""How much the name of another occupation says about what is asked."""
_SURELY = 0.6
"""From which weight on a misspelt word counts as written the way it was meant."""

Reading = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Bags:
    """The features of several messages, each feature of a message once.

    Line n says that message ``rows[n]`` holds feature ``keys[features[n]]``, ``weights[n]``
    times; lines are in the order of messages, then of keys.
    """

    count: int
    keys: Ints
    rows: Ints
    features: Ints
    weights: Floats

    @property
    def views(self) -> Ints:
        """The view each line belongs to, as a position in `VIEWS`."""
        return view_of(self.keys)[self.features]


_VIEW_BIT = 58


def view_of(keys: Ints) -> Ints:
    """Return the view a feature belongs to."""
    return keys >> _VIEW_BIT


def stem_features(words: Sequence[str]) -> Ints:
    """Return the keys of the features that stand for words' stems."""
    return tag(stem_keys(words), STEMS)


def features(messages: Sequence[Sequence[Item]]) -> Bags:
    """Return the features of each message."""
    read = _Readings.of(messages)
    lines = (_written(messages), read.grams(), read.single(), read.pairs())
    rows, keys, weights = (np.concatenate(column) for column in zip(*lines, strict=True))
    return _counted(len(messages), rows, keys, weights)


_Lines = tuple[Ints, Ints, Floats]


def tag(keys: Ints, view: int) -> Ints:
    """Return the features that stand for keys in a view."""
    return keys | (view << _VIEW_BIT)


def _counted(count: int, rows: Ints, keys: Ints, weights: Floats) -> Bags:
    """Add up the lines of one message and one feature."""
    order = np.argsort(keys)
    known, starts = distinct(keys[order])
    features = np.empty(len(keys), np.int64)
    features[order] = np.repeat(np.arange(len(known)), np.diff([*starts, len(keys)]))
    size = max(len(known), 1)
    cells = rows * size + features
    order = np.argsort(cells)
    lines, starts = distinct(cells[order])
    sums = np.add.reduceat(weights[order], starts) if len(lines) else weights
    return Bags(count, known, lines // size, lines % size, sums)


def distinct(ascending: Ints) -> tuple[Ints, Ints]:
    """Return each value once, and where it first stands."""
    new = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=new[1:])
    starts = np.flatnonzero(new)
    return ascending[starts], starts


def _written(messages: Sequence[Sequence[Item]]) -> _Lines:
    texts = [f" {' '.join(word for item in items for word in said(item))} " for items in messages]
    rows, keys = gram_keys(texts)
    return rows, tag(keys, WRITTEN), np.ones(len(keys))


def said(item: Item) -> tuple[str, ...]:
    """Return an item's words as written, or the sign of its slot."""
    if isinstance(item, Word):
        return (item.key if item.part or _surely_meant(item) else item.token.key,)
    sign = SIGNS.get(item.slot)
    return (sign,) if sign else item.words


def _surely_meant(word: Word) -> bool:
    """Tell whether a misspelt word hardly stands for any but its likeliest reading."""
    return word.distance > 0 and word.readings[0][1] >= _SURELY


@dataclass(frozen=True)
class _Readings:
    """All words the messages may hold: line n says message, place in it, word and weight."""

    rows: Ints
    places: Ints
    words: Ints
    weights: Floats
    known: tuple[str, ...]
    """The words by their number."""

    @classmethod
    def of(cls, messages: Sequence[Sequence[Item]]) -> _Readings:
        numbers: dict[str, int] = {}
        lines = [
            (row, place, numbers.setdefault(word, len(numbers)), weight)
            for row, items in enumerate(messages)
            for place, reading in enumerate(readings(items))
            for word, weight in reading
        ]
        rows, places, words, weights = zip(*lines, strict=True) if lines else ((), (), (), ())
        return cls(
            np.array(rows, np.int64),
            np.array(places, np.int64),
            np.array(words, np.int64),
            np.array(weights, np.float64),
            tuple(numbers),
        )

    def grams(self) -> _Lines:
        """Return the characters inside the words, each word by itself."""
        owners, keys = gram_keys([f" {word} " for word in self.known])
        sizes = np.bincount(owners, minlength=len(self.known))
        ends = np.cumsum(sizes)
        each = sizes[self.words]
        held = np.repeat((ends - sizes)[self.words], each) + ramp(each)
        return (
            np.repeat(self.rows, each),
            tag(keys[held], CORRECTED),
            np.repeat(self.weights, each),
        )

    def single(self) -> _Lines:
        return self.rows, stem_features(self.known)[self.words], self.weights

    def pairs(self) -> _Lines:
        """Return every two stems at most `NEAR` places apart, whatever their order."""
        stems = stem_keys(self.known)[self.words]
        found: list[_Lines] = []
        for shift in range(1, len(stems)):
            apart = self.places[shift:] - self.places[:-shift]
            together = self.rows[shift:] == self.rows[:-shift]
            near = np.flatnonzero(together & (apart > 0) & (apart <= NEAR))
            if not len(near) and not (together & (apart == 0)).any():
                break
            keys = tag(pair_keys(stems[near], stems[near + shift]), PAIRS)
            found.append((self.rows[near], keys, self.weights[near] * self.weights[near + shift]))
        if not found:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
        rows, keys, weights = (np.concatenate(column) for column in zip(*found, strict=True))
        return rows, keys, weights


def readings(items: Iterable[Item]) -> Iterable[Reading]:
    """Yield for each place of a message the words that may stand there, with weights."""
    for item in items:
        if isinstance(item, Word):
            yield item.readings
            continue
        sign = SIGNS.get(item.slot)
        if sign is None:
            yield from (((word, 1.0),) for word in item.words)
            continue
        yield ((sign, 1.0),)
        if item.slot == "other_occupation":  # frontend and full stack have entries of their own
            yield from (((word, _NAMED),) for word in item.words)
