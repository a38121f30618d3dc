"""From similarities to a share per label in two steps: which group, then which of the group.

Entries of one topic are alike, so that learning topics first, and each topic's entries among
themselves, costs a fraction of learning all entries at once, and answers as well.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from bot.matching.softmax import Weights, learn, shares, strength
from bot.matching.vectors import Floats, Ints

_LEAST_SHARE = 0.002
"""Below it, a group's labels are not worth telling apart."""


@dataclass(frozen=True)
class Group:
    """The labels of one group, the rows of these labels, and what tells them apart."""

    labels: Ints
    rows: Ints
    weights: Weights


@dataclass(frozen=True)
class Nested:
    """The shares of groups, and within each group the shares of its labels."""

    top: Weights
    groups: tuple[Group, ...]

    @property
    def spread(self) -> float:
        """Return the unit strength is measured in."""
        return (self.top.usual - self.top.weak) / 2

    def apart(self, scales: Floats, meanings: Floats) -> Nested:
        """Return what `Weights.apart` returns, for the groups and for each one's labels."""
        groups = tuple(
            replace(group, weights=group.weights.apart(scales[group.rows], meanings[group.rows]))
            for group in self.groups
        )
        return Nested(self.top.apart(scales, meanings), groups)

    def probabilities(
        self, similarities: Floats, meaning: Floats | None = None
    ) -> tuple[Floats, float]:
        """Return one probability per label for a message's similarities to the rows and its
        meaning, and how strongly any is meant: 0 as weakly as one phrase in five, 2 as usual.
        """
        scores = self.top.scores(similarities, meaning)
        rough, sizes = shares(scores), self._sizes
        found = np.empty(len(self._labels), np.float32)
        found[self._labels] = np.repeat(rough / sizes, sizes)
        near = np.flatnonzero(rough >= _LEAST_SHARE).tolist()
        if near:
            own = similarities[self._rows]
            inner = [
                self.groups[number].weights.scores(own[begin:end], meaning)
                for number in near
                for begin, end in [self._cuts[number]]
            ]
            labels = np.concatenate([self.groups[number].labels for number in near])
            found[labels] = _shares_of_each(inner, rough[near])
        return found, float((strength(scores) - self.top.weak) / self.spread)

    @cached_property
    def _sizes(self) -> Ints:
        return np.array([len(group.labels) for group in self.groups], np.int64)

    @cached_property
    def _labels(self) -> Ints:
        return np.concatenate([group.labels for group in self.groups])

    @cached_property
    def _rows(self) -> Ints:
        """The rows of all groups, one after the other."""
        return np.concatenate([group.rows for group in self.groups])

    @cached_property
    def _cuts(self) -> list[tuple[int, int]]:
        """Where each group's rows begin and end among `_rows`."""
        ends = np.cumsum([len(group.rows) for group in self.groups]).tolist()
        return list(pairwise([0, *ends]))


def _shares_of_each(scores: Sequence[Floats], whole: Floats) -> Floats:
    """Share out each group's whole among its labels, by their scores."""
    sizes = np.array([len(each) for each in scores])
    starts, joined = np.cumsum(sizes) - sizes, np.concatenate(scores)
    raised = np.exp(joined - np.repeat(np.maximum.reduceat(joined, starts), sizes))
    total = np.add.reduceat(raised, starts)
    return np.asarray(raised * np.repeat(whole / total, sizes), np.float32)


def learn_nested(
    similarities: Floats, labels: Ints, weight: Floats, group_of: Sequence[Hashable]
) -> Nested:
    """Learn from the similarities of all rows to each other, each row's label and weight;
    `group_of` names the group of each label.
    """
    names = {name: number for number, name in enumerate(dict.fromkeys(group_of))}
    number = np.array([names[name] for name in group_of], np.int64)
    if len(names) == 1:
        number, names = np.arange(len(group_of)), dict.fromkeys(range(len(group_of)), 0)
    groups = []
    for group in range(len(names)):
        own, rows = np.flatnonzero(number == group), np.flatnonzero(number[labels] == group)
        block = similarities[np.ix_(rows, rows)]
        within = learn(block, np.searchsorted(own, labels[rows]), weight[rows])
        groups.append(Group(own, rows, Weights(within.rows, within.offsets)))
    return Nested(learn(similarities, number[labels], weight), tuple(groups))
