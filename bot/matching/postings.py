"""An inverted index: how similar is a message to every phrase, in one sparse sum.

Similarity is the weighted mean of the views' cosines, 1 for equal messages. How rare a feature
is counts entries, not phrases, so that an entry with many phrases is no better known.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.features import VIEWS, Bags

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_UNKNOWN_SHARE = 0.3
"""How much of the weight of unknown features enters a message's length."""
_RARE, _CHUNK, _PAIRS_AT_ONCE = 8, 1024, 2_000_000
_TOTAL = sum(weight for _, weight in VIEWS)
_SCALES = tuple(math.sqrt(weight / _TOTAL) for _, weight in VIEWS)


@dataclass(frozen=True)
class Vector:
    """Feature ids with values, and for each view the share of the message that is known."""

    ids: Ints
    values: Floats
    known: tuple[float, ...]


@dataclass(frozen=True)
class Rarity:
    """Every feature's id and how much it tells (idf over entries)."""

    ids: dict[str, int]
    idf: tuple[float, ...]
    rarest: float

    @classmethod
    def count(cls, bags: Sequence[Bags], labels: Sequence[int]) -> Rarity:
        """Count in how many labels each feature occurs; `labels` is parallel to `bags`."""
        entries: dict[str, set[int]] = {}
        for many, label in zip(bags, labels, strict=True):
            for bag in many:
                for feature in bag:
                    entries.setdefault(feature, set()).add(label)
        total = len(set(labels))
        idf = tuple(math.log((1 + total) / (1 + len(e))) + 1 for e in entries.values())
        ids = {feature: number for number, feature in enumerate(entries)}
        return cls(ids, idf, math.log(1 + total) + 1)

    def vector(self, bags: Bags) -> Vector:
        """Return the vector of a message; its length is 1 if all its features are known."""
        ids: list[int] = []
        values: list[float] = []
        shares: list[float] = []
        for bag, scale in zip(bags, _SCALES, strict=True):
            start, known, unknown = len(values), 0.0, 0.0
            for feature, count in bag.items():
                weight = count if count <= 1.0 else 1.0 + math.log(count)
                number = self.ids.get(feature)
                if number is None:
                    unknown += weight * weight
                    continue
                value = weight * self.idf[number]
                known += value * value
                ids.append(number)
                values.append(value)
            unknown *= self.rarest * self.rarest
            length = math.sqrt(known + _UNKNOWN_SHARE * unknown)
            if length:
                values[start:] = [value * scale / length for value in values[start:]]
            shares.append(known / (known + unknown) if known else 0.0)
        return Vector(np.array(ids, np.int64), np.array(values, np.float32), tuple(shares))


@dataclass(frozen=True)
class Postings:
    """For each feature the rows (phrases) that hold it, with values; `starts` has one more."""

    starts: Ints
    rows: npt.NDArray[np.int32]
    values: Floats
    count: int

    @classmethod
    def of(cls, vectors: Sequence[Vector], features: int) -> Postings:
        """Turn one vector per row round."""
        sizes = [len(vector.ids) for vector in vectors]
        rows = np.repeat(np.arange(len(vectors)), sizes)
        columns = np.concatenate([v.ids for v in vectors]) if vectors else np.zeros(0, np.int64)
        values = (
            np.concatenate([v.values for v in vectors]) if vectors else np.zeros(0, np.float32)
        )
        order = np.argsort(columns, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(columns, minlength=features))])
        return cls(
            starts.astype(np.int64),
            rows[order].astype(np.int32),
            values[order].astype(np.float32),
            len(vectors),
        )

    def similarities(self, vector: Vector) -> Floats:
        """Return the similarity of a message to every row."""
        begin = self.starts[vector.ids]
        sizes = self.starts[vector.ids + 1] - begin
        flat = np.repeat(begin, sizes) + _ramp(sizes)
        weights = self.values[flat] * np.repeat(vector.values, sizes)
        return np.bincount(self.rows[flat], weights=weights, minlength=self.count).astype(
            np.float32
        )

    def gram(self) -> Floats:
        """Return the similarities of all rows to each other (rows x rows).

        Features of many rows go through a dense product, rare ones pair by pair.
        """
        found = np.zeros((self.count, self.count), np.float32)
        sizes = np.diff(self.starts)
        often = sizes > max(_RARE, self.count // 64)
        for begin in range(0, int(often.sum()), _CHUNK):
            dense = self._dense(np.flatnonzero(often)[begin : begin + _CHUNK])
            found += dense.T @ dense
        flat = found.reshape(-1)
        for features in _portions(np.flatnonzero(~often & (sizes > 0)), sizes):
            cells, products = self._pairs(features, sizes[features])
            np.add.at(flat, cells, products)
        return found

    def _dense(self, features: Ints) -> Floats:
        dense = np.zeros((len(features), self.count), np.float32)
        for row, feature in enumerate(features.tolist()):
            held = slice(self.starts[feature], self.starts[feature + 1])
            dense[row, self.rows[held]] = self.values[held]
        return dense

    def _pairs(self, features: Ints, sizes: Ints) -> tuple[Ints, Floats]:
        """Return cell numbers and products of all pairs of rows that share a feature."""
        begin = np.repeat(self.starts[features], sizes)
        each = np.repeat(sizes, sizes)
        one = np.repeat(begin + _ramp(sizes), each)
        other = np.repeat(begin, each) + _ramp(each)
        cells = self.rows[one].astype(np.int64) * self.count + self.rows[other]
        return cells, self.values[one] * self.values[other]


def _portions(features: Ints, sizes: Ints) -> Iterator[Ints]:
    """Cut the features into portions of about `_PAIRS_AT_ONCE` pairs."""
    while len(features):
        pairs = np.cumsum(sizes[features] ** 2)
        take = max(1, int(np.searchsorted(pairs, _PAIRS_AT_ONCE)))
        yield features[:take]
        features = features[take:]


def _ramp(sizes: Ints) -> Ints:
    """Return 0..size-1 for each size, one after the other."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - sizes, sizes)
