"""Of all rows that words may make, the likeliest: small slips, and words seen behind each other.

Knows what each place may hold from whoever asks, and nothing of how that was found.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.matching.word_pairs import BEGIN, WordPairs, chance, number_of

_NEW = 1e-5
"""The chance of a word nobody knows."""
_IN_SLOT = 0.3
"""What a pair counts of which one word is known by its slot only."""
_WORDS_OF_A_PHRASE = 6
_EVEN = 0.5
"""How much less the most usual words of a slot are preferred than they are said more often."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that may be meant, and what its chance at a place of a row depends on."""

    key: str
    meant: str
    """The known word before synonyms; empty where the word stays what it is."""
    slip: float
    """The logarithm of how likely one slips so."""
    number: int
    slot: int
    """The number of the slot it fills in names, or its own."""
    anywhere: float
    """Its chance anywhere, and the logarithm of that."""
    rarity: float
    share: float
    """How often this is said of all that are synonyms of one word."""
    unseen: float
    """The logarithm of what remains of a chance behind it for a word never seen there."""
    within: float
    """How usual it is among the words that fill its slot."""


class WordRows:
    """The chances of words behind each other; reads only, but for the memory of its pairs."""

    def __init__(
        self, words: Mapping[str, int], pairs: WordPairs, slots: Mapping[str, str]
    ) -> None:
        """`words` counts all words of the phrases, `slots` names the slot that a word fills."""
        self._words, self._pairs, self._slots = words, pairs, slots
        self._total = sum(words.values()) or 1
        self._begin = self.choice(BEGIN, 0.0)

    def choice(self, key: str, slip: float, meant: str = "") -> Choice:
        """Return a word that may be meant, written with slips as likely as `slip`."""
        known, common = self._words.get(meant or key, 0), self._words.get(key, 0)
        anywhere = known / self._total if known else _NEW
        slot, left = self._slots.get(key), chance(0, self._first(key), 1.0)
        if slot is not None:
            left = max(left, _IN_SLOT * chance(0, self._words.get(slot, 0), 1.0))
        return Choice(
            key, meant, slip, number_of(key), number_of(slot or key), anywhere,
            math.log(anywhere), min(known / common, 1.0) if common else 1.0, math.log(left),
            self._within(key, slot),
        )  # fmt: skip

    def _within(self, key: str, slot: str | None) -> float:
        """Return how usual a word is among those that fill its slot, 0..1."""
        if slot is None:
            return 1.0
        return float((max(self._words.get(key, 0), 1) / self._most_in[slot]) ** _EVEN)

    @cached_property
    def _most_in(self) -> dict[str, int]:
        """How often the most usual word of each slot is said."""
        found: dict[str, int] = {}
        for word, slot in self._slots.items():
            found[slot] = max(found.get(slot, 1), self._words.get(word, 0))
        return found

    def likeliest(self, row: Sequence[Sequence[Choice]]) -> list[int]:
        """Return which choice at each place makes the likeliest row."""
        before, scores = [self._begin], [0.0]
        ways: list[list[int]] = []
        for some in row:
            scores, way = self._behind(before, scores, some)
            ways.append(way)
            before = list(some)
        place = max(range(len(scores)), key=scores.__getitem__)
        best: list[int] = []
        for way in reversed(ways):
            best.append(place)
            place = way[place]
        return best[::-1]

    def _behind(
        self, before: Sequence[Choice], scores: Sequence[float], after: Sequence[Choice]
    ) -> tuple[list[float], list[int]]:
        """Return the best score of each choice and which of those before it is behind that.

        Most words were never seen behind each other; then the same one before is the best for all.
        """
        if len(before) == len(after) == 1:
            return [scores[0] + after[0].slip], [0]
        left = [score + one.unseen for score, one in zip(scores, before, strict=True)]
        most = max(left)
        best, ways = [most + other.rarity for other in after], [left.index(most)] * len(after)
        places: dict[int, list[int]] = {}
        for place, other in enumerate(after):
            for number in {other.number, other.slot}:
                places.setdefault(number, []).append(place)
        for way, (one, score) in enumerate(zip(before, scores, strict=True)):
            for place in self._seen(one, places):
                found = score + self.step(one, after[place])
                if found > best[place]:
                    best[place], ways[place] = found, way
        return [score + other.slip for score, other in zip(best, after, strict=True)], ways

    def _seen(self, one: Choice, places: Mapping[int, Sequence[int]]) -> list[int]:
        """Return the places whose words, or slots, were ever seen behind a word or its slot."""
        seen = self._pairs.behind(one.key).keys() & places.keys()
        slot = self._slots.get(one.key)
        if slot is not None:
            seen |= self._pairs.behind(slot).keys() & places.keys()
        return sorted({place for number in seen for place in places[number]})

    def step(self, one: Choice | None, other: Choice) -> float:
        """Return the logarithm of the chance of a word behind another; None: at the start."""
        one = one or self._begin
        behind = self._pairs.behind(one.key)
        seen = max(
            behind.get(other.number, 0), _IN_SLOT * other.within * behind.get(other.slot, 0)
        )
        found = chance(seen * other.share, self._first(one.key), other.anywhere)
        slot = self._slots.get(one.key)
        if slot is not None:
            often = self._pairs.behind(slot).get(other.number, 0) * other.share
            inside = chance(often, self._words.get(slot, 0), other.anywhere)
            found = max(found, _IN_SLOT * inside)
        return math.log(found)

    def _first(self, key: str) -> int:
        """Return how often a word, or the start of a phrase, may have had another behind it."""
        return self._total // _WORDS_OF_A_PHRASE if key == BEGIN else self._words.get(key, 0)
