"""The learnt part of the matcher: from the words and slots of a message to a share per entry."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bot.matching.bag import bag
from bot.matching.bags import Bags
from bot.matching.features import features
from bot.matching.gram import gram
from bot.matching.label_postings import LabelPostings
from bot.matching.meaning import meanings
from bot.matching.merge import stand_ins
from bot.matching.nested import Nested, learn_nested
from bot.matching.postings import Postings
from bot.matching.shared_items import Shared
from bot.matching.spans import Item
from bot.matching.vectors import Floats, Ints, Rarity, Vector
from bot.matching.views import MEANING, STEMS, view_of
from bot.meaning.table import NOTHING, Meanings

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
        for lines in bags.portions:
            held = is_stem[lines.features]
            owner = labels[lines.first + lines.rows[held]]
            cells.append(np.unique(owner * size + lines.features[held]))
        return cls(np.unique(np.concatenate(cells)), size)

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

    @classmethod
    def train(
        cls,
        examples: Mapping[str, Sequence[Sequence[Item]]],
        groups: Sequence[Hashable] = (),
        follow_ups: Sequence[Sequence[Item]] = (),
        table: Meanings = NOTHING,
        pause: Callable[[], object] = bool,
    ) -> Model:
        """Learn from the items of each label's phrases (no label without phrases).

        `groups` names the group of each label, for labels that are alike; none: one group.
        `follow_ups` are compared with, not learnt from, and their features count as known.
        What words mean is taken from the `table`; `pause` is called now and then.
        """
        labels = tuple(examples)
        sizes = [len(many) for many in examples.values()]
        phrases = [items for many in examples.values() for items in many]
        messages = Shared.of([*phrases, *follow_ups])
        bags = features(messages)
        numbers = np.repeat(np.arange(len(labels) + 1), [*sizes, len(follow_ups)])
        rarity = Rarity.count(bags, numbers)
        everything, first = rarity.vectors(bags), np.cumsum([0, *sizes])
        vectors = everything.part(0, int(first[-1]))
        after = everything.part(int(first[-1]), len(everything))
        pause()
        rows = stand_ins(vectors, first)
        pause()
        postings = Postings.of(rows.vectors, len(rarity.keys))
        meant = rows.together(meanings(messages.part(0, len(phrases)), table))
        share = _share_of_meaning(_compressed(postings.count, len(phrases)))
        scales = _worded(meant, share)
        similar = gram(postings, scales, meant * np.sqrt(share))
        pause()
        weights = learn_nested(
            similar,
            rows.labels,
            np.sqrt(rows.counts.astype(np.float32)),
            groups or [None] * len(labels),
        ).apart(scales, share * meant)
        pause()
        return cls(
            labels,
            rarity,
            postings,
            weights,
            np.searchsorted(rows.labels, np.arange(len(labels))),
            LabelPostings.of(vectors, first),
            OwnStems.of(bags, numbers),
            Postings.of(after, len(rarity.keys)),
        )

    @cached_property
    def compressed(self) -> float:
        """Return how far phrases share the rows that were learnt from: 0 none, 1 most of them."""
        return _compressed(self.postings.count, int(self.phrases.first[-1]))

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
        if meaning is not None:
            scaled = similar * _worded(meaning[None], _share_of_meaning(self.compressed))
        shares, strength = self.weights.probabilities(scaled, meaning)
        return Look(shares, np.maximum.reduceat(similar, self.first_rows), strength)


def _compressed(rows: int, phrases: int) -> float:
    return min((1 - rows / max(phrases, 1)) / _MOSTLY, 1.0)


def _share_of_meaning(compressed: float) -> np.float32:
    """Return what meaning counts for: half as much where phrases have said most words already."""
    return np.float32(MEANING * (1 - compressed / 2))


def _worded(meant: Floats, share: np.float32) -> Floats:
    """Return for each meaning the root of what likeness by words counts for beside it: all of it
    where there is no meaning.
    """
    return np.where(meant.any(1), np.sqrt(1 - share), np.float32(1))
