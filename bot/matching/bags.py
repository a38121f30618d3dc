"""The features of many messages, counted: what vectors are made of. How they are found is not
said here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.feature_keys import Ints, ranges

AT_ONCE = 2048
"""Messages read at once: the arrays of many more would come from far away memory."""

Numbers = npt.NDArray[np.int32]
Singles = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Lines:
    """The features of some messages: line n says that message ``first + rows[n]`` holds the
    feature ``features[n]``, ``weights[n]`` times. In the order of messages, then of features.
    """

    first: int
    count: int
    rows: Numbers
    features: Numbers
    weights: Singles


@dataclass(frozen=True)
class Bags:
    """The features of several messages, each feature of a message once.

    Features are positions in `keys`, which are ascending. Message n has the lines from
    ``starts[n]`` up to ``starts[n + 1]``, in the order of features.
    """

    keys: Ints
    starts: Ints
    features: Numbers
    weights: Singles

    @classmethod
    def of(cls, keys: Ints, portions: Sequence[Lines]) -> Bags:
        """Put neighbours together, in order."""
        sizes = [np.bincount(lines.rows, minlength=lines.count) for lines in portions]
        return cls(
            keys,
            np.concatenate([[0], np.cumsum(np.concatenate([np.zeros(0, np.int64), *sizes]))]),
            np.concatenate([np.zeros(0, np.int32), *(lines.features for lines in portions)]),
            np.concatenate([np.zeros(0, np.float32), *(lines.weights for lines in portions)]),
        )

    @property
    def count(self) -> int:
        """How many messages there are."""
        return len(self.starts) - 1

    def portions(self) -> Iterator[Lines]:
        """Yield the lines of a few messages at a time."""
        for first in range(0, max(self.count, 1), AT_ONCE):
            starts = self.starts[first : first + AT_ONCE + 1]
            sizes = np.diff(starts)
            own = slice(int(starts[0]), int(starts[-1]))
            rows = np.arange(len(sizes), dtype=np.int32).repeat(sizes)
            yield Lines(first, len(sizes), rows, self.features[own], self.weights[own])

    def some(self, messages: Ints) -> Bags:
        """Return some of the messages; the keys stay."""
        begins, sizes = self.starts[messages], np.diff(self.starts)[messages]
        lines = ranges(begins, sizes)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        return Bags(self.keys, starts, self.features[lines], self.weights[lines])
