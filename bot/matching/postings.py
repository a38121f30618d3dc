"""An inverted index: how similar is a message to every row, in one sparse sum."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bot.matching.feature_keys import Numbers, ranges
from bot.matching.sorting import order_of
from bot.matching.vectors import Floats, Ints, Vector, Vectors

_FEW = np.iinfo(np.uint16).max
_RARE = 8
_MANY = 8
"""A feature is frequent if one row in that many holds it."""


@dataclass(frozen=True)
class Postings:
    """For each feature the rows (phrases) that hold it, with values; `starts` has one more.

    Rows are numbers of two bytes where there are few enough: what is read has to come from far
    away memory.
    """

    starts: Ints
    rows: Numbers
    values: Floats
    count: int

    @classmethod
    def of(cls, vectors: Vectors, features: int) -> Postings:
        """Turn one vector per row round; there are `features` features in all."""
        rows = np.repeat(np.arange(len(vectors)), np.diff(vectors.starts))
        order = order_of(vectors.ids)
        starts = np.concatenate([[0], np.cumsum(np.bincount(vectors.ids, minlength=features))])
        kind = np.uint16 if len(vectors) <= _FEW else np.int32
        return cls(starts, rows[order].astype(kind), vectors.values[order], len(vectors))

    @cached_property
    def _frequent(self) -> tuple[Floats, npt.NDArray[np.int32]]:
        """Return the features of many rows as full lines, and for each feature its line or -1.

        Every message holds some of them, and adding up full lines is quicker than lists.
        """
        often = np.flatnonzero(np.diff(self.starts) > max(self.count // _MANY, _RARE))
        lines = np.full(len(self.starts) - 1, -1, np.int32)
        lines[often] = np.arange(len(often))
        return self.lines(often), lines

    def similarities(self, message: Vector) -> Floats:
        """Return the similarity of the message to every row."""
        full, lines = self._frequent
        line = lines.take(message.ids)
        (often,), (seldom,) = (line >= 0).nonzero(), (line < 0).nonzero()
        found: Floats = message.values.take(often) @ full.take(line.take(often), axis=0)
        ids = message.ids.take(seldom)
        begin = self.starts.take(ids)
        ids += 1
        sizes = self.starts.take(ids)
        sizes -= begin
        flat = ranges(begin, sizes)
        weights = self.values.take(flat)
        weights *= message.values.take(seldom).repeat(sizes)
        found += np.bincount(self.rows.take(flat), weights, self.count)
        return found

    def holds(self, row: int, ids: Ints) -> npt.NDArray[np.bool_]:
        """Tell for each feature (-1: unknown) whether a row holds it."""
        return np.array([self._holds(row, feature) for feature in ids.tolist()], bool)

    def _holds(self, row: int, feature: int) -> bool:
        if feature < 0:
            return False
        held = self.rows[self.starts[feature] : self.starts[feature + 1]]
        place = int(held.searchsorted(row))
        return place < len(held) and int(held[place]) == row

    def lines(self, features: Ints) -> Floats:
        """Return features as full lines, with a value for each row (features x rows)."""
        dense = np.zeros((len(features), self.count), np.float32)
        for row, feature in enumerate(features.tolist()):
            held = slice(self.starts[feature], self.starts[feature + 1])
            dense[row, self.rows[held]] = self.values[held]
        return dense
