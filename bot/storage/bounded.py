"""A dictionary that forgets: when it is full, what was put first goes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Bounded(OrderedDict[K, V]):
    """At most `limit` entries."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def put(self, key: K, value: V) -> None:
        """Keep an entry as the newest one; the oldest makes room."""
        self[key] = value
        self.move_to_end(key)
        if len(self) > self._limit:
            self.popitem(last=False)

    def drop(self, is_old: Callable[[K, V], bool]) -> int:
        """Forget the entries that are old; return how many."""
        gone = [key for key, value in self.items() if is_old(key, value)]
        for key in gone:
            del self[key]
        return len(gone)
