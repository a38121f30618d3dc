"""Words that decide for an entry wherever they stand in a message, also with one slip in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot.knowledge.models import Phrase

_SHORTEST_SHORTENED = 4
"""Letters of a trigger's word from which on it is known with one of them missing."""
_REMEMBERED, _LONGEST_REMEMBERED = 1 << 11, 40
"""How many words are remembered; endless ones nobody says twice."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Folded words that decide for an entry wherever they stand, and the phrase they are from."""

    words: tuple[str, ...]
    entry: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Slip:
    """A word of a message that may be a trigger's word with one slip.

    `shortened` allows for nothing but a letter that is missing; `among` is how many words the
    trigger must have; `of` are the words it may be a slip of, where not of all.
    """

    place: int
    written: str
    shortened: bool = False
    among: int = 2
    of: AbstractSet[str] | None = None


@dataclass(frozen=True)
class Triggers:
    """All triggers in the order of the knowledge, found by their words."""

    all: tuple[Trigger, ...]
    numbers: Mapping[tuple[str, ...], int]
    """The words of a trigger -> the first one with these."""
    lengths: Mapping[str, tuple[int, ...]]
    """The first word of a trigger -> how many words those have that begin so."""

    @classmethod
    def of(cls, triggers: Iterable[Trigger]) -> Triggers:
        """Note the words of each trigger."""
        known = tuple(triggers)
        numbers: dict[tuple[str, ...], int] = {}
        lengths: dict[str, dict[int, None]] = {}
        for number, trigger in enumerate(known):
            numbers.setdefault(trigger.words, number)
            lengths.setdefault(trigger.words[0], {})[len(trigger.words)] = None
        return cls(known, numbers, {word: tuple(many) for word, many in lengths.items()})

    def first(self, said: Sequence[str]) -> Trigger | None:
        """Return the first trigger whose words are said one after the other, or None.

        One that is said only inside a longer one ("umbringen" in "ihn umbringen") does not count.
        """
        found = [
            (self.numbers[words], place, place + length)
            for place, word in enumerate(said)
            for length in self.lengths.get(word, ())
            if (words := tuple(said[place : place + length])) in self.numbers
        ]
        own = [
            number
            for number, start, end in found
            if not any(
                begin <= start and end <= stop and (begin, stop) != (start, end)
                for _, begin, stop in found
            )
        ]
        return self.all[min(own)] if own else None

    def almost(self, said: Sequence[str], slips: Iterable[Slip]) -> Trigger | None:
        """Return a trigger of several words that is said but for one of the `slips`, or None.

        There must be none in what is `said`, so that it is only looked for around each slip.
        """
        for slip in slips:
            for meant in self._meant(slip):
                if slip.of is None or meant in slip.of:
                    found = self._around(said, slip.place, meant)
                    if found is not None and len(found.words) >= slip.among:
                        return found
        return None

    def _around(self, said: Sequence[str], place: int, meant: str) -> Trigger | None:
        """Return the trigger that is said with another word at a place; one of one word may be
        overlooked.
        """
        behind = (meant, *said[place + 1 : place + 2])
        before = (*said[max(place - 1, 0) : place], meant)
        if behind not in self._pairs and before not in self._pairs:
            return None
        begin = max(place - self._longest + 1, 0)
        return self.first([*said[begin:place], meant, *said[place + 1 : place + self._longest]])

    def _meant(self, slip: Slip) -> tuple[str, ...]:
        """Return the words of the triggers that a word may be a slip of."""
        asked = (slip.written, slip.shortened)
        found = self._known.get(asked)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._shortened(slip.written) if slip.shortened else self._near(slip.written)
            if len(slip.written) <= _LONGEST_REMEMBERED:
                self._known[asked] = found
        return found

    def _shortened(self, word: str) -> tuple[str, ...]:
        more = self._by_rest.get(word, ())
        return tuple(meant for meant in more if len(meant) >= _SHORTEST_SHORTENED)

    def _near(self, word: str) -> tuple[str, ...]:
        rests = (word, *_rests(word))
        near = dict.fromkeys(meant for rest in rests for meant in self._by_rest.get(rest, ()))
        return tuple(meant for meant in near if OSA.distance(word, meant) == 1)

    @cached_property
    def _known(self) -> dict[tuple[str, bool], tuple[str, ...]]:
        """What words may be slips of; most are said again and again."""
        return {}

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, ...]]:
        """Every two words that stand one behind the other in a trigger."""
        return frozenset(pair for words in self.numbers for pair in pairwise(words))

    @cached_property
    def _longest(self) -> int:
        """How many words the longest trigger has."""
        return max(map(len, self.numbers), default=1)

    @cached_property
    def _by_rest(self) -> dict[str, tuple[str, ...]]:
        """Words of the triggers by themselves and by what is left when one letter is missing."""
        found: dict[str, dict[str, None]] = {}
        for word in dict.fromkeys(word for trigger in self.all for word in trigger.words):
            for rest in (word, *_rests(word)):
                found.setdefault(rest, {})[word] = None
        return {rest: tuple(words) for rest, words in found.items()}


def _rests(word: str) -> tuple[str, ...]:
    return tuple(word[:place] + word[place + 1 :] for place in range(len(word)))
