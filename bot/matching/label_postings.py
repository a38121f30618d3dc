"""The phrases of each label by feature: which one is most like a message, label by label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.matching.feature_keys import ranges
from bot.matching.sorting import distinct, order_of
from bot.matching.vectors import Floats, Ints, Vector, Vectors

Numbers = npt.NDArray[np.integer[Any]]


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

    def nearest(self, labels: Sequence[int], message: Vector) -> list[tuple[int, float]]:
        """Return for each label the number (within it) and similarity of its phrase nearest to
        the message; no label without phrases.
        """
        compare = self.compared_with(message)
        return [compare(label) for label in labels]

    def compared_with(self, message: Vector) -> Callable[[int], tuple[int, float]]:
        """Return what `nearest` returns, label by label, for whoever may not need them all."""
        ids = message.ids.astype(np.int32)  # as the features are, else these would be converted
        return partial(self._nearest, ids=ids, values=message.values)

    def _nearest(
        self, label: int, ids: npt.NDArray[np.int32], values: Floats
    ) -> tuple[int, float]:
        begin = self.cuts[label]
        own = self.features[begin : self.cuts[label + 1]]
        if not len(own):
            return 0, 0.0
        places = own.searchsorted(ids)
        (held,) = (own.take(places, mode="clip") == ids).nonzero()
        places = places.take(held)
        places += begin
        begins = self.starts.take(places)
        places += 1
        sizes = self.starts.take(places)
        sizes -= begins
        flat = ranges(begins, sizes)
        weights = self.values.take(flat).astype(np.float32)
        weights *= values.take(held).repeat(sizes)
        similar = np.bincount(
            self.numbers.take(flat), weights, int(self.first[label + 1] - self.first[label])
        )
        best = int(similar.argmax())
        return best, min(float(similar[best]), 1.0)

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
