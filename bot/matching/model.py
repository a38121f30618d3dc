"""The learnt part of the matcher: from the words and slots of a message to a share per entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bot.matching.bag import bag
from bot.matching.bags import Bags
from bot.matching.label_postings import LabelPostings
from bot.matching.nested import Nested
from bot.matching.postings import Postings
from bot.matching.sorting import different
from bot.matching.spans import Item
from bot.matching.vectors import Floats, Ints, Rarity, Vector
from bot.matching.views import MEANING, STEMS, view_of

_MOSTLY = 0.6
"""Share of phrases without a row of their own from which on knowledge counts as large."""


@dataclass(frozen=True)
class OwnStems:
    """Which label's phrases hold which stem: label x `size` + feature id, ascending."""

    cells: Ints
    size: int

    @classmethod
    def of(cls, bags: Bags, labels: Ints) -> OwnStems:
        """Note the stems of all messages; `labels` has one per message."""
        size, is_stem = max(len(bags.keys), 1), view_of(bags.keys) == STEMS
        cells = [np.zeros(0, np.int64)]
        for lines in bags.portions():
            held = is_stem[lines.features]
            owner = labels[lines.first + lines.rows[held]]
            cells.append(different(owner * size + lines.features[held]))
        return cls(different(np.concatenate(cells)), size)

    def of_any(self, labels: Ints) -> Ints:
        """Return the ids of the stems that any of the labels holds."""
        owners, ids = np.divmod(self.cells, self.size)
        return np.unique(ids[np.isin(owners, labels)])

    def holds(self, labels: Ints, ids: Ints) -> npt.NDArray[np.bool_]:
        """Tell for each label and feature id (-1: unknown) whether the label holds it."""
        cells = labels[:, None] * self.size + ids[None, :]
        if not len(self.cells):
            return np.zeros(cells.shape, bool)
        places = np.minimum(np.searchsorted(self.cells, cells), len(self.cells) - 1)
        return np.asarray((self.cells[places] == cells) & (ids >= 0)[None, :], np.bool_)


@dataclass(frozen=True)
class Look:
    """What the model sees in a message: per label its share and the similarity of the nearest
    row learnt from, and how strongly any label is meant.
    """

    probabilities: Floats
    nearness: Floats
    strength: float


@dataclass(frozen=True)
class Model:
    """Everything learnt from the phrases of one knowledge base."""

    labels: tuple[str, ...]
    rarity: Rarity
    postings: Postings
    weights: Nested
    first_rows: Ints
    """The first row of each label in `postings`."""
    phrases: LabelPostings
    stems: OwnStems
    follow_ups: Postings

    @cached_property
    def compressed(self) -> float:
        """Return how far phrases share the rows that were learnt from: 0 none, 1 most of them."""
        return compressed(self.postings.count, int(self.phrases.first[-1]))

    @cached_property
    def _scale_of_words(self) -> np.float32:
        """What likeness by words counts for beside a meaning; see `worded`."""
        return np.float32(np.sqrt(1 - share_of_meaning(self.compressed)))

    def vector(self, items: Sequence[Item]) -> Vector:
        """Return the known features of a message's items."""
        return self.rarity.vector(bag(items))

    def look(self, message: Vector, meaning: Floats | None = None) -> Look:
        """Return the shares of all labels for a message, given what it means if it does."""
        if not len(message.ids) or not self.labels:
            nothing = np.zeros(len(self.labels), np.float32)
            return Look(nothing, nothing, 0.0)
        similar = self.postings.similarities(message)
        scaled = similar
        if meaning is not None and meaning.any():
            scaled = similar * self._scale_of_words
        shares, strength = self.weights.probabilities(scaled, meaning)
        return Look(shares, np.maximum.reduceat(similar, self.first_rows), strength)


def compressed(rows: int, phrases: int) -> float:
    """Return how far phrases share so many rows: 0 not at all, 1 most of them."""
    return min((1 - rows / max(phrases, 1)) / _MOSTLY, 1.0)


def share_of_meaning(compressed: float) -> np.float32:
    """Return what meaning counts for: half as much where phrases have said most words already."""
    return np.float32(MEANING * (1 - compressed / 2))


def worded(meant: Floats, share: np.float32) -> Floats:
    """Return for each meaning the root of what likeness by words counts for beside it: all of it
    where there is no meaning.
    """
    return np.where(meant.any(1), np.sqrt(1 - share), np.float32(1))
