"""The values that pass between the parts of the dialogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.dialogue.amounts import format_amount
from bot.dialogue.context import Context
from bot.dialogue.effects import Effect
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.terms import DEFAULT_TERMS, Terms
from bot.dialogue.wording import in_language, say
from bot.knowledge.models import Entry, Knowledge, Occupation
from bot.matching.index import Index
from bot.matching.interpretation import Guard, Interpretation


@dataclass(frozen=True, slots=True)
class Understood:
    """What the whole message was taken for; `reading` is None where nothing was matched."""

    language: str
    intent: str | None
    topic: str
    slots: Mapping[str, str]
    confidence: float
    kind: str
    reading: Interpretation | None = None
    guards: tuple[Guard, ...] = ()
    """What the dialogue checked on the way from the reading to the reply, in order."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The bot's side of one exchange: what it says, what it remembers, what is to be done.

    `effects` are for the transport: it carries them out after the reply is made and adds to it
    what came of them (`effects.told`).
    """

    reply: Reply
    context: Context
    interpretation: Understood
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked, with all an answer may need to reply to it."""

    entry: Entry
    language: str
    occupation: Occupation | None
    slots: Mapping[str, str]
    context: Context
    index: Index
    today: date
    assumed: bool = False
    """Whether the occupation is the default one, not named in this chat so far."""
    terms: Terms = DEFAULT_TERMS

    @property
    def knowledge(self) -> Knowledge:
        return self.index.knowledge

    def say(self, key: str, /, **values: str) -> str:
        """Return the sentence of wording.yaml in the language of the reply."""
        return say(self.knowledge, key, self.language, **values)

    def note_on(self, occupation: Occupation, key: str) -> Paragraph:
        """Return the small note that names the occupation the answer is about."""
        name = in_language(occupation.name, self.language)
        return Paragraph(self.say(key, occupation=name), "small")

    def money(self, value: float) -> str:
        """Return euros as the language of the reply writes them."""
        return format_amount(value, self.language)
