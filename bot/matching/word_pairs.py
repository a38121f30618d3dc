"""How often phrases hold one word right behind another: what a misspelt word is judged by.

The name of a slot stands for whatever fills it; words are counted by their keys, with synonyms
brought to one. Says nothing about how words are written.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


BEGIN = "<"
"""Stands before the first word."""
_BACKED = 4.0
"""So many sightings of a word are outweighed by what is known of words in general."""


@dataclass(frozen=True, eq=False)
class WordPairs:
    """The pairs of words by the checksum of both (ascending), and how often each was seen."""

    keys: Ints
    counts: Ints

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]], synonyms: Mapping[str, str]) -> WordPairs:
        """Count the pairs of texts given as folded words."""
        found: Counter[tuple[str, str]] = Counter()
        for words in texts:
            said = [synonyms.get(word, word) for word in words]
            found.update(pairwise((BEGIN, *said)))
        held: Counter[int] = Counter()
        for (one, other), count in found.items():
            held[_key(one, other)] += count
        ordered = sorted(held.items())
        return cls(
            np.array([key for key, _ in ordered], np.int64),
            np.array([count for _, count in ordered], np.int64),
        )

    def count(self, pairs: Sequence[tuple[str, str]]) -> list[int]:
        """Return how often each pair was seen."""
        if not len(self.keys):
            return [0] * len(pairs)
        keys = np.array([_key(*pair) for pair in pairs], np.int64)
        places = np.minimum(self.keys.searchsorted(keys), len(self.keys) - 1)
        found: list[int] = np.where(self.keys[places] == keys, self.counts[places], 0).tolist()
        return found


def chance(seen: float, first: int, other: float) -> float:
    """Return the chance of a word behind another: the pair was `seen` so often, the `first` word
    so often in all; `other` is the chance of the second word anywhere.
    """
    return (seen + _BACKED * other) / (max(first, seen) + _BACKED)


def _key(one: str, other: str) -> int:
    return zlib.crc32(f"{one} {other}".encode())
