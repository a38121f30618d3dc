"""From similarities to a share per label in two steps: which group, then which of the group.

Entries of one topic are alike, so that learning topics first, and each topic's entries among
themselves, costs a fraction of learning all entries at once, and answers as well.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise

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
        rough = shares(scores)
        found = np.empty(len(self._labels), np.float32)
        found[self._labels] = self._shared_out(rough, similarities, meaning)
        return found, float((strength(scores) - self.top.weak) / self.spread)

    def _shared_out(self, rough: Floats, similarities: Floats, meaning: Floats | None) -> Floats:
        """Return the shares of groups shared out among the labels of each, group by group: evenly,
        where a group is not worth telling apart.
        """
        sizes, near = self._sizes, rough >= _LEAST_SHARE
        even = (rough / sizes).astype(np.float32).repeat(sizes)
        if not near.any():
            return even
        own, inner = similarities.take(self._rows), np.zeros(len(even), np.float32)
        for number in near.nonzero()[0].tolist():
            (begin, end), (first, last) = self._cuts[number], self._label_cuts[number]
            inner[first:last] = own[begin:end] @ self.groups[number].weights.rows
        inner += self._offsets
        if meaning is not None and self._meaning is not None:
            inner += meaning @ self._meaning
        return np.where(near.repeat(sizes), _shares_of_each(inner, sizes, rough), even)

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
        return _ends_of([len(group.rows) for group in self.groups])

    @cached_property
    def _label_cuts(self) -> list[tuple[int, int]]:
        """Where each group's labels begin and end among `_labels`."""
        return _ends_of([len(group.labels) for group in self.groups])

    @cached_property
    def _offsets(self) -> Floats:
        """The offsets of all labels, group by group."""
        return np.concatenate([group.weights.offsets for group in self.groups])

    @cached_property
    def _meaning(self) -> Floats | None:
        """What a meaning weighs for all labels, group by group; None where rows are not told
        apart.
        """
        each = [m for group in self.groups if (m := group.weights.meaning) is not None]
        return np.concatenate(each, axis=1) if len(each) == len(self.groups) else None


def _ends_of(sizes: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise(accumulate(sizes, initial=0)))


def _shares_of_each(scores: Floats, sizes: Ints, whole: Floats) -> Floats:
    """Share out each group's whole among its labels, by their scores."""
    starts = sizes.cumsum() - sizes
    raised = np.exp(scores - np.maximum.reduceat(scores, starts).repeat(sizes))
    total = np.add.reduceat(raised, starts)
    return np.asarray(raised * (whole / total).repeat(sizes), np.float32)


@dataclass(frozen=True)
class Taught:
    """What was learnt before, and from what; `origin` has for each row of now its number then, or
    `NEW`, where its likeness to others that have one is as it was.
    """

    nested: Nested
    labels: Ints
    weight: Floats
    origin: Ints

    def within(self, rows: Ints, labels: Ints, weight: Floats) -> Weights | None:
        """Return the weights of a group of just these rows, labels and weights."""
        then = self.origin[rows]
        for group in self.nested.groups:
            if not len(then) or len(group.rows) != len(then) or group.rows[0] != then[0]:
                continue
            told = np.searchsorted(group.labels, self.labels[group.rows])
            same = np.array_equal(group.rows, then) and np.array_equal(told, labels)
            if same and np.array_equal(self.weight[group.rows], weight):
                return group.weights
        return None


def learn_nested(
    similarities: Floats,
    labels: Ints,
    weight: Floats,
    group_of: Sequence[Hashable],
    before: Taught | None = None,
) -> Nested:
    """Learn from the similarities of all rows to each other, each row's label and weight;
    `group_of` names the group of each label. A group that is as it was `before` is taken over.
    """
    names = {name: number for number, name in enumerate(dict.fromkeys(group_of))}
    number = np.array([names[name] for name in group_of], np.int64)
    if len(names) == 1:
        number, names = np.arange(len(group_of)), dict.fromkeys(range(len(group_of)), 0)
    groups = []
    for group in range(len(names)):
        own, rows = np.flatnonzero(number == group), np.flatnonzero(number[labels] == group)
        told = np.searchsorted(own, labels[rows])
        within = before.within(rows, told, weight[rows]) if before else None
        if within is None:
            learnt = learn(similarities[np.ix_(rows, rows)], told, weight[rows])
            within = Weights(learnt.rows, learnt.offsets)
        groups.append(Group(own, rows, within))
    return Nested(learn(similarities, number[labels], weight), tuple(groups))
