"""The same questions put to two indexes: whose winner flips, which answers differ, which lead
shrinks.

Pure. Which files made the two indexes different, `differences` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.dialogue.context import Context, Message
from bot.dialogue.read_before import Read, ReadBefore
from bot.dialogue.respond import respond
from bot.dialogue.turn import Turn
from bot.knowledge.models import Conversation, Knowledge, Phrase
from bot.knowledge.models import Turn as Promise
from bot.matching.index import Index

SHRUNK = 0.1
"""A lead (share of the best candidate less that of the second) that lost more than this."""
_ALL = 1_000_000
_SLOT = re.compile(r"\{(\w+)\}")
_NUMBERS = {"amount": "3000 €", "year": "2030"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and where it comes from: a golden turn, a phrase, the inbox."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question; `margin` is the lead of the winner, None without a reading."""

    intent: str | None
    kind: str
    text: str
    margin: float | None
    sure: bool = False
    """Whether the message was read as an answerable question, whatever the reply says."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One question with both outcomes."""

    asked: Asked
    old: Outcome
    new: Outcome

    @property
    def flips(self) -> bool:
        """Whether another kind of reply, or another intent's reply, is what comes now.

        Which intent was nearest to a message nobody understood does not matter.
        """
        if self.old.kind != self.new.kind:
            return True
        return self.old.intent != self.new.intent and self.old.text != self.new.text

    @property
    def shrinks(self) -> bool:
        """Whether the same winner has much less of a lead."""
        return not self.flips and self.lost > SHRUNK

    @property
    def answered_now(self) -> bool:
        """Whether there is an answer where there was none."""
        return self.old.kind != "answer" and self.new.kind == "answer"

    @property
    def lost(self) -> float:
        """How much smaller the lead has become; negative if it has grown."""
        if self.old.margin is None or self.new.margin is None:
            return 0.0
        return self.old.margin - self.new.margin


class Side:
    """One index with the readings it has given so far: what is asked again costs nothing."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.read: Read = ReadBefore(index, most=_ALL, longest=_ALL).read

    def play(self, conversation: Conversation, today: date) -> list[Outcome]:
        """Return what became of each turn, each going on from what was said before."""
        context, outcomes = Context(), []
        for promise in conversation.turns:
            message = Message(promise.say, promise.press, conversation.language_code)
            turn = respond(message, context, self.index, today, self.read)
            context = turn.context
            outcomes.append(outcome(turn))
        return outcomes


def compare(
    old: Side, new: Side, conversations: Iterable[Conversation], today: date
) -> tuple[Compared, ...]:
    """Play conversations on both sides."""
    return tuple(
        compared
        for conversation in conversations
        for compared in _both(old, new, conversation, today)
    )


def conversations_of(old: Knowledge, new: Knowledge) -> tuple[Conversation, ...]:
    """Return the golden conversations of both, those they share once."""
    known = {_said(conversation) for conversation in new.conversations}
    gone = (each for each in old.conversations if _said(each) not in known)
    return (*new.conversations, *gone)


def as_conversations(
    phrases: Iterable[Phrase], knowledge: Knowledge, origin: str
) -> tuple[Conversation, ...]:
    """Return phrases as questions somebody asks out of the blue, with something in each slot."""
    found = []
    for phrase in phrases:
        language = phrase.language or knowledge.languages[0]
        fill = partial(_filled, knowledge=knowledge, language=language)
        text = _SLOT.sub(fill, phrase.text)
        found.append(Conversation((Promise(text, place=phrase.place),), language, origin))
    return tuple(found)


def as_questions(texts: Iterable[tuple[str, str]], origin: str) -> tuple[Conversation, ...]:
    """Return pairs of text and language as questions somebody asks out of the blue."""
    return tuple(Conversation((Promise(text),), language, origin) for text, language in texts)


def outcome(turn: Turn) -> Outcome:
    """Return what became of a question."""
    understood = turn.interpretation
    reading = understood.reading
    candidates = reading.candidates if reading else ()
    shares = sorted((each.probability for each in candidates), reverse=True)
    margin = shares[0] - (shares[1] if len(shares) > 1 else 0.0) if shares else None
    sure = reading is not None and reading.outcome == "answer"
    return Outcome(understood.intent, turn.reply.kind, turn.reply.text, margin, sure)


def _filled(mark: re.Match[str], knowledge: Knowledge, language: str) -> str:
    """Return something people say for a slot: the first name or spelling the knowledge has."""
    slot = mark[1]
    if slot == "occupation":
        names = (occupation.name for occupation in knowledge.occupations.values())
        return next((name.get(language, "") for name in names), "")
    if slot == "other_occupation":
        return next(iter(knowledge.vocabulary.other_occupations), "")
    values = knowledge.vocabulary.slots.get(slot, {}).values()
    return next((spelt[0] for spelt in values if spelt), _NUMBERS.get(slot, ""))


def _both(old: Side, new: Side, conversation: Conversation, today: date) -> Iterator[Compared]:
    sides = [side.play(conversation, today) for side in (old, new)]
    for promise, was, is_ in zip(conversation.turns, *sides, strict=True):
        asked = Asked(promise.press or promise.say, _origin(conversation, promise))
        yield Compared(asked, was, is_)


def _origin(conversation: Conversation, promise: Promise) -> str:
    return str(promise.place) if promise.place.path else conversation.about


def _said(conversation: Conversation) -> tuple[object, ...]:
    return (
        conversation.language_code,
        *((turn.say, turn.press) for turn in conversation.turns),
    )
