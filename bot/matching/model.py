"""The learnt part of the matcher: from the words and slots of a message to a share per entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.features import features
from bot.matching.merge import merge, rows_per_label
from bot.matching.postings import Floats, Ints, Postings, Rarity, Vector
from bot.matching.softmax import Weights, learn
from bot.matching.spans import Item


@dataclass(frozen=True)
class PhraseVectors:
    """The vectors of one entry's phrases, one after the other; `starts` has one more."""

    ids: Ints
    values: Floats
    starts: Ints

    @classmethod
    def of(cls, vectors: Sequence[Vector]) -> PhraseVectors:
        """Put the vectors behind one another."""
        starts = np.cumsum([0, *(len(vector.ids) for vector in vectors)])
        return cls(
            np.concatenate([v.ids for v in vectors]),
            np.concatenate([v.values for v in vectors]),
            np.asarray(starts, np.int64),
        )

    def similarities(self, dense: Floats) -> Floats:
        """Return each phrase's similarity to a message given as one value per feature."""
        products = self.values * dense[self.ids]
        sums = np.concatenate([[0.0], np.cumsum(products)])
        return np.asarray(sums[self.starts[1:]] - sums[self.starts[:-1]], np.float32)


@dataclass(frozen=True)
class Look:
    """What the model sees in a message: a share per label, and how much of it is known."""

    vector: Vector
    probabilities: Floats
    known: float


@dataclass(frozen=True)
class Model:
    """Everything learnt from the phrases of one knowledge base."""

    labels: tuple[str, ...]
    rarity: Rarity
    postings: Postings
    weights: Weights
    phrases: Mapping[str, PhraseVectors]

    @classmethod
    def train(cls, examples: Mapping[str, Sequence[Sequence[Item]]]) -> Model:
        """Learn from the items of each label's phrases (no label without phrases)."""
        labels = tuple(examples)
        bags = [[features(items) for items in many] for many in examples.values()]
        numbers = [number for number, many in enumerate(bags) for _ in many]
        rarity = Rarity.count([bag for many in bags for bag in many], numbers)
        vectors = [[rarity.vector(bag) for bag in many] for many in bags]
        rows = rows_per_label([len(many) for many in vectors])
        merged = [(n, *row) for n, many in enumerate(vectors) for row in merge(many, rows)]
        postings = Postings.of([vector for _, vector, _ in merged], len(rarity.ids))
        weights = learn(
            postings.gram(),
            np.asarray([number for number, _, _ in merged], np.int64),
            np.asarray([float(count) for _, _, count in merged], np.float32),
        )
        phrases = {
            label: PhraseVectors.of(many) for label, many in zip(labels, vectors, strict=True)
        }
        return cls(labels, rarity, postings, weights, phrases)

    def look(self, items: Sequence[Item]) -> Look:
        """Return the shares of all labels for a message's items."""
        vector = self.rarity.vector(features(items))
        if not len(vector.ids):
            return Look(vector, np.zeros(len(self.labels), np.float32), 0.0)
        found = self.weights.probabilities(self.postings.similarities(vector))
        return Look(vector, found, sum(vector.known) / len(vector.known))

    def dense(self, vector: Vector) -> Floats:
        """Return the vector with one value per feature of the model."""
        dense = np.zeros(len(self.rarity.ids), np.float32)
        dense[vector.ids] = vector.values
        return dense
