"""The phrases of each label by feature: which one is most like a message, label by label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.matching.feature_keys import ranges
from bot.matching.sorting import order_of
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
        labels = np.repeat(np.arange(len(sizes)), sizes)
        within = np.arange(len(vectors)) - first[labels]
        lengths = np.diff(vectors.starts)
        span = int(vectors.ids.max(initial=0)) + 1
        cells = np.repeat(labels * span, lengths) + vectors.ids
        cuts = vectors.starts[first].tolist()
        order = np.concatenate(
            [np.zeros(0, np.int64)]
            + [order_of(vectors.ids[begin:end]) + begin for begin, end in pairwise(cuts)]
        )
        cells = cells[order]
        begins = np.flatnonzero(np.diff(cells, prepend=-1))
        kind = np.uint16 if sizes.max(initial=0) <= np.iinfo(np.uint16).max else np.int32
        return cls(
            first,
            np.searchsorted(cells[begins], np.arange(len(sizes) + 1) * span),
            (cells[begins] % span).astype(np.int32),
            np.concatenate([begins, [len(cells)]]).astype(np.int32),
            np.repeat(within, lengths)[order].astype(kind),
            vectors.values[order].astype(np.float16),
        )

    def nearest(self, labels: Sequence[int], message: Vector) -> list[tuple[int, float]]:
        """Return for each label the number (within it) and similarity of its phrase nearest to
        the message; no label without phrases.
        """
        rooms = [0, *accumulate(int(self.first[each + 1] - self.first[each]) for each in labels)]
        found = [self._held(label, message.ids) for label in labels]
        places = np.concatenate([place for place, _ in found])
        begins = self.starts[places]
        sizes = self.starts[places + 1] - begins
        flat = ranges(begins, sizes)
        weights = self.values[flat].astype(np.float32)
        weights *= np.repeat(np.concatenate([message.values[held] for _, held in found]), sizes)
        room = np.repeat(rooms[:-1], [len(place) for place, _ in found])
        rows = np.repeat(room, sizes)
        rows += self.numbers[flat]
        similar = np.bincount(rows, weights=weights, minlength=rooms[-1])
        return [_best(similar[begin:end]) for begin, end in pairwise(rooms)]

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

    def _held(self, label: int, ids: Ints) -> tuple[Ints, Ints]:
        """Return the places of those of the features that a label holds, and which these are."""
        begin = self.cuts[label]
        own = self.features[begin : self.cuts[label + 1]]
        places = np.minimum(own.searchsorted(ids), len(own) - 1)
        held = np.flatnonzero(own[places] == ids) if len(own) else places[:0]
        return begin + places[held], held


def _best(similar: npt.NDArray[Any]) -> tuple[int, float]:
    best = int(similar.argmax())
    return best, min(float(similar[best]), 1.0)
