"""A table of words and what they mean: looked up and added up, nothing is computed from context.

Words of like meaning have vectors that point the same way. Where the table comes from and how it
is made is said in this folder's README; reading its files is the business of `packaged`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

SPOKEN = ("de", "en")
"""The languages of which it is told how often a word is said in them."""
BITS, STEPS, MOST_STEPS = 4, 2, 15
"""How that is kept: bits for each language, steps to a power of ten, and the most of them."""
_REMEMBERED = 1 << 12
"""Words whose vectors are kept; then all are forgotten."""
_AT_ONCE = 1024
_SHORTEST_PART, _LONGEST_PART = 3, 20
_SHORTEST, _LONGEST = 5, 40
"""Letters of words that are looked up by their parts."""
_SHORT_PART = 0.5
"""What a part of three letters costs more than a longer one."""
_FEW, _MOST_LEFT = 2, 4
"""Letters that may be left over: so many, or one in so many."""


@dataclass(frozen=True, eq=False)
class Meanings:
    """The vectors of words, each word the sum of some pieces.

    Word n has the key ``keys[n]`` (ascending) and the pieces ``pieces[begins[n]:begins[n + 1]]``;
    piece m is ``vectors[m] * scales[m]``. `digest` names the content.
    """

    keys: npt.NDArray[np.uint32]
    begins: npt.NDArray[np.uint32]
    pieces: npt.NDArray[np.uint16]
    vectors: npt.NDArray[np.int8]
    scales: Floats
    digest: str
    common: npt.NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    """How often each word is said: half a power of ten a step, `SPOKEN` one in four bits each."""
    _known: dict[str, Floats | None] = field(default_factory=dict, repr=False)
    _made_of: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)
    _held: dict[str, bool] = field(default_factory=dict, repr=False)

    @property
    def size(self) -> int:
        """How many numbers a vector has; 0 where nothing is known of any word."""
        return int(self.vectors.shape[1])

    def holds(self, word: str) -> bool:
        """Tell whether a folded word stands in the table itself; of those of a message that is
        asked again and again.
        """
        found = self._held.get(word)
        if found is None:
            found = self._place(word) >= 0
            if len(self._held) >= _REMEMBERED:
                self._held.clear()
            if len(word) <= _LONGEST:
                self._held[word] = found
        return found

    def said(self, word: str) -> tuple[float, ...]:
        """Return how often a folded word is said in each language of `SPOKEN`, as a power of ten
        in a thousand million words; zeros for a word that does not stand in the table.
        """
        place = self._place(word)
        both = int(self.common[place]) if 0 <= place < len(self.common) else 0
        return (both >> BITS) / STEPS, (both & MOST_STEPS) / STEPS

    def cut_in_two(self, word: str, shortest: int) -> bool:
        """Tell whether two words of the table, so many letters long or longer, make up a word."""
        cuts = range(shortest, len(word) - shortest + 1)
        ones, others = (
            self._places(part) for part in ([word[:n] for n in cuts], [word[n:] for n in cuts])
        )
        return any(one >= 0 <= other for one, other in zip(ones, others, strict=True))

    def vector(self, word: str) -> Floats | None:
        """Return the vector of a folded word, or of the words it is made of; None if unknown.

        A long vector is a word that says much: it counts more in a sum.
        """
        if word in self._known:
            return self._known[word]
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        found = self._known[word] = self._look(word)
        return found

    def vectors_of(self, words: Sequence[str]) -> Floats:
        """Return what `vector` returns for each word, zeros for None (words x `size`).

        Thousands are looked up at once, and none of them is remembered.
        """
        found = np.zeros((len(words), self.size), np.float32)
        if not self.size:
            return found
        lines = [
            (number, part)
            for number, (word, place) in enumerate(zip(words, self._places(words), strict=True))
            if not word.isdigit()
            for part in ((place,) if place >= 0 else self._parts(word))
        ]
        numbers, places = np.array(lines, np.int64).reshape(-1, 2).T
        cuts = numbers.searchsorted(range(0, len(words) + _AT_ONCE, _AT_ONCE)).tolist()
        for begin, end in pairwise(cuts):
            if begin < end:
                self._add(found, numbers[begin:end], places[begin:end])
        return found

    def _add(self, found: Floats, numbers: Ints, places: Ints) -> None:
        """Set the lines of some words, each the sum of all pieces at its places."""
        sizes = self.begins[places + 1].astype(np.int64) - self.begins[places]
        ends = np.cumsum(sizes)
        flat = np.arange(int(ends[-1])) + np.repeat(self.begins[places] - (ends - sizes), sizes)
        held = self.pieces[flat]
        known, first = np.unique(numbers, return_index=True)
        lines = self.vectors[held] * self.scales[held, None]
        found[known] = np.add.reduceat(lines, (ends - sizes)[first], axis=0)

    def _look(self, word: str) -> Floats | None:
        if word.isdigit() or not self.size:
            return None
        place = self._place(word)
        places = (place,) if place >= 0 else self._parts(word)
        if not places:
            return None
        found: Floats = np.array([self._sum(each) for each in places], np.float32).sum(0)
        return found

    def _sum(self, place: int) -> Floats:
        held = self.pieces[self.begins[place] : self.begins[place + 1]]
        return np.asarray(self.scales[held] @ self.vectors[held], np.float32)

    def _place(self, word: str) -> int:
        key = key_of(word)
        place = int(self.keys.searchsorted(np.uint32(key)))
        return place if place < len(self.keys) and int(self.keys[place]) == key else -1

    def _places(self, words: Iterable[str]) -> list[int]:
        """Return where each word stands, -1 for one that does not."""
        return self._found(list(map(key_of, words)))

    def _found(self, keys: Sequence[int]) -> list[int]:
        if not len(self.keys):
            return [-1 for _ in keys]
        asked = np.array(keys, np.uint32)
        places = np.minimum(self.keys.searchsorted(asked), len(self.keys) - 1)
        found: list[int] = np.where(self.keys[places] == asked, places, -1).tolist()
        return found

    def _parts(self, word: str) -> tuple[int, ...]:
        """Return the fewest words of the table that make up nearly all of a word."""
        found = self._made_of.get(word)
        if found is None:
            if len(self._made_of) >= _REMEMBERED:
                self._made_of.clear()
            found = self._made_of[word] = self._cut(word)
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        if not _SHORTEST <= len(word) <= _LONGEST:
            return ()
        cuts = list(_pieces(word))
        ending: dict[int, list[tuple[int, int]]] = {}
        for (begin, end, _), place in zip(cuts, self._found([c[2] for c in cuts]), strict=True):
            if place >= 0:
                ending.setdefault(end, []).append((begin, place))
        best: list[tuple[int, float, tuple[int, ...]]] = [(0, 0.0, ())]
        for end in range(1, len(word) + 1):
            left, cost, parts = best[-1]
            found = (left + 1, cost, parts)
            for begin, place in ending.get(end, ()):
                left, cost, parts = best[begin]
                short = _SHORT_PART if end - begin == _SHORTEST_PART else 0.0
                found = min(found, (left, cost + 1 + short, (*parts, place)))
            best.append(found)
        left, _, parts = best[-1]
        return parts if left <= max(_FEW, len(word) // _MOST_LEFT) else ()


def _pieces(word: str) -> Iterable[tuple[int, int, int]]:
    """Yield where each piece of a word that may be one of its parts begins and ends, and its
    `key_of`, which goes on from that of the piece one letter shorter.
    """
    letters = [letter.encode("utf-8", "surrogatepass") for letter in word]
    for begin in range(len(letters)):
        key = 0
        for end, letter in enumerate(letters[begin : begin + _LONGEST_PART], begin + 1):
            key = zlib.crc32(letter, key)
            if end - begin >= _SHORTEST_PART:
                yield begin, end, key


def key_of(word: str) -> int:
    """Return the number a word is found by; equal for two in four thousand million words."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


NOTHING = Meanings(
    np.zeros(0, np.uint32),
    np.zeros(1, np.uint32),
    np.zeros(0, np.uint16),
    np.zeros((0, 0), np.int8),
    np.zeros(0, np.float32),
    "",
)
"""A table without words."""
