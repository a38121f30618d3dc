"""One segment of a message on its way to a reading, and what can be told from its words alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.knowledge.models import Phrase
from bot.matching.index import FollowUp, Index
from bot.matching.interpretation import Candidate, Interpretation, Outcome, Reason
from bot.matching.lexicon import Word
from bot.matching.ranking import (
    Ranking,
    Talk,
    has_content,
    rank_named,
    within_our_field,
    without_contrary,
    without_unknown,
)
from bot.matching.spans import Item, Span, read_items, without_fillers

_GOES_ON = frozenset({"und", "and", "oder", "or", "aber", "but"})
_SAYS_NOTHING = _GOES_ON | {
    "ein", "eine", "einen", "der", "die", "das", "a", "an", "the", "one", "ones"
}  # fmt: skip
_REFERS = frozenset({"das", "dies", "es", "that", "this", "it"})
_MOST_ASKED = 24
"""Words of one sentence that are compared with phrases."""


@dataclass(frozen=True)
class Segment:
    """The items of a segment, those that ask something, and what was talked about before."""

    text: str
    topic: str | None
    index: Index
    items: tuple[Item, ...]
    asked: tuple[Item, ...]

    @classmethod
    def of(cls, text: str, topic: str | None, index: Index) -> Segment:
        """Read the words and slots of a normalised text."""
        items = read_items(text, index.lexicon)
        asked = without_fillers(items)
        if not has_content(asked):  # "good evening dude" is made of fillers, and means something
            asked = items
        return cls(text, topic, index, items, _ends(asked))

    @cached_property
    def slots_only(self) -> bool:
        """Whether nothing is asked beyond slots: "und im Monat?", "Senior Director?"."""
        return any(isinstance(item, Span) for item in self.asked) and not any(
            isinstance(item, Word) and item.tells for item in self.asked
        )

    @cached_property
    def bare(self) -> bool:
        """Whether the words around the slots say nothing at all."""
        return _SAYS_NOTHING.issuperset(self.said)

    @cached_property
    def goes_on(self) -> bool:
        """Whether the words ask nothing of their own, and there is something to go on with."""
        return self.topic is not None and not self.asks

    @cached_property
    def asks(self) -> bool:
        """Tell "was kostet …" from "und was …?", which goes on with what was."""
        if self.begins_with_and:
            return False
        return self.index.lexicon.asks(self.said) and _REFERS.isdisjoint(self.said)

    @cached_property
    def begins_with_and(self) -> bool:
        """Whether it is said to be one more question: "and German?" is no wish for German."""
        first = self.asked[0] if self.asked else None
        return isinstance(first, Word) and first.key in _GOES_ON

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The keys of the words that ask."""
        return tuple(item.key for item in self.asked if isinstance(item, Word))

    @cached_property
    def says_something(self) -> bool:
        """Whether there is more than function words: "is it" asks nothing by itself."""
        return has_content(self.asked) or any(
            isinstance(item, Word) and item.filler for item in self.asked
        )

    @cached_property
    def amount(self) -> bool:
        """Whether an amount is named."""
        return any(isinstance(item, Span) and item.slot == "amount" for item in self.asked)

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        return self.index.nearest_follow_ups(self.asked, self.topic)

    @cached_property
    def _talk(self) -> Talk:
        return Talk(self.index, self.topic, self.follow_ups)

    @cached_property
    def as_said(self) -> Ranking:
        """The ranking of all that is asked."""
        return rank_named(self.asked, self._talk)

    @cached_property
    def ranking(self) -> Ranking:
        """The ranking that decides."""
        ranking = without_contrary(self.as_said, self.items, self._talk)
        return without_unknown(within_our_field(ranking, self.items, self._talk), self._talk)

    def reading(
        self, outcome: Outcome, reason: Reason, sure: float = 0.0, ranking: Ranking | None = None
    ) -> Interpretation:
        """Return a reading with what the `ranking` found, or without candidates."""
        found = ranking or Ranking((), self.asked, covered=0.0)
        return Interpretation(
            self.text,
            outcome,
            reason,
            round(min(sure, 1.0), 4),
            candidates=found.candidates,
            spans=tuple([i for i in self.items if isinstance(i, Span) and not i.negated]),
            unknown=found.unknown,
            coverage=found.covered,
            keys=tuple([item.key for item in self.items if isinstance(item, Word)]),
            asked=found.items,
            guards=found.guards,
        )

    def certain(self, entry: str, phrase: Phrase, reason: Reason, sure: float) -> Interpretation:
        """Return the reading that a phrase alone decides."""
        reading = self.reading("answer", reason, sure)
        candidate = Candidate(entry, 1.0, reading.confidence)
        return replace(reading, candidates=(candidate,), coverage=1.0, phrase=phrase)


def _ends(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the start and the end of an endless sentence: nobody asks with so many words."""
    half = _MOST_ASKED // 2
    found = tuple(items)
    return found if len(found) <= _MOST_ASKED else found[:half] + found[-half:]
