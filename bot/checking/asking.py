"""Ask the live matcher what a phrase leads to, as a person who types it would find out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.dialogue.context import Context, Message
from bot.dialogue.respond import respond
from bot.dialogue.understand import Question, understand
from bot.knowledge.models import Knowledge
from bot.knowledge.pieces import Piece
from bot.matching.index import Index
from bot.text.normalize import normalize

_SLOT = re.compile(r"\{([^{}]*)\}")
_SPOKEN = {"amount": "50000 euro", "year": "2026", "other_occupation": "frontend entwickler"}


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks one knowledge base; what it finds is what a chat without history would find."""

    index: Index
    today: date

    def questions(self, text: str) -> tuple[Question, ...]:
        """Return what the bot takes a phrase for, its slots filled with names it knows."""
        return understand(normalize(self.filled(text)), self.index, None)

    def leads_to(self, text: str, entry: str) -> bool:
        """Tell whether the phrase is answered by the entry, also as one of two questions, or is
        the first thing the bot takes it for where it asks back.
        """
        found = (question.reading for question in self.questions(text))
        if any(read.outcome == "answer" and read.entry == entry for read in found):
            return True
        turn = respond(Message(self.filled(text)), Context(), self.index, self.today)
        return turn.interpretation.intent == entry

    def result(self, text: str) -> Piece:
        """Return in words where the phrase leads instead."""
        reading = self.questions(text)[0].reading
        if reading.entry is None or reading.outcome == "dont_know":
            return Piece("to_nothing")
        key = "to_entry" if reading.outcome == "answer" else "to_suggestion"
        return Piece.of(key, other=reading.entry)

    def filled(self, text: str) -> str:
        """Return a phrase with a name for each slot."""
        if "{" not in text:
            return text
        return _SLOT.sub(lambda found: _spoken(found[1].strip(), self.index.knowledge), text)


def _spoken(slot: str, knowledge: Knowledge) -> str:
    """Return a name that fills a slot: of the default occupation, else the first there is."""
    if slot == "occupation" and knowledge.occupations:
        usual = knowledge.occupations.get(knowledge.default_occupation or "")
        first = usual or next(iter(knowledge.occupations.values()))
        return next(iter(first.name.values()), first.id)
    if slot == "other_occupation" and knowledge.vocabulary.other_occupations:
        return knowledge.vocabulary.other_occupations[0]
    for spellings in knowledge.vocabulary.slots.get(slot, {}).values():
        if spellings:
            return spellings[0]
    return _SPOKEN.get(slot, slot)
