"""The items of many messages: the same object may stand in thousands, and is looked at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from bot.matching.feature_keys import Ints
from bot.matching.spans import Item


@dataclass(frozen=True)
class Shared:
    """Messages as the numbers of their items: message n has ``numbers[starts[n]:starts[n + 1]]``,
    positions in `items`.
    """

    items: Sequence[Item]
    numbers: Ints
    starts: Ints

    @classmethod
    def of(cls, messages: Sequence[Sequence[Item]]) -> Shared:
        """Give the items of all messages numbers; what is the same object has one."""
        flat = list(chain.from_iterable(messages))
        names = list(map(id, flat))
        known = dict(zip(names, flat, strict=True))
        places = {name: place for place, name in enumerate(known)}
        numbers = np.fromiter(map(places.__getitem__, names), np.int64, len(names))
        return cls(list(known.values()), numbers, np.cumsum([0, *map(len, messages)]))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def part(self, first: int, last: int) -> Shared:
        """Return the messages from `first` up to `last`."""
        begin, end = self.starts[first], self.starts[last]
        return Shared(self.items, self.numbers[begin:end], self.starts[first : last + 1] - begin)

    @property
    def rows(self) -> Ints:
        """The message each of `numbers` belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))
