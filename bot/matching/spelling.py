"""What a misspelt word may mean: up to three known words with weights, cheapest slips first.

Letter counts and RapidFuzz narrow the vocabulary down; a keyboard-aware distance weighs what is
left, because people hit neighbouring keys, swap letters and drop or double one far more often
than they replace one letter by any other.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.letter_counts import LetterCounts
from bot.text.sound import sound

Readings = tuple[tuple[str, float], ...]
"""Known words a written word may stand for, each with its weight (0..1), likeliest first."""

_Reach = list[tuple[str, int, int]]
"""Known words, the slips between each and a written one, and its place among those compared."""

_KEYBOARDS = (("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("qwertzuiopu", "asdfghjkloa", "yxcvbnm"))
_ROW_SHIFT = 0.4
_REACH = 1.1
_POINT = "."
_SHORTEST = 3
_NEIGHBOUR_KEY, _SWAP, _DOUBLED, _EXTRA_OR_MISSING, _OTHER, _FIRST = 0.6, 0.6, 0.5, 0.9, 1.0, 0.3
_TWICE = re.compile(r"(.)\1")
_ROUNDED = 0.999
"""So that what costs the very least is not taken for less by the last digit."""
_STEEPNESS = 2.5
_FREQUENCY = 0.3
_MOST_READINGS = 3
_LEAST_WEIGHT = 0.05
_NONE_OF_THEM = 1.5
"""Relative distance at which "none of the known words" is as likely as a known word."""
_REMEMBERED = 4096
_IN_REACH = 64
"""Words of which all that is near is kept: those of a message are asked for twice."""
_MOST_OF_A_LENGTH, _MOST_NEAR = 8, 12
_MOST_COMMON = 32
_SHORTEST_HEARD, _SHORTEST_SOUND = 4, 3
"""Letters of a word that is known by its sound, and how many of them must sound."""
_MOST_HEARD = 6_000
"""Known words beyond which going through all of them would delay a start; large knowledge lists
the spellings of dialects in its vocabulary.
"""
_SURELY_HEARD = 0.9
"""What all words of one sound weigh together."""


def is_spelt(word: str) -> bool:
    """Tell whether a folded word consists of letters, as ``node.js`` does, so that it may be
    misspelt.
    """
    return word.isalpha() or (_POINT in word and word.replace(_POINT, "", 1).isalpha())


def _neighbour_keys() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for rows in _KEYBOARDS:
        places = {
            key: (row, column + _ROW_SHIFT * row)
            for row, keys in enumerate(rows)
            for column, key in enumerate(keys)
        }
        for one, (row, column) in places.items():
            for other, (other_row, other_column) in places.items():
                near = abs(row - other_row) <= 1 and abs(column - other_column) <= _REACH
                if one != other and near:
                    found.setdefault(one, set()).add(other)
    return {key: frozenset(others) for key, others in found.items()}


_NEIGHBOURS = _neighbour_keys()
_NO_KEYS: frozenset[str] = frozenset()


def slip_distance(seen: str, meant: str) -> float:
    """Return the cost of the slips that turn `meant` into `seen`; 0 for equal words."""
    first = _FIRST if seen[:1] != meant[:1] else 0.0
    if not _TWICE.search(seen) and not _TWICE.search(meant):  # else what was doubled may matter
        seen, meant = _apart(seen, meant)
    gaps = [
        _DOUBLED if wanted == earlier else _EXTRA_OR_MISSING
        for earlier, wanted in zip(f" {meant}", meant, strict=False)
    ]
    before: list[float] = []
    previous = [_EXTRA_OR_MISSING * length for length in range(len(meant) + 1)]
    last = ""
    for letter in seen:
        extra = _DOUBLED if letter == last else _EXTRA_OR_MISSING
        near = _NEIGHBOURS.get(letter, _NO_KEYS)
        diagonal, left, earlier = previous[0], previous[0] + extra, ""
        current = [left]
        # `min` and tuples would make these lines take three times as long.
        for column, (wanted, missing) in enumerate(zip(meant, gaps, strict=True), 1):
            cost = diagonal
            if letter != wanted:
                cost += _NEIGHBOUR_KEY if wanted in near else _OTHER
                if letter == earlier and last == wanted and before[column - 2] + _SWAP < cost:
                    cost = before[column - 2] + _SWAP
            diagonal, earlier = previous[column], wanted
            if diagonal + extra < cost:  # noqa: PLR1730 - see above
                cost = diagonal + extra
            left += missing
            if cost < left:  # noqa: PLR1730 - see above
                left = cost
            current.append(left)
        before, previous, last = previous, current, letter
    return previous[-1] + first


def _apart(seen: str, meant: str) -> tuple[str, str]:
    """Return two words without the letters that both begin and end with."""
    shorter = min(len(seen), len(meant))
    begin = 0
    while begin < shorter and seen[begin] == meant[begin]:
        begin += 1
    end, most = 0, shorter - begin
    while end < most and seen[-1 - end] == meant[-1 - end]:
        end += 1
    return seen[begin : len(seen) - end], meant[begin : len(meant) - end]


class Speller:
    """Finds the known words nearest to an unknown one; a pure function with a bounded memory."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._known: dict[str, Readings] = {}
        self._reach: dict[str, _Reach] = {}

    @cached_property
    def _words(self) -> list[str]:
        """The words somebody may have meant, by length, then by letters."""
        meant = (word for word in self._counts if len(word) >= _SHORTEST and is_spelt(word))
        return sorted(meant, key=lambda word: (len(word), word))

    @cached_property
    def _letters(self) -> LetterCounts:
        return LetterCounts.of(self._words)

    def readings(self, word: str) -> Readings:
        """Return the likeliest known words for a folded unknown one; empty if none is near."""
        if len(word) < 2 or not is_spelt(word):  # noqa: PLR2004  one letter is no word
            return ()
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[word] = self._look(word)
        return found

    def sounding(self, word: str) -> Readings:
        """Return the known words that sound like a folded unknown one, likeliest first."""
        if len(word) < _SHORTEST_HEARD or not word.isalpha():
            return ()
        alike = self._by_sound.get(sound(word), ())
        costs = [(self._weight(word, near, slip_distance(word, near)), near) for near in alike]
        total = sum(weight for weight, _ in costs) / _SURELY_HEARD
        weighed = sorted((-weight / total, near) for weight, near in costs)
        return tuple((near, -weight) for weight, near in weighed[:_MOST_READINGS])

    @cached_property
    def _by_sound(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for word in self._words if len(self._words) <= _MOST_HEARD else ():
            if len(word) >= _SHORTEST_HEARD and len(heard := sound(word)) >= _SHORTEST_SOUND:
                found.setdefault(heard, []).append(word)
        return {heard: tuple(words) for heard, words in found.items()}

    def nearest(self, word: str, most: int) -> list[tuple[str, int, float]]:
        """Return the known words at `most` so many slips from a folded one, each with its slips
        and what they cost in proportion to its length, cheapest first; of equally near ones those
        most often said, and never the word itself.
        """
        found = self._within(word, most)
        ordered = sorted((slips, -self._counts[near], near) for near, slips, _ in found)
        costs = [
            (_relative(word, near, slip_distance(word, near)), near, slips)
            for slips, _, near in ordered[:_MOST_COMMON]
            if slips
        ]
        return [(near, slips, cost) for cost, near, slips in sorted(costs)]

    def _within(self, word: str, most: int) -> _Reach:
        """Return the known words that many slips away or nearer, with their slips, nearest first,
        and of equally near ones the shorter first.

        All that is as near as a slip can be is looked for once for an unknown word, and no more
        than one slip away for one that is known.
        """
        if most < _slips(word) and word in self._counts:
            return self._search(word, most)
        found = self._reach.get(word)
        if found is None:
            if len(self._reach) >= _IN_REACH:
                self._reach.clear()
            found = self._reach[word] = self._search(word, _slips(word))
        return [each for each in found if each[1] <= most]

    def _search(self, word: str, slips: int) -> _Reach:
        pool = [self._words[place] for place in self._letters.within(word, slips).tolist()]
        return process.extract(word, pool, scorer=OSA.distance, score_cutoff=slips, limit=None)

    def _look(self, word: str) -> Readings:
        """Weigh the nearest words, those first that may weigh most, until no other can count."""
        likely = sorted(
            ((-self._weight(word, near, _least_cost(word, near, slips)), near)
             for slips, near in self._near(word)),
        )  # fmt: skip
        scored: list[tuple[float, str]] = []
        for most, near in likely:
            if len(scored) == _MOST_READINGS and most > scored[-1][0]:
                break
            scored.append((-self._weight(word, near, slip_distance(word, near)), near))
            scored = sorted(scored)[:_MOST_READINGS]
        total = -sum(score for score, _ in scored) + math.exp(-_STEEPNESS * _NONE_OF_THEM)
        return tuple(
            (near, -score / total) for score, near in scored if -score / total > _LEAST_WEIGHT
        )

    def _weight(self, word: str, near: str, cost: float) -> float:
        """Return how likely a known word is meant, given the cost of its slips."""
        likely = math.exp(-_STEEPNESS * _relative(word, near, cost))
        return float(likely * self._counts[near] ** _FREQUENCY)

    def _near(self, word: str) -> list[tuple[float, str]]:
        """Return the nearest words with their slips, among those of one length the nearest few."""
        kept: Counter[int] = Counter()
        found: list[tuple[float, str]] = []
        for near, distance, _ in self._within(word, _slips(word)):
            kept[len(near)] += 1
            if kept[len(near)] <= _MOST_OF_A_LENGTH:
                found.append((distance, near))
        return sorted(found)[:_MOST_NEAR]


def _slips(word: str) -> int:
    """Return how many slips a word may have."""
    size = len(word)
    return 1 if size <= 3 else 2 if size <= 7 else 3  # noqa: PLR2004


def _least_cost(seen: str, meant: str, slips: float) -> float:
    """Return what so many slips cost at the least: those that change the length, and others."""
    longer = abs(len(seen) - len(meant))
    gap = _DOUBLED if _TWICE.search(seen) or _TWICE.search(meant) else _EXTRA_OR_MISSING
    least = gap * longer + min(gap, _NEIGHBOUR_KEY, _SWAP) * (slips - longer)
    return least * _ROUNDED + (_FIRST if seen[:1] != meant[:1] else 0.0)


def _relative(seen: str, meant: str, cost: float) -> float:
    """Return the cost in proportion to the word's length: one in ``gehalt`` is about 0.8."""
    length = min(max(len(seen), len(meant)), 9)
    return cost * 6.0 / (length + 1.5)
