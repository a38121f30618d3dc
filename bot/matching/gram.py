"""The similarities of all rows to each other: what learning from them starts with.

Features of many rows go through a dense product, rare ones pair by pair, a few rows at a time, so
that what is added up stays near. Only half of the pairs is looked at: likeness has no direction.
Values are on the grid, so that a few rows can be compared anew and all the others left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.feature_keys import ranges
from bot.matching.patchwork import NEW
from bot.matching.postings import Postings
from bot.matching.sorting import order_of
from bot.matching.vectors import Floats, Ints

_RARE, _MANY, _MANY_OF_FEW, _FEW = 8, 24, 12, 100
"""A feature is rare if no more rows hold it, or no more than one in that many; where only a few
rows are new, more are.
"""
_LINES_AT_ONCE, _PAIRS_AT_ONCE, _ROWS_AT_ONCE = 1024, 60_000, 256
_MOSTLY_NEW = 0.4
"""The share of new rows from which on comparing all is no more work."""


@dataclass(frozen=True)
class Compared:
    """The similarities of rows that were compared before; `origin` has for each row of now its
    number among them, or `NEW`.
    """

    similar: Floats
    origin: Ints


def gram(
    postings: Postings, scales: Floats, beside: Floats, before: Compared | None = None
) -> Floats:
    """Return the similarity of each two rows (rows x rows, symmetric).

    Each row counts times its scale; the products of the rows of `beside` are added. All values
    are on the grid.
    """
    if before is not None:
        new = np.flatnonzero(before.origin == NEW)
        if len(new) <= _MOSTLY_NEW * postings.count:
            return _updated(postings, scales, beside, before, new)
    found = np.zeros((postings.count, postings.count), np.float32)
    rare = _rare(postings, _MANY)
    for lines in _frequent(postings, rare):
        found += lines.T @ lines
    _Pairs.of(postings, rare).add_to(found)
    for begin in range(0, postings.count, _ROWS_AT_ONCE):
        own = slice(begin, begin + _ROWS_AT_ONCE)
        found[own] *= scales[own, None] * scales
        found[own] += beside[own] @ beside.T
    return found


def _updated(
    postings: Postings, scales: Floats, beside: Floats, before: Compared, new: Ints
) -> Floats:
    """Return what `gram` returns, looking only at the new rows."""
    found = _moved(before)
    rare = _rare(postings, _MANY if len(new) > _FEW else _MANY_OF_FEW)
    products = np.zeros((len(new), postings.count), np.float32)
    for lines in _frequent(postings, rare):
        products += lines[:, new].T @ lines
    _add_rare(products, postings, rare, new)
    products *= scales[new, None] * scales
    products += beside[new] @ beside.T
    found[new] = products
    found[:, new] = products.T
    return found


def _moved(before: Compared) -> Floats:
    """Return the similarities by the rows of now; those of new rows may be anything."""
    place = np.arange(len(before.origin))
    stays = (before.origin == place) | (before.origin == NEW)
    if len(place) == len(before.similar) and stays.all():
        return before.similar.copy()
    origin = np.maximum(before.origin, 0)
    return before.similar[origin].take(origin, 1)


def _rare(postings: Postings, many: int) -> npt.NDArray[np.bool_]:
    return np.diff(postings.starts) <= max(_RARE, postings.count // many)


def _frequent(postings: Postings, rare: npt.NDArray[np.bool_]) -> Iterator[Floats]:
    """Yield the features of many rows as full lines, some at a time."""
    often = np.flatnonzero(~rare)
    for begin in range(0, len(often), _LINES_AT_ONCE):
        yield postings.lines(often[begin : begin + _LINES_AT_ONCE])


def _add_rare(
    products: Floats, postings: Postings, rare: npt.NDArray[np.bool_], new: Ints
) -> None:
    """Add what rare features add to the products of the new rows with all rows."""
    sizes = np.diff(postings.starts)
    number = np.full(postings.count, NEW)
    number[new] = np.arange(len(new))
    feature = np.repeat(np.arange(len(sizes)), sizes)
    places = np.flatnonzero((number[postings.rows] != NEW) & rare[feature])
    places = places[order_of(number[postings.rows[places]])]
    cuts = number[postings.rows[places]].searchsorted(np.arange(0, len(new) + 1, _ROWS_AT_ONCE))
    for portion, begin in enumerate(range(0, len(new), _ROWS_AT_ONCE)):
        end = int(cuts[portion + 1]) if portion + 1 < len(cuts) else len(places)
        own = places[cuts[portion] : end]
        many = sizes[feature[own]]
        beside = ranges(postings.starts[feature[own]], many)
        weights = postings.values[beside] * np.repeat(postings.values[own], many)
        rows = number[postings.rows[own]] - begin
        cells = postings.rows[beside] + np.repeat(rows * postings.count, many)
        some = products[begin : begin + _ROWS_AT_ONCE]
        some += np.bincount(cells, weights, some.size).reshape(some.shape).astype(np.float32)


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
    def of(cls, postings: Postings, rare: npt.NDArray[np.bool_]) -> _Pairs:
        sizes, rows = np.diff(postings.starts), postings.rows.astype(np.int64)
        places = np.flatnonzero(np.repeat(rare, sizes))
        places = places[order_of(rows[places])]
        behind = np.repeat(postings.starts[1:], sizes)[places] - places - 1
        cuts = np.searchsorted(rows[places], np.arange(postings.count + 1))
        return cls(rows, postings.values, places, behind, cuts)

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
