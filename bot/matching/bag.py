"""The features of one message: the same as `features` gives for many, but with few steps.

A message is answered one at a time, and there the number of array operations is the cost, not
their length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.matching.feature_keys import Floats, Ints, codes, pair_key, pair_keys, runs, stem_keys
from bot.matching.features import NEAR
from bot.matching.said import readings, said
from bot.matching.sorting import distinct
from bot.matching.spans import Item
from bot.matching.views import CORRECTED, PAIRS, STEMS, WRITTEN, tag, view_of

_FEW = 16
"""Words up to which their pairs are made one by one."""
_REMEMBERED, _LONGEST_REMEMBERED = 1 << 12, 40
"""How many words are remembered; endless ones nobody says twice."""


@dataclass(frozen=True, slots=True)
class Bag:
    """The features of one message, ascending, and how often it holds each."""

    keys: Ints
    weights: Floats

    @property
    def views(self) -> Ints:
        """The view each feature belongs to, as a position in `VIEWS`."""
        return view_of(self.keys)


def bag(items: Sequence[Item]) -> Bag:
    """Return the features of a message."""
    written = _runs(f" {' '.join([word for item in items for word in said(item)])} ", WRITTEN)
    lines = [
        (place, word, weight)
        for place, reading in enumerate(readings(items))
        for word, weight in reading
    ]
    if not lines:
        return _counted(written, np.ones(len(written)))
    places, words, trust = zip(*lines, strict=True)
    grams, stems, weights = list(map(_grams, words)), stem_keys(words), np.array(trust)
    few = len(lines) <= _FEW
    pairs, together = (
        _few_pairs(stems.tolist(), places, trust)
        if few
        else _pairs(stems, np.array(places), weights)
    )
    keys = np.concatenate([written, *grams, tag(stems, STEMS), tag(pairs, PAIRS)])
    inside = weights.repeat(list(map(len, grams)))
    return _counted(keys, np.concatenate([np.ones(len(written)), inside, weights, together]))


def _grams(word: str) -> Ints:
    """Return the runs of characters inside a word; they are the same in every message."""
    return _remembered(word) if len(word) <= _LONGEST_REMEMBERED else _inside(word)


def _inside(word: str) -> Ints:
    return _runs(f" {word} ", CORRECTED)


_remembered = lru_cache(maxsize=_REMEMBERED)(_inside)


def _runs(text: str, view: int) -> Ints:
    return tag(np.concatenate(list(runs(codes(text)))), view)


def _pairs(stems: Ints, places: Ints, weights: Floats) -> tuple[Ints, Floats]:
    """Return the keys of every two stems at most `NEAR` places apart, whatever their order."""
    apart = places[None, :] - places[:, None]
    one, other = ((apart > 0) & (apart <= NEAR)).nonzero()
    return pair_keys(stems[one], stems[other]), weights[one] * weights[other]


def _few_pairs(
    stems: Sequence[int], places: Sequence[int], weights: Sequence[float]
) -> tuple[Ints, Floats]:
    """Return what `_pairs` returns; for the words of a short message that is quicker."""
    keys, together = [], []
    for one, place in enumerate(places):
        for other in range(one + 1, len(places)):
            apart = places[other] - place
            if apart > NEAR:
                break
            if apart:
                keys.append(pair_key(stems[one], stems[other]))
                together.append(weights[one] * weights[other])
    return np.array(keys, np.int64), np.array(together, np.float64)


def _counted(keys: Ints, weights: Floats) -> Bag:
    """Add up the lines of one feature."""
    order = keys.argsort(kind="stable")
    known, starts = distinct(keys[order])
    return Bag(known, np.add.reduceat(weights[order], starts) if len(starts) else weights)
