"""From similarities to a share per label in two steps: which group, then which of the group.

Entries of one topic are alike, so that learning topics first, and each topic's entries among
themselves, costs a fraction of learning all entries at once, and answers as well.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

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

    def probabilities(self, similarities: Floats) -> tuple[Floats, float]:
        """Return one probability per label for a message's similarities to the rows, and how
        strongly any is meant: 0 as weakly as one phrase in five, 2 as usual.
        """
        scores = self.top.scores(similarities)
        found = np.zeros(sum(len(group.labels) for group in self.groups), np.float32)
        for share, group in zip(shares(scores), self.groups, strict=True):
            if share < _LEAST_SHARE:
                found[group.labels] = share / len(group.labels)
                continue
            inner = group.weights.probabilities(similarities[group.rows])
            found[group.labels] = share * inner
        return found, float((strength(scores) - self.top.weak) / self.spread)


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
