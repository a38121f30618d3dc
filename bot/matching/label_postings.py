"""The phrases of each label by feature: which one is most like a message, label by label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.matching.feature_keys import Numbers, ranges
from bot.matching.sorting import distinct, order_of
from bot.matching.vectors import Doubles, Floats, Ints, Vector, Vectors


@dataclass(frozen=True)
class PhraseVectors:
    """All phrases as vectors: number n has ``ids[starts[n]:starts[n + 1]]``, ascending, with
    values; label m has the phrases from ``first[m]`` up to ``first[m + 1]``.
    """

    ids: npt.NDArray[np.int32]
    values: Floats
    starts: Ints
    first: Ints


@dataclass(frozen=True, slots=True)
class _Turned:
    """The index of one label; of `starts`, the last is left out."""

    features: npt.NDArray[np.int32]
    starts: Ints
    numbers: Numbers
    values: npt.NDArray[np.float16]


def _turned(vectors: Vectors, kind: type[np.integer[Any]]) -> _Turned:
    """Turn the vectors of one label round: few enough to stay near while that is done."""
    rows = np.repeat(np.arange(len(vectors), dtype=kind), np.diff(vectors.starts))
    order = order_of(vectors.ids)
    features, starts = distinct(vectors.ids[order].astype(np.int64))
    numbers, values = rows[order], vectors.values[order].astype(np.float16)
    return _Turned(features.astype(np.int32), starts, numbers, values)


@dataclass(frozen=True)
class LabelPostings:
    """An inverted index a label, one after the other.

    Label m has the phrases from ``first[m]`` up to ``first[m + 1]`` and the features
    ``features[cuts[m]:cuts[m + 1]]``, ascending. The feature at place p is held by the phrases
    ``numbers[starts[p]:starts[p + 1]]`` (counted within the label), with values. Three digits of
    these are enough, and they are most of what is learnt.
    """

    first: Ints
    cuts: Ints
    features: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int32]
    numbers: Numbers
    values: npt.NDArray[np.float16]

    @classmethod
    def of(cls, vectors: Vectors, first: Ints) -> LabelPostings:
        """Turn the vectors round, of which label m has those from ``first[m]`` on."""
        sizes = np.diff(first)
        kind = np.uint16 if sizes.max(initial=0) <= np.iinfo(np.uint16).max else np.int32
        parts = [_turned(vectors.part(*ends), kind) for ends in pairwise(first.tolist())]
        features = [part.features for part in parts]
        begins = np.cumsum([0, *map(len, features)])
        lines = vectors.starts[first].tolist()
        starts = [part.starts + line for part, line in zip(parts, lines, strict=False)]
        return cls(
            first,
            begins,
            np.concatenate([np.zeros(0, np.int32), *features]),
            np.concatenate([*starts, lines[-1:]]).astype(np.int32),
            np.concatenate([np.zeros(0, kind), *(part.numbers for part in parts)]),
            np.concatenate([np.zeros(0, np.float16), *(part.values for part in parts)]),
        )

    def nearest(self, label: int, message: Vector) -> tuple[int, float]:
        """Return the number (within the label) and similarity of a label's phrase nearest to the
        message; both are 0 for a label without phrases.
        """
        similar, _ = self._similar([label], message)
        best = int(similar.argmax()) if len(similar) else 0
        return best, min(float(similar[best]), 1.0) if len(similar) else 0.0

    def nearness(self, labels: Sequence[int], message: Vector) -> list[float]:
        """Return for each label the similarity of its phrase nearest to the message, which is 0
        for a label without phrases.

        All labels are looked at together: it is the number of array operations that costs.
        """
        similar, sizes = self._similar(labels, message)
        held = np.array(sizes, np.int64)
        some = held.nonzero()[0]
        found = np.zeros(len(labels))
        if len(some):
            begins = held.cumsum() - held
            found[some] = np.maximum.reduceat(similar, begins[some])
        nearest: list[float] = np.minimum(found, 1.0).tolist()
        return nearest

    def _similar(self, labels: Sequence[int], message: Vector) -> tuple[Doubles, list[int]]:
        """Return the similarities of the phrases of labels, one label after the other, and how
        many phrases each has.
        """
        places, columns, lines = self._shared(labels, message.ids.astype(np.int32))
        begins = self.starts.take(places)
        places += 1
        cells = self.starts.take(places)
        cells -= begins
        flat = ranges(begins, cells)
        weights = message.values.take(columns).repeat(cells)
        weights *= self.values.take(flat)
        sizes = [self._firsts[label + 1] - self._firsts[label] for label in labels]
        numbers: Numbers = self.numbers.take(flat)
        if len(labels) > 1:
            before = np.array([0, *accumulate(sizes[:-1])])
            numbers = numbers + before.take(lines).repeat(cells)
        return np.asarray(np.bincount(numbers, weights, sum(sizes)), np.float64), sizes

    def _shared(self, labels: Sequence[int], ids: npt.NDArray[np.int32]) -> tuple[Ints, ...]:
        """Return where labels hold features of a message: the places in `features`, which of the
        message's features that is, and the number of the label among `labels`.
        """
        places = np.empty((len(labels), len(ids)), np.int64)
        ends = np.empty((len(labels), 1), np.int64)
        for line, label in enumerate(labels):
            begin, end = self._ends[label], self._ends[label + 1]
            places[line] = self.features[begin:end].searchsorted(ids)
            places[line] += begin
            ends[line] = end
        same = self.features.take(places, mode="clip") == ids
        same &= places < ends
        lines, columns = same.nonzero()
        return places[lines, columns], columns, lines

    @cached_property
    def _ends(self) -> list[int]:
        """The same as `cuts`, of which single ones are asked for."""
        ends: list[int] = self.cuts.tolist()
        return ends

    @cached_property
    def _firsts(self) -> list[int]:
        firsts: list[int] = self.first.tolist()
        return firsts

    def vectors(self) -> PhraseVectors:
        """Return the phrases by themselves again, to compare them with each other."""
        features = np.repeat(self.features, np.diff(self.starts))
        cells = np.diff(self.starts[self.cuts])
        rows = self.numbers + np.repeat(self.first[:-1], cells)
        order = np.argsort(rows, kind="stable")
        sizes = np.bincount(rows, minlength=int(self.first[-1]))
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        values = self.values[order].astype(np.float32)
        return PhraseVectors(features[order], values, starts, self.first)
