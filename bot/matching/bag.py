"""The features of one message: the same as `features` gives for many, but with few steps.

A message is answered one at a time, and there the number of array operations is the cost, not
their length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.feature_keys import Floats, Ints, codes, pair_keys, runs, stem_keys
from bot.matching.features import NEAR, readings, said
from bot.matching.sorting import distinct
from bot.matching.spans import Item
from bot.matching.views import CORRECTED, PAIRS, STEMS, WRITTEN, tag, view_of


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
    written = f" {' '.join(word for item in items for word in said(item))} "
    lines = [
        (place, word, weight)
        for place, reading in enumerate(readings(items))
        for word, weight in reading
    ]
    if not lines:
        keys, owners = _grams([written])
        return _counted(keys, np.ones(len(owners)))
    places, words, trust = zip(*lines, strict=True)
    grams, owners = _grams([written, *(f" {word} " for word in words)])
    stems, weights = stem_keys(words), np.array(trust)
    pairs, pair_weights = _pairs(stems, np.array(places), weights)
    keys = np.concatenate([grams, tag(stems, STEMS), pairs])
    return _counted(keys, np.concatenate([np.array((1.0, *trust))[owners], weights, pair_weights]))


def _grams(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the runs of characters in each text, and which text each is from.

    The first text is the message as written, the others are its words.
    """
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    found, from_text = [], []
    for keys in runs(codes("".join(texts))):
        first, last = owners[: len(keys)], owners[len(owners) - len(keys) :]
        whole = first == last
        found.append(keys[whole])
        from_text.append(first[whole])
    keys, source = np.concatenate(found), np.concatenate(from_text)
    return np.where(source == 0, tag(keys, WRITTEN), tag(keys, CORRECTED)), source


def _pairs(stems: Ints, places: Ints, weights: Floats) -> tuple[Ints, Floats]:
    """Return every two stems at most `NEAR` places apart, whatever their order."""
    apart = places[None, :] - places[:, None]
    one, other = np.nonzero((apart > 0) & (apart <= NEAR))
    return tag(pair_keys(stems[one], stems[other]), PAIRS), weights[one] * weights[other]


def _counted(keys: Ints, weights: Floats) -> Bag:
    """Add up the lines of one feature."""
    order = np.argsort(keys, kind="stable")
    known, starts = distinct(keys[order])
    return Bag(known, np.add.reduceat(weights[order], starts) if len(starts) else weights)
