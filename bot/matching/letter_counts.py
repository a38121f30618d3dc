"""Which words can be a few slips away at all, found for the whole vocabulary at once.

One slip adds a letter, takes one away, or both; so words whose letters differ more than that
need no closer look. Nearly all of a vocabulary falls to this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.feature_keys import Ints, codes

_LETTERS, _OTHERS = 26, 6
_KINDS = _LETTERS + _OTHERS
"""a to z, and six heaps for all other letters."""
_TWO_BITS = np.array([0b00, 0b01, 0b11], np.uint64)
"""A letter's count, none, one or more, so that what is missing can be counted in bits."""
_PLACES = np.arange(0, 2 * _KINDS, 2, dtype=np.uint64)


@dataclass(frozen=True)
class LetterCounts:
    """The letters of words that are sorted by length."""

    counts: npt.NDArray[np.uint64]
    lengths: Ints

    @classmethod
    def of(cls, words: Sequence[str]) -> LetterCounts:
        """Count the letters of each word."""
        return cls(_counts(words), np.array([len(word) for word in words], np.int64))

    def within(self, word: str, slips: int) -> Ints:
        """Return the places of all words that many slips away or nearer, and of some others."""
        begin, end = self.lengths.searchsorted([len(word) - slips, len(word) + slips + 1]).tolist()
        known, written = self.counts[begin:end], np.uint64(_count(word))
        apart = known ^ written
        missing, extra = np.bitwise_count(apart & known), np.bitwise_count(apart & written)
        return np.asarray(begin + (np.maximum(missing, extra) <= slips).nonzero()[0])


def _count(word: str) -> int:
    """Return what `_counts` gives for one word, with no arrays for a few letters."""
    once = twice = 0
    for letter in word:
        sign = ord(letter) - ord("a")
        place = 1 << 2 * (sign if 0 <= sign < _LETTERS else _LETTERS + sign % _OTHERS)
        twice |= once & place
        once |= place
    return once | twice << 1


def _counts(words: Sequence[str]) -> npt.NDArray[np.uint64]:
    signs = codes("".join(words)) - ord("a")
    kinds = np.where((signs >= 0) & (signs < _LETTERS), signs, _LETTERS + signs % _OTHERS)
    owners = np.repeat(np.arange(len(words)), [len(word) for word in words])
    cells = np.bincount(owners * _KINDS + kinds, minlength=len(words) * _KINDS)
    often = np.minimum(cells, 2).reshape(len(words), _KINDS)
    return np.asarray(np.bitwise_or.reduce(_TWO_BITS[often] << _PLACES, axis=1), np.uint64)
