"""From counted features to vectors whose product is the similarity of two messages.

Similarity is the weighted mean of the views' cosines, 1 for equal messages. How rare a feature
is counts entries, not phrases, so that an entry with many phrases is no better known.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.bag import Bag
from bot.matching.bags import Bags, Lines
from bot.matching.views import VIEWS, view_of

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_UNKNOWN_SHARE = 0.3
"""How much of the weight of unknown features enters a message's length."""
_SHADES = 8
"""Rarity is told in so many shades a unit. Finer ones tell nothing more, and with them one more
phrase would make all the phrases that share something with it a little different.
"""
_TOTAL = sum(weight for _, weight in VIEWS)
_SCALES = np.sqrt(np.array([weight for _, weight in VIEWS]) / _TOTAL)


@dataclass(frozen=True)
class Vectors:
    """Sparse vectors: number n has ``ids[starts[n]:starts[n + 1]]``, ascending, with values."""

    starts: Ints
    ids: npt.NDArray[np.int32]
    values: Floats

    def __len__(self) -> int:
        return len(self.starts) - 1

    def part(self, first: int, last: int) -> Vectors:
        """Return the vectors from `first` up to `last`."""
        begin, end = self.starts[first], self.starts[last]
        starts = self.starts[first : last + 1] - begin
        return Vectors(starts, self.ids[begin:end], self.values[begin:end])


@dataclass(frozen=True, slots=True)
class Vector:
    """The known features of one message, ascending, with values."""

    ids: Ints
    values: Floats


@dataclass(frozen=True)
class Rarity:
    """Every known feature, its position being its id, and how much it tells (idf over entries)."""

    keys: Ints
    """Ascending."""
    idf: Doubles
    rarest: float

    @classmethod
    def count(cls, bags: Bags, labels: Ints) -> Rarity:
        """Count in how many labels each feature occurs; `labels` has one per message, ascending
        from 0.
        """
        total = int(labels.max(initial=-1)) + 1
        entries, held = np.zeros(len(bags.keys), np.int64), np.zeros(len(bags.keys), bool)
        counting = 0
        for lines in bags.portions():
            owner = labels[lines.first : lines.first + lines.count]
            ends = lines.rows.searchsorted(owner.searchsorted(np.arange(total + 1)))
            for label, (begin, end) in enumerate(itertools.pairwise(ends.tolist())):
                if begin == end:
                    continue
                if label != counting:
                    entries += held
                    held[:] = False
                    counting = label
                held[lines.features[begin:end]] = True
        entries += held
        idf = np.rint((np.log((1 + total) / (1 + entries)) + 1) * _SHADES) / _SHADES
        return cls(bags.keys, idf, math.log(1 + total) + 1)

    def find(self, keys: Ints) -> Ints:
        """Return the id of each feature, -1 for an unknown one."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        places = self.keys.searchsorted(keys)
        places[self.keys.take(places, mode="clip") != keys] = -1
        return places

    def telling(self, ids: Ints) -> Doubles:
        """Return how much each feature tells; an unknown one (-1) as much as the rarest."""
        if not len(self.idf):
            return np.full(len(ids), self.rarest)
        found = self.idf.take(ids, mode="clip")
        found[ids < 0] = self.rarest
        return found

    def vectors(self, bags: Bags) -> Vectors:
        """Return a vector per message; its length is 1 if all the message's features are known."""
        ids, views = self.find(bags.keys), view_of(bags.keys)
        telling = self.telling(ids)
        return concatenate([_vectors(lines, ids, views, telling) for lines in bags.portions()])

    def vector(self, bag: Bag) -> Vector:
        """Return what `vectors` gives for one message."""
        ids, views = self.find(bag.keys), bag.views
        values = bag.weights.copy()
        (often,) = (values > 1).nonzero()
        values[often] = 1 + np.log(values[often])
        values *= self.telling(ids)
        squares = values**2
        squares[ids < 0] *= _UNKNOWN_SHARE
        lengths = np.sqrt(np.bincount(views, squares, len(VIEWS)))
        lengths[lengths == 0] = 1  # a view without features
        values *= (_SCALES / lengths).take(views)
        (known,) = (ids >= 0).nonzero()
        return Vector(ids.take(known), values.take(known).astype(np.float32))


def _vectors(lines: Lines, ids: Ints, views: Ints, telling: Doubles) -> Vectors:
    """Return the vectors of some messages; each feature has an id, a view, and tells so much."""
    weights, often = lines.weights.astype(np.float64), np.flatnonzero(lines.weights > 1)
    weights[often] = 1 + np.log(weights[often])
    values, view = weights * telling[lines.features], views[lines.features]
    known = ids[lines.features] >= 0
    squares = values**2 * np.where(known, 1, _UNKNOWN_SHARE)
    cells = lines.rows * len(VIEWS) + view
    lengths = np.sqrt(np.bincount(cells, weights=squares, minlength=lines.count * len(VIEWS)))
    values = values * _SCALES[view] / lengths[cells]
    sizes = np.bincount(lines.rows[known], minlength=lines.count)
    return Vectors(
        np.concatenate([[0], np.cumsum(sizes)]),
        ids[lines.features[known]].astype(np.int32),
        values[known].astype(np.float32),
    )


def concatenate(parts: Sequence[Vectors]) -> Vectors:
    """Return the vectors of all parts, one after the other."""
    sizes = [np.zeros(0, np.int64), *(np.diff(part.starts) for part in parts)]
    return Vectors(
        np.concatenate([[0], np.cumsum(np.concatenate(sizes))]).astype(np.int64),
        np.concatenate([np.zeros(0, np.int32), *(part.ids for part in parts)]),
        np.concatenate([np.zeros(0, np.float32), *(part.values for part in parts)]),
    )
