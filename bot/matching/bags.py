"""The features of many messages, counted: what vectors are made of. How they are found is not
said here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.feature_keys import Floats, Ints

AT_ONCE = 2048
"""Messages read at once: the arrays of many more would come from far away memory."""

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Lines:
    """The features of some messages: line n says that message ``first + rows[n]`` holds the
    feature ``features[n]``, ``weights[n]`` times. In the order of messages, then of features.
    """

    first: int
    count: int
    rows: Numbers
    features: Numbers
    weights: Floats


@dataclass(frozen=True)
class Bags:
    """The features of several messages, each feature of a message once.

    Features are positions in `keys`, which are ascending; `portions` are neighbours in order.
    """

    keys: Ints
    portions: Sequence[Lines]

    @property
    def count(self) -> int:
        """How many messages there are."""
        return sum(lines.count for lines in self.portions)
