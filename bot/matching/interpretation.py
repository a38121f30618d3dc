"""What the matcher made of a message: spans, candidates, guards and one of three outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.knowledge.models import Phrase
from bot.matching.spans import Item, Span

Outcome = Literal["answer", "did_you_mean", "dont_know"]
Reason = Literal[
    "recognized", "exact", "trigger", "follow_up",
    "no_words", "no_intent", "ambiguous", "unknown_words", "only_slots", "negated",
]  # fmt: skip
Verdict = Literal["decides", "passes", "reranks", "did_you_mean", "dont_know"]
"""What a guard says: this is it; nothing against it; rank in another way; at best ask back; say
honestly that it is not known.
"""


@dataclass(frozen=True, slots=True)
class Guard:
    """One check a reading went through, and the numbers it went by.

    The outcome is made of these very values (see `guards.outcome`), so that an explanation of
    them is one of the decision.
    """

    name: str
    verdict: Verdict
    reason: Reason | None = None
    """What the outcome is owed to where this guard decides it."""
    found: float | None = None
    needed: float | None = None
    about: str = ""
    """The words, phrase or entry it was about."""


class Parts(NamedTuple):
    """What each part of a candidate adds to its score."""

    share: float = 0.0
    similarity: float = 0.0
    own: float = 0.0
    subject: float = 0.0


_NO_PARTS = Parts()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry and what its score is made of: its share of the probability, its nearest
    phrase's similarity, the share of the message's words its phrases hold, and how far it stays
    on the subject of the conversation (each 0..1).
    """

    entry: str
    probability: float
    similarity: float
    own: float = 1.0
    subject: float = 0.0
    strength: float = 0.0
    """How strongly the message asks for anything known at all; see `Nested.probabilities`."""
    score: float = 0.0
    parts: Parts = _NO_PARTS
    follow_up: int | None = None
    """The number of the follow-up phrase that is nearer than the entry's phrases, if one is."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The reading of one segment of a message; candidates best first."""

    text: str
    outcome: Outcome
    reason: Reason
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    spans: tuple[Span, ...] = ()
    unknown: tuple[str, ...] = ()
    coverage: float = 0.0
    keys: tuple[str, ...] = ()
    phrase: Phrase | None = None
    """The phrase that decided, where one did (exact, trigger, follow-up)."""
    asked: tuple[Item, ...] = ()
    """The words and slots that were compared with phrases."""
    guards: tuple[Guard, ...] = ()
    """Every check on the way to the outcome, in order."""

    @property
    def entry(self) -> str | None:
        """Return the best candidate whatever the outcome, or None if there is none."""
        return self.candidates[0].entry if self.candidates else None

    @property
    def slots(self) -> Mapping[str, str]:
        """Return slot -> value; the first span of a slot wins."""
        found: dict[str, str] = {}
        for span in self.spans:
            found.setdefault(span.slot, span.value)
        return found

    def span(self, slot: str) -> Span | None:
        """Return the first span of that slot, or None."""
        return next((span for span in self.spans if span.slot == slot), None)
