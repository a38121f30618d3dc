"""The learnt part of the matcher: from the words and slots of a message to a share per entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.features import features
from bot.matching.merge import merge, rows_per_label
from bot.matching.postings import Floats, Ints, Postings, Rarity, Vector
from bot.matching.softmax import Weights, learn
from bot.matching.spans import Item

_NOTHING = Vector(np.zeros(0, np.int64), np.zeros(0, np.float32), ())


@dataclass(frozen=True)
class PhraseVectors:
    """The vectors of all phrases, one after the other, small enough to keep them all.

    Phrase n has the features ``ids[starts[n]:starts[n + 1]]``; label m has the phrases from
    ``first[m]`` up to ``first[m + 1]``.
    """

    ids: npt.NDArray[np.int32]
    values: npt.NDArray[np.float16]
    starts: Ints
    first: Ints

    @classmethod
    def of(cls, vectors: Sequence[Sequence[Vector]]) -> PhraseVectors:
        """Put the vectors of each label's phrases behind one another."""
        flat = [vector for many in vectors for vector in many] or [_NOTHING]
        return cls(
            np.concatenate([v.ids for v in flat]).astype(np.int32),
            np.concatenate([v.values for v in flat]).astype(np.float16),
            np.cumsum([0, *(len(v.ids) for v in flat)]),
            np.cumsum([0, *(len(many) for many in vectors)]),
        )

    def features(self, label: int) -> npt.NDArray[np.int32]:
        """Return the feature ids of all phrases of a label, with repetitions."""
        return self.ids[self.starts[self.first[label]] : self.starts[self.first[label + 1]]]

    def nearest(self, label: int, dense: Floats) -> tuple[int, float]:
        """Return the number (within the label) and similarity of its phrase nearest to a message
        given as one value per feature.
        """
        similar = self.similarities(label, dense)
        best = int(similar.argmax())
        return best, float(similar[best])

    def similarities(self, label: int, dense: Floats) -> npt.NDArray[np.float64]:
        """Return the similarity of each phrase of a label to a message."""
        begin, end = self.first[label], self.first[label + 1]
        starts = self.starts[begin : end + 1]
        held = slice(starts[0], starts[-1])
        products = self.values[held].astype(np.float32) * dense[self.ids[held]]
        sums = np.concatenate([[0.0], np.cumsum(products)])[starts - starts[0]]
        return np.asarray(np.diff(sums))


@dataclass(frozen=True)
class Look:
    """What the model sees in a message: a share per label, the message with one value per
    feature, and how much of it is known.
    """

    probabilities: Floats
    dense: Floats
    known: float


@dataclass(frozen=True)
class Model:
    """Everything learnt from the phrases of one knowledge base."""

    labels: tuple[str, ...]
    rarity: Rarity
    postings: Postings
    weights: Weights
    phrases: PhraseVectors

    @classmethod
    def train(cls, examples: Mapping[str, Sequence[Sequence[Item]]]) -> Model:
        """Learn from the items of each label's phrases (no label without phrases)."""
        labels = tuple(examples)
        bags = [[features(items) for items in many] for many in examples.values()]
        numbers = [number for number, many in enumerate(bags) for _ in many]
        rarity = Rarity.count([bag for many in bags for bag in many], numbers)
        vectors = [[rarity.vector(bag) for bag in many] for many in bags]
        rows = rows_per_label([len(many) for many in vectors])
        merged = [(n, *row) for n, many in enumerate(vectors) for row in merge(many, rows[n])]
        postings = Postings.of([vector for _, vector, _ in merged], len(rarity.ids))
        numbers = [number for number, _, _ in merged]
        weights = learn(
            postings.gram(),
            np.asarray(numbers, np.int64),
            np.sqrt(np.asarray([count for _, _, count in merged], np.float32)),
        )
        return cls(labels, rarity, postings, weights, PhraseVectors.of(vectors))

    def look(self, items: Sequence[Item]) -> Look:
        """Return the shares of all labels for a message's items."""
        vector = self.rarity.vector(features(items))
        if not len(vector.ids) or not self.labels:
            return Look(np.zeros(len(self.labels), np.float32), np.zeros(0, np.float32), 0.0)
        shares = self.weights.probabilities(self.postings.similarities(vector))
        return Look(shares, self._dense(vector), sum(vector.known) / len(vector.known))

    def dense(self, items: Sequence[Item]) -> Floats:
        """Return a message with one value per feature, as `PhraseVectors` compares it."""
        return self._dense(self.rarity.vector(features(items)))

    def _dense(self, vector: Vector) -> Floats:
        dense = np.zeros(len(self.rarity.ids), np.float32)
        dense[vector.ids] = vector.values
        return dense
