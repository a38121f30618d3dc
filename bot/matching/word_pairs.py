"""How often phrases hold one word right behind another: what a misspelt word is judged by.

The name of a slot stands for whatever fills it; words are counted by their keys, with synonyms
brought to one. Says nothing about how words are written.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


BEGIN = "<"
"""Stands before the first word."""
_BACKED = 4.0
"""So many sightings of a word are outweighed by what is known of words in general."""
_BITS = 31
_REMEMBERED = 1 << 11
"""Words of which is kept what stands behind them; then all are forgotten."""


@dataclass(frozen=True, eq=False)
class WordPairs:
    """The pairs by the numbers of both words (the first one's, then the second one's; ascending),
    and how often each was seen.
    """

    keys: Ints
    counts: Ints

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]], synonyms: Mapping[str, str]) -> WordPairs:
        """Count the pairs of texts given as folded words."""
        said = list(chain.from_iterable(chain((BEGIN,), words) for words in texts))
        numbers = {word: number_of(synonyms.get(word, word)) for word in set(said)}
        numbers[BEGIN] = number_of(BEGIN)
        row = np.fromiter(map(numbers.__getitem__, said), np.int64, len(said))
        begins = np.fromiter((word is BEGIN for word in said[1:]), bool, max(len(said) - 1, 0))
        keys, counts = np.unique((row[:-1] << _BITS | row[1:])[~begins], return_counts=True)
        return cls(keys, counts)

    def changed(self, added: WordPairs, removed: WordPairs) -> WordPairs:
        """Return the pairs once some texts are there and others are not any more."""
        joined = np.concatenate([self.keys, added.keys, removed.keys])
        keys, places = np.unique(joined, return_inverse=True)
        counts = np.zeros(len(keys), np.int64)
        np.add.at(counts, places, np.concatenate([self.counts, added.counts, -removed.counts]))
        return WordPairs(keys[counts > 0], counts[counts > 0])

    def behind(self, word: str) -> Mapping[int, int]:
        """Return the numbers of the words seen right behind one, and how often each was."""
        found = self._behind.get(word)
        if found is None:
            if len(self._behind) >= _REMEMBERED:
                self._behind.clear()
            found = self._behind[word] = self._look(number_of(word))
        return found

    def _look(self, number: int) -> dict[int, int]:
        ends = [number << _BITS, (number + 1) << _BITS]
        held = slice(*self.keys.searchsorted(ends).tolist())
        others = self.keys[held] & ((1 << _BITS) - 1)
        return dict(zip(others.tolist(), self.counts[held].tolist(), strict=True))

    @cached_property
    def _behind(self) -> dict[str, dict[int, int]]:
        return {}


def chance(seen: float, first: int, other: float) -> float:
    """Return the chance of a word behind another: the pair was `seen` so often, the `first` word
    so often in all; `other` is the chance of the second word anywhere.
    """
    return (seen + _BACKED * other) / (max(first, seen) + _BACKED)


def number_of(word: str) -> int:
    """Return the number that stands for a word in pairs; hardly ever that of another word, too."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) >> (32 - _BITS)
