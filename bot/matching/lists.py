"""Many short lists in one array: number n is ``values[starts[n]:starts[n + 1]]``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.feature_keys import Ints, ranges


@dataclass(frozen=True)
class Cuts:
    """Where the lists begin, with one more at the end."""

    starts: Ints

    @classmethod
    def of(cls, sizes: Sequence[int] | Ints) -> Cuts:
        """Cut after so many values each."""
        return cls(np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]))

    def sizes(self, numbers: Ints) -> Ints:
        """Return how long each of some lists is."""
        return np.asarray(self.starts[numbers + 1] - self.starts[numbers])

    def places(self, numbers: Ints) -> Ints:
        """Return where the values of some lists stand, one list after the other."""
        return ranges(self.starts[numbers], self.sizes(numbers))
