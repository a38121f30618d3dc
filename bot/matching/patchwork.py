"""Most of a lesson is that of the lesson before: which messages are, and where they stood.

What was worked out for each message alone is put together again from what is there and what is
new. Pure bookkeeping: what the messages say plays no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from bot.matching.bags import Bags
from bot.matching.feature_keys import Ints
from bot.matching.sorting import different

_Kind = TypeVar("_Kind", bound=np.generic)

NEW = -1


@dataclass(frozen=True)
class Patchwork:
    """For each message of now its number among those of before, or `NEW`."""

    origin: Ints

    @classmethod
    def of(cls, messages: Sequence[object], before: Sequence[object]) -> Patchwork:
        """Find what is the very same object; each of before is found once."""
        known: dict[int, list[int]] = {}
        for number in reversed(range(len(before))):
            known.setdefault(id(before[number]), []).append(number)
        numbers = [
            places.pop() if (places := known.get(id(message))) else NEW for message in messages
        ]
        return cls(np.array(numbers, np.int64).reshape(-1))

    @property
    def new(self) -> Ints:
        """The numbers of the messages nobody knew."""
        return np.flatnonzero(self.origin == NEW)

    def rows(self, before: npt.NDArray[_Kind], new: npt.NDArray[_Kind]) -> npt.NDArray[_Kind]:
        """Return one row a message, from those of the messages before and of the new ones."""
        found = np.empty((len(self.origin), *before.shape[1:]), before.dtype)
        fresh = self.origin == NEW
        found[~fresh] = before[self.origin[~fresh]]
        found[fresh] = new
        return found

    def lines(
        self,
        before: tuple[Ints, npt.NDArray[_Kind]],
        new: tuple[Ints, npt.NDArray[_Kind]],
    ) -> npt.NDArray[_Kind]:
        """Return the lines of each message, one message after the other, of `before` and `new`,
        each given as where a message's lines begin, and the lines.
        """
        parts = [before[1][:0]]
        for fresh, begin, end in self._pieces():
            starts, held = new if fresh else before
            parts.append(held[starts[begin] : starts[end]])
        return np.concatenate(parts)

    def bags(self, before: Bags, new: Bags) -> tuple[Bags, Ints]:
        """Return the features of the messages of now, and for each feature of before what it is
        now; -1 if nobody holds it any more.
        """
        known = len(before.keys)
        features = self.lines(
            (before.starts, before.features),
            (new.starts, (new.features + known).astype(np.int32)),
        )
        weights = self.lines((before.starts, before.weights), (new.starts, new.weights))
        sizes = self.rows(np.diff(before.starts), np.diff(new.starts))
        keys = np.concatenate([before.keys, new.keys])
        held = np.zeros(len(keys), bool)
        held[features] = True
        left = different(keys[held])
        now = np.where(held, left.searchsorted(keys), -1)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        features = now.astype(np.int32)[features]
        return Bags(left, starts, features, weights), now[:known]

    def _pieces(self) -> list[tuple[bool, int, int]]:
        """Return what stands together: whether it is new, and from where up to where it stood."""
        fresh = self.origin == NEW
        place = np.where(fresh, np.cumsum(fresh) - 1, self.origin)
        breaks = np.flatnonzero((np.diff(place) != 1) | (fresh[1:] != fresh[:-1])) + 1
        begins = [0, *breaks.tolist()] if len(place) else []
        ends = [*breaks.tolist(), len(place)]
        return [
            (bool(fresh[begin]), int(place[begin]), int(place[end - 1]) + 1)
            for begin, end in zip(begins, ends, strict=False)
        ]
