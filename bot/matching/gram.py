"""The similarities of all rows to each other: what learning from them starts with.

Features of many rows go through a dense product, rare ones pair by pair, a few rows at a time, so
that what is added up stays near. Only half of the pairs is looked at: likeness has no direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.feature_keys import ranges
from bot.matching.postings import Postings
from bot.matching.sorting import order_of
from bot.matching.vectors import Floats, Ints

_RARE, _MANY = 8, 32
"""A feature is rare if no more rows hold it, or no more than one in that many."""
_LINES_AT_ONCE, _PAIRS_AT_ONCE = 1024, 60_000


def gram(postings: Postings, scales: Floats, beside: Floats) -> Floats:
    """Return the similarity of each two rows (rows x rows, symmetric).

    Each row counts times its scale; the products of the rows of `beside` are added.
    """
    found = np.zeros((postings.count, postings.count), np.float32)
    rare = np.diff(postings.starts) <= max(_RARE, postings.count // _MANY)
    lines = np.concatenate([postings.lines(np.flatnonzero(~rare)) * scales, beside.T])
    for begin in range(0, len(lines), _LINES_AT_ONCE):
        some = lines[begin : begin + _LINES_AT_ONCE]
        found += some.T @ some
    _Pairs.of(postings, rare, scales).add_to(found)
    return found


@dataclass(frozen=True)
class _Pairs:
    """The places of rare features in `rows`, by row; each is paired with those behind it that
    are of its feature.
    """

    rows: Ints
    values: Floats
    places: Ints
    many: Ints
    """With how many each place is paired."""
    cuts: Ints
    """Row n has the places from ``cuts[n]`` up to ``cuts[n + 1]``."""

    @classmethod
    def of(cls, postings: Postings, rare: npt.NDArray[np.bool_], scales: Floats) -> _Pairs:
        sizes, rows = np.diff(postings.starts), postings.rows.astype(np.int64)
        places = np.flatnonzero(np.repeat(rare, sizes))
        places = places[order_of(rows[places])]
        behind = np.repeat(postings.starts[1:], sizes)[places] - places - 1
        cuts = np.searchsorted(rows[places], np.arange(postings.count + 1))
        return cls(rows, postings.values * scales[rows], places, behind, cuts)

    def add_to(self, found: Floats) -> None:
        """Add the products of all pairs, and of each place with itself, to a row's and another
        row's cell.
        """
        count = len(found)
        for begin, end in self._portions():
            own = slice(self.cuts[begin], self.cuts[end])
            places, many = self.places[own], self.many[own]
            behind = ranges(places + 1, many)
            products = self.values[behind] * np.repeat(self.values[places], many)
            cells = self.rows[behind] + np.repeat((self.rows[places] - begin) * count, many)
            size = (end - begin) * count
            some = np.bincount(cells, products, size).reshape(-1, count).astype(np.float32)
            found[begin:end] += some
            found[:, begin:end] += some.T
        squares = self.values[self.places].astype(np.float64) ** 2
        found.reshape(-1)[:: count + 1] += np.bincount(self.rows[self.places], squares, count)

    def _portions(self) -> Iterator[tuple[int, int]]:
        """Cut the rows into portions of about `_PAIRS_AT_ONCE` pairs."""
        count, pairs = len(self.cuts) - 1, np.concatenate([[0], np.cumsum(self.many)])[self.cuts]
        begin = 0
        while begin < count:
            most = np.searchsorted(pairs, pairs[begin] + _PAIRS_AT_ONCE, "right")
            end = min(max(begin + 1, int(most) - 1), count)
            yield begin, end
            begin = end
