"""One exchange on its way from message to turn: what every step needs, and the last step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.dialogue.answers import answer
from bot.dialogue.answers.own_data import effects_of
from bot.dialogue.context import MOST_FORMS, Context, Message
from bot.dialogue.forms.play import Played, start
from bot.dialogue.holds import holds_for
from bot.dialogue.language import app_language, evidence, reply_language
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.target import Target
from bot.dialogue.terms import DEFAULT_TERMS, Terms
from bot.dialogue.turn import Ask, Turn, Understood
from bot.dialogue.wording import say
from bot.knowledge.models import Entry, Knowledge
from bot.matching.index import Index
from bot.matching.interpretation import Guard, Interpretation

_KEPT_SLOTS = (
    "period", "level", "place", "pay", "amount", "amount_period", "year", "payments"
)  # fmt: skip
_ASIDES = ("sources", "source_of_last")
"""Answers about an answer: the subject stays what it was."""
_INNER_SLOTS = ("generic", "home", "short_name", "amount_period", "payments")


@dataclass(frozen=True, slots=True)
class Exchange:
    """The message, the memory, the knowledge, the day, and the language of the reply."""

    message: Message
    context: Context
    index: Index
    today: date
    language: str = ""
    foreign: str | None = None
    """The language the message seems to be in, where it is none the bot speaks."""
    guards: tuple[Guard, ...] = ()
    """What was checked so far on the way to the reply."""
    terms: Terms = DEFAULT_TERMS

    @property
    def knowledge(self) -> Knowledge:
        return self.index.knowledge

    def in_language_of(self, text: str) -> Exchange:
        """Return the exchange with its language chosen by the words of a normalised text."""
        found = evidence(text, self.index, app_language(self.message))
        language = reply_language(found, self.message, self.context, self.index)
        return replace(self, language=language, foreign=found.foreign)

    def noted(self, *guards: Guard) -> Exchange:
        """Return the exchange with more guards, which its turn will tell."""
        return replace(self, guards=(*self.guards, *guards))

    def turn(
        self,
        reply: Reply,
        entry: str | None = None,
        slots: Mapping[str, str] | None = None,
        sure: float = 0.0,
        reading: Interpretation | None = None,
    ) -> Turn:
        """Return the turn for a reply that changes nothing but language and offered choices."""
        context = replace(
            self.context,
            language=self.language,
            offered=tuple(choice.data for choice in reply.choices),
        )
        public = {k: v for k, v in (slots or {}).items() if k not in _INNER_SLOTS}
        understood = Understood(
            self.language, entry, reply.topic, public, round(sure, 4), reply.kind, reading,
            self.guards,
        )  # fmt: skip
        return Turn(reply, context, understood)

    def answered(
        self,
        entry: Entry,
        target: Target,
        slots: Mapping[str, str],
        sure: float,
        reading: Interpretation | None = None,
    ) -> Turn:
        """Return the turn that answers `entry` for the occupation meant, and remembers it."""
        exchange = self
        if entry.answer == "language" and slots.get("language") in self.knowledge.languages:
            exchange = replace(self, language=slots["language"])
        if target.occupation is not None and target.verdict == "known":
            slots = {**slots, "occupation": target.occupation.id}
        form = self.knowledge.forms.get(entry.form or "")
        if form is not None and holds_for(entry, target.occupation, self.knowledge):
            ask = exchange.ask(entry, target, slots)
            known = {**self.context.slots, **slots}
            turn = exchange.played(entry, start(ask, form, known), slots, sure, reading)
            return replace(turn, context=_about(turn.context, entry, target))
        ask = exchange.ask(entry, target, slots)
        reply = answer(ask)
        if reading is not None and self._said_before(entry, target, slots, reply):
            again = Paragraph(say(self.knowledge, "said_before", exchange.language), "small")
            reply = replace(reply, paragraphs=(again, *reply.paragraphs))
        turn = exchange.turn(reply, entry.id, slots, sure, reading)
        context = _remember(turn.context, entry, target, slots, reply)
        return replace(turn, context=context, effects=effects_of(ask))

    def played(
        self,
        entry: Entry,
        played: Played,
        slots: Mapping[str, str],
        sure: float,
        reading: Interpretation | None = None,
    ) -> Turn:
        """Return the turn for a move in a form, which is the subject from now on."""
        turn = self.turn(played.reply, entry.id, slots, sure, reading)
        context = replace(
            turn.context,
            entry=entry.id,
            topic=entry.topic,
            slots={},
            sources=played.reply.sources,
            figures=(),
            pending=None,
            shortened=False,
            forms=played.forms[:MOST_FORMS],
        )
        return replace(turn, context=context)

    def _said_before(
        self, entry: Entry, target: Target, slots: Mapping[str, str], reply: Reply
    ) -> bool:
        """Tell whether the very same answer was the last one given."""
        before = self.context
        kept = {k: v for k, v in slots.items() if k in _KEPT_SLOTS}
        answered = before.entry == entry.id and before.pending is None
        same = answered and dict(before.slots) == kept
        occupation = target.occupation.id if target.occupation is not None else None
        about = not entry.about_occupation or occupation == before.occupation
        return same and about and reply.kind in ("answer", "fallback")

    def ask(self, entry: Entry, target: Target, slots: Mapping[str, str]) -> Ask:
        """Return the question as answers take it."""
        return Ask(
            entry=entry,
            language=self.language,
            occupation=target.occupation,
            slots=slots,
            context=self.context,
            index=self.index,
            today=self.today,
            assumed=target.verdict == "assumed" and entry.about_occupation,
            terms=self.terms,
        )


def _about(context: Context, entry: Entry, target: Target) -> Context:
    """Return the context with the occupation an answer was about, if it was about one."""
    if target.occupation is None or not entry.about_occupation:
        return context
    return replace(context, occupation=target.occupation.id)


def _remember(
    context: Context, entry: Entry, target: Target, slots: Mapping[str, str], reply: Reply
) -> Context:
    """Return the memory after an answer; smalltalk and commands leave the subject alone."""
    if entry.answer == "language" and "language" in slots:
        context = replace(context, chosen_language=slots["language"])
    if entry.answer == "delete":
        return Context()
    if entry.answer == "settings" and target.occupation is not None and "occupation" in slots:
        return replace(context, occupation=target.occupation.id)
    if entry.answer == "cancel":
        return Context(language=context.language, chosen_language=context.chosen_language)
    if reply.kind in ("smalltalk", "command") or entry.answer in _ASIDES:
        return context
    return replace(
        _about(context, entry, target),
        entry=entry.id,
        topic=entry.topic,
        slots={k: v for k, v in slots.items() if k in _KEPT_SLOTS},
        stranger=None,
        sources=reply.sources,
        figures=tuple(str(a.values["figure"]) for a in reply.attachments if "figure" in a.values),
        pending=entry.id if reply.kind == "clarify" else None,
        shortened=False,
    )
