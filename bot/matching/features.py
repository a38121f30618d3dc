"""Turn the words and slots of messages into weighted features, one bag per message and view.

Four views of the same message: characters across word borders as written, characters inside
the corrected words, stems, and pairs of stems near each other. A slot's value is replaced by a
sign, so that "gehalt backend developer" teaches how to ask for any occupation's salary.

Many messages are read at once, with arrays: a knowledge base has tens of thousands of phrases.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.matching.bags import AT_ONCE, Bags, Lines
from bot.matching.feature_keys import Floats, Ints, gram_lines, pair_keys, ranges
from bot.matching.item_features import Letters, Meant, Words
from bot.matching.shared_items import Shared
from bot.matching.sorting import different, distinct, numbered, order_of
from bot.matching.views import PAIRS, WRITTEN, tag

NEAR = 4
"""Places up to which two stems are a pair."""


def features(messages: Shared) -> Bags:
    """Return the features of each message."""
    letters, meant = Letters.of(messages.items), Meant.of(messages.items)
    words = Words.of(meant.known)
    starts = range(0, max(len(messages), 1), AT_ONCE)
    some = [messages.part(first, min(first + AT_ONCE, len(messages))) for first in starts]
    counted = [_Counted.of(part, letters, meant, words) for part in some]
    written = different(np.concatenate([each.written for each in counted]))
    pairs = different(np.concatenate([each.pairs for each in counted]))
    keys = np.concatenate([written, words.gram_keys, words.stem_keys, pairs])
    parts = [each.lines(first, keys) for first, each in zip(starts, counted, strict=True)]
    return Bags.of(keys, parts)


@dataclass(frozen=True)
class _View:
    """The lines of one view: message ``rows[n]`` holds feature ``features[n]``, with a weight."""

    rows: Ints
    features: Ints
    weights: Floats


@dataclass(frozen=True)
class _Counted:
    """The features of some messages by themselves; `keys` has `written` ones first, `pairs` last,
    and between them those of all words that any message holds.
    """

    count: int
    keys: Ints
    written: Ints
    pairs: Ints
    rows: Ints
    features: Ints
    weights: Floats

    @classmethod
    def of(cls, messages: Shared, letters: Letters, meant: Meant, words: Words) -> _Counted:
        """Add up the lines of one message and one feature."""
        written, runs = _written(messages, letters)
        read = _Readings.of(messages, meant)
        pairs, together = read.pairs(words)
        keys = (written, words.gram_keys, words.stem_keys, pairs)
        views = (runs, read.grams(words), read.single(words), together)
        firsts = np.cumsum([0, *map(len, keys)]).tolist()
        size = max(firsts[-1], 1)
        cells = [
            view.rows * size + (view.features + first)
            for view, first in zip(views, firsts, strict=False)
        ]
        joined = np.concatenate(cells)
        order = order_of(joined)
        lines, starts = distinct(joined[order])
        weights = np.concatenate([view.weights for view in views])[order]
        if len(lines):
            weights = np.add.reduceat(weights, starts)
        rows, features = np.divmod(lines, size)
        return cls(len(messages), np.concatenate(keys), written, pairs, rows, features, weights)

    def lines(self, first: int, keys: Ints) -> Lines:
        """Return the lines with the features as positions in the `keys` of all messages."""
        numbers = keys.searchsorted(self.keys).astype(np.int32)[self.features]
        rows, weights = self.rows.astype(np.int32), self.weights.astype(np.float32)
        return Lines(first, self.count, rows, numbers, weights)


def _written(messages: Shared, letters: Letters) -> tuple[Ints, _View]:
    """Return the runs of characters of messages as they are written, a border in front; where
    nothing is said, a second border stands for it.
    """
    sizes = np.zeros(len(messages), np.int64)
    np.add.at(sizes, messages.rows, letters.cuts.sizes(messages.numbers))
    held = np.diff(messages.starts)
    room = 1 + held + (sizes == 0)
    numbers = np.full(int(room.sum()), len(messages.items))
    begins = np.cumsum(room) - room + 1
    numbers[ranges(begins, held)] = messages.numbers
    owners = np.repeat(np.repeat(np.arange(len(messages)), room), letters.cuts.sizes(numbers))
    rows, found = gram_lines(owners, letters.codes[letters.cuts.places(numbers)])
    keys, features = numbered(found)
    return tag(keys, WRITTEN), _View(rows, features, np.ones(len(rows)))


@dataclass(frozen=True)
class _Readings:
    """All words the messages may hold: line n says message, place in it, word and weight."""

    rows: Ints
    places: Ints
    words: Ints
    weights: Floats

    @classmethod
    def of(cls, messages: Shared, meant: Meant) -> _Readings:
        held, sizes = meant.cuts.places(messages.numbers), meant.cuts.sizes(messages.numbers)
        room = meant.room[messages.numbers]
        return cls(
            np.repeat(messages.rows, sizes),
            np.repeat(np.cumsum(room) - room, sizes) + meant.places[held],
            meant.words[held],
            meant.weights[held],
        )

    def grams(self, words: Words) -> _View:
        """Return the characters inside the words, each word by itself."""
        each = words.cuts.sizes(self.words)
        held = words.grams[words.cuts.places(self.words)]
        return _View(np.repeat(self.rows, each), held, np.repeat(self.weights, each))

    def single(self, words: Words) -> _View:
        return _View(self.rows, words.stems[self.words], self.weights)

    def pairs(self, words: Words) -> tuple[Ints, _View]:
        """Return every two stems at most `NEAR` places apart, whatever their order."""
        stems = words.plain_stems[self.words]
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
        view = _View(np.concatenate(rows), features, np.concatenate(weights))
        return tag(keys, PAIRS), view
