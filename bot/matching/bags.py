"""The features of many messages, counted: what vectors are made of. How they are found is not
said here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.feature_keys import Floats, Ints
from bot.matching.views import view_of

AT_ONCE = 4096
"""Messages read at once: the arrays of many more would come from far away memory."""


@dataclass(frozen=True)
class Bags:
    """The features of several messages, each feature of a message once.

    Line n says that message ``rows[n]`` holds feature ``keys[features[n]]``, ``weights[n]``
    times; lines are in the order of messages, then of keys.
    """

    count: int
    keys: Ints
    rows: Ints
    features: Ints
    weights: Floats

    @property
    def views(self) -> Ints:
        """The view each line belongs to, as a position in `VIEWS`."""
        return view_of(self.keys)[self.features]

    def portions(self) -> Iterator[Bags]:
        """Yield the bags of some messages at a time, numbered from 0."""
        for first in range(0, max(self.count, 1), AT_ONCE):
            last = min(first + AT_ONCE, self.count)
            lines = slice(*self.rows.searchsorted([first, last]).tolist())
            rows = self.rows[lines] - first
            features, weights = self.features[lines], self.weights[lines]
            yield Bags(last - first, self.keys, rows, features, weights)


def joined(parts: Sequence[Bags]) -> Bags:
    """Return the bags of all parts, one after the other."""
    if len(parts) == 1:
        return parts[0]
    keys = np.unique(np.concatenate([part.keys for part in parts]))
    firsts = np.cumsum([0, *(part.count for part in parts)]).tolist()
    return Bags(
        firsts[-1],
        keys,
        np.concatenate([part.rows + first for part, first in zip(parts, firsts, strict=False)]),
        np.concatenate([keys.searchsorted(part.keys)[part.features] for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )
