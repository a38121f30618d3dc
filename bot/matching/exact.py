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

Signature = Sequence[str]
_BYTES = 8


@dataclass(frozen=True)
class Exact:
    """For each signature, ascending, the label and the number within it of the first phrase."""

    keys: Ints
    labels: npt.NDArray[np.int32]
    numbers: npt.NDArray[np.int32]

    @classmethod
    def of(cls, signatures: Iterable[Iterable[Signature]]) -> Exact:
        """Note the phrases of all labels; of equal ones the first counts."""
        found: dict[int, tuple[int, int]] = {}
        for label, many in enumerate(signatures):
            for number, signature in enumerate(many):
                found.setdefault(_key(signature), (label, number))
        keys = sorted(found)
        places = np.array([found[key] for key in keys], np.int32).reshape(-1, 2)
        return cls(np.array(keys, np.int64), places[:, 0].copy(), places[:, 1].copy())

    def find(self, signature: Signature) -> tuple[int, int] | None:
        """Return the label and the number of the phrase that most likely has this signature."""
        key = _key(signature)
        place = int(self.keys.searchsorted(key))
        if place == len(self.keys) or int(self.keys[place]) != key:
            return None
        return int(self.labels[place]), int(self.numbers[place])


def _key(signature: Signature) -> int:
    text = "\0".join(signature).encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(text, digest_size=_BYTES).digest()
    return int.from_bytes(digest, "little", signed=True)
