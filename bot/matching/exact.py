"""Which phrase asks word for word the same: signatures as numbers, in one sorted list.

A number stands for the same signature on every machine. Two signatures may share one, so
whoever finds a phrase here compares it with what was asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.feature_keys import Ints
from bot.matching.said import SIGNS
from bot.matching.spans import Item, Span

Signature = Sequence[str]
_BYTES = 8


@dataclass(frozen=True)
class Exact:
    """For each signature, ascending, the label and the number within it of the first phrase."""

    keys: Ints
    labels: npt.NDArray[np.int32]
    numbers: npt.NDArray[np.int32]

    @classmethod
    def of(cls, keys_of_labels: Iterable[Iterable[int]]) -> Exact:
        """Note the keys of the phrases of all labels; of equal ones the first counts."""
        found: dict[int, tuple[int, int]] = {}
        for label, many in enumerate(keys_of_labels):
            for number, key in enumerate(many):
                found.setdefault(key, (label, number))
        keys = sorted(found)
        places = np.array([found[key] for key in keys], np.int32).reshape(-1, 2)
        return cls(np.array(keys, np.int64), places[:, 0].copy(), places[:, 1].copy())

    def find(self, signature: Signature) -> tuple[int, int] | None:
        """Return the label and the number of the phrase that most likely has this signature."""
        key = key_of(signature)
        place = int(self.keys.searchsorted(key))
        if place == len(self.keys) or int(self.keys[place]) != key:
            return None
        return int(self.labels[place]), int(self.numbers[place])


def signature(items: Iterable[Item]) -> tuple[str, ...]:
    """Return what makes two messages the same question: slots by name, words by key."""
    return tuple(_mark(item) if isinstance(item, Span) else item.key for item in items)


def key_of(signature: Signature) -> int:
    """Return the number that stands for a signature."""
    text = "\0".join(signature).encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(text, digest_size=_BYTES).digest()
    return int.from_bytes(digest, "little", signed=True)


def _mark(span: Span) -> str:
    """Return the slot, with its value where another value would be another question."""
    masked = span.slot in SIGNS and span.slot != "other_occupation"
    return f"<{span.slot}>" if masked else f"<{span.slot}={span.value}>"
