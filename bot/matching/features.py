"""Turn the words and slots of messages into weighted features, one bag per message and view.

Four views of the same message: characters across word borders as written, characters inside
the corrected words, stems, and pairs of stems near each other. A slot's value is replaced by a
sign, so that "gehalt backend developer" teaches how to ask for any occupation's salary.

Many messages are read at once, with arrays: a knowledge base has tens of thousands of phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from bot.matching.bags import AT_ONCE, Bags, joined
from bot.matching.feature_keys import (
    Floats,
    Ints,
    gram_keys,
    gram_lines,
    pair_keys,
    ranges,
    stem_keys,
)
from bot.matching.lexicon import Word
from bot.matching.sorting import distinct, numbered, order_of
from bot.matching.spans import Item
from bot.matching.views import CORRECTED, PAIRS, STEMS, WRITTEN, tag

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


def stem_features(words: Sequence[str]) -> Ints:
    """Return the keys of the features that stand for words' stems."""
    return tag(stem_keys(words), STEMS)


def features(messages: Sequence[Sequence[Item]]) -> Bags:
    """Return the features of each message."""
    starts = range(0, max(len(messages), 1), AT_ONCE)
    return joined([_features(messages[start : start + AT_ONCE]) for start in starts])


def _features(messages: Sequence[Sequence[Item]]) -> Bags:
    shared = _Shared.of(messages)
    read = _Readings.of(shared)
    views = (_written(shared), read.grams(), read.single(), read.pairs())
    keys = [view.keys for view in views]
    firsts = np.cumsum([0, *map(len, keys)])
    numbers = [view.features + first for view, first in zip(views, firsts, strict=False)]
    rows = np.concatenate([view.rows for view in views])
    weights = np.concatenate([view.weights for view in views])
    return _counted(len(messages), rows, np.concatenate(keys), np.concatenate(numbers), weights)


@dataclass(frozen=True)
class _Lines:
    """The features of one view: line n says that message ``rows[n]`` holds the feature
    ``keys[features[n]]``, with a weight; keys are ascending.
    """

    rows: Ints
    keys: Ints
    features: Ints
    weights: Floats


def _counted(count: int, rows: Ints, keys: Ints, features: Ints, weights: Floats) -> Bags:
    """Add up the lines of one message and one feature."""
    size = max(len(keys), 1)
    cells = rows * size + features
    order = order_of(cells)
    lines, starts = distinct(cells[order])
    sums = np.add.reduceat(weights[order], starts) if len(lines) else weights
    return Bags(count, keys, lines // size, lines % size, sums)


@dataclass(frozen=True)
class _Shared:
    """The items of messages: the same object may stand in thousands, and is looked at once."""

    items: Sequence[Item]
    numbers: Ints
    """The items of all messages, one message after the other, as numbers of `items`."""
    sizes: Sequence[int]
    """How many items each message has."""

    @classmethod
    def of(cls, messages: Sequence[Sequence[Item]]) -> _Shared:
        flat = list(chain.from_iterable(messages))
        names = list(map(id, flat))
        known = dict(zip(names, flat, strict=True))
        places = {name: place for place, name in enumerate(known)}
        numbers = np.fromiter(map(places.__getitem__, names), np.int64, len(names))
        return cls(list(known.values()), numbers, list(map(len, messages)))


def _written(shared: _Shared) -> _Lines:
    each = ["".join(f"{word} " for word in said(item)) for item in shared.items]
    words = map(each.__getitem__, shared.numbers.tolist())
    texts = [f" {''.join(islice(words, size)) or ' '}" for size in shared.sizes]
    rows, found = gram_lines(texts)
    keys, features = numbered(found)
    return _Lines(rows, tag(keys, WRITTEN), features, np.ones(len(rows)))


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
    def of(cls, shared: _Shared) -> _Readings:
        numbers: dict[str, int] = {}
        each = [tuple(readings([item])) for item in shared.items]
        lines = [
            (place, numbers.setdefault(word, len(numbers)), weight)
            for reading in each
            for place, words in enumerate(reading)
            for word, weight in words
        ]
        places, words, weights = zip(*lines, strict=True) if lines else ((), (), ())
        many = np.array([sum(map(len, reading)) for reading in each], np.int64)
        room = np.array([len(reading) for reading in each], np.int64)[shared.numbers]
        sizes = many[shared.numbers]
        held = ranges((np.cumsum(many) - many)[shared.numbers], sizes)
        rows = np.repeat(np.arange(len(shared.sizes)), shared.sizes)
        return cls(
            np.repeat(rows, sizes),
            np.repeat(np.cumsum(room) - room, sizes) + np.array(places, np.int64)[held],
            np.array(words, np.int64)[held],
            np.array(weights, np.float64)[held],
            tuple(numbers),
        )

    def grams(self) -> _Lines:
        """Return the characters inside the words, each word by itself."""
        owners, found = gram_keys([f" {word} " for word in self.known])
        keys, features = numbered(found)
        sizes = np.bincount(owners, minlength=len(self.known))
        each = sizes[self.words]
        held = ranges((np.cumsum(sizes) - sizes)[self.words], each)
        rows, weights = np.repeat(self.rows, each), np.repeat(self.weights, each)
        return _Lines(rows, tag(keys, CORRECTED), features[held], weights)

    def single(self) -> _Lines:
        keys, features = numbered(stem_keys(self.known))
        return _Lines(self.rows, tag(keys, STEMS), features[self.words], self.weights)

    def pairs(self) -> _Lines:
        """Return every two stems at most `NEAR` places apart, whatever their order."""
        stems = stem_keys(self.known)[self.words]
        rows, found, weights = [self.rows[:0]], [stems[:0]], [self.weights[:0]]
        for shift in range(1, len(stems)):
            apart = self.places[shift:] - self.places[:-shift]
            together = self.rows[shift:] == self.rows[:-shift]
            near = np.flatnonzero(together & (apart > 0) & (apart <= NEAR))
            if not len(near) and not (together & (apart == 0)).any():
                break
            rows.append(self.rows[near])
            found.append(pair_keys(stems[near], stems[near + shift]))
            weights.append(self.weights[near] * self.weights[near + shift])
        keys, features = numbered(np.concatenate(found))
        return _Lines(np.concatenate(rows), tag(keys, PAIRS), features, np.concatenate(weights))


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
