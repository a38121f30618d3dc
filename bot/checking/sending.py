"""What Telegram would not take as it is: answers of several messages, buttons without room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.dialogue.choices import LONGEST_DATA, choice_data
from bot.dialogue.context import Context, Message
from bot.dialogue.respond import respond
from bot.knowledge.models import Entry, Knowledge, Place
from bot.knowledge.problems import Problem
from bot.knowledge.rules import problem
from bot.matching.index import Index
from bot.rendering.cutting import utf16_units
from bot.rendering.telegram import render

LONGEST_MESSAGE = 4096
"""UTF-16 units one Telegram message may have."""
_WORTH_A_LOOK = 1800
"""Characters an entry's own texts have at least before its answer is rendered."""


def check_sending(index: Index, today: date) -> Iterator[Problem]:
    """Yield answers too long for one message, and buttons that lose their occupation."""
    knowledge = index.knowledge
    for entry in knowledge.entries.values():
        for occupation in _occupations(entry, knowledge):
            yield from _button(entry, occupation, knowledge)
            if _length(entry, occupation, knowledge) > _WORTH_A_LOOK:
                yield from _answers(entry, occupation, index, today)


def _occupations(entry: Entry, knowledge: Knowledge) -> tuple[str | None, ...]:
    return tuple(knowledge.occupations) if entry.about_occupation or entry.section else (None,)


def _length(entry: Entry, occupation: str | None, knowledge: Knowledge) -> int:
    texts = list(entry.reply.values())
    if occupation is not None and entry.section is not None:
        section = knowledge.occupations[occupation].sections.get(entry.section)
        texts += section.reply.values() if section else ()
    return max(map(len, texts), default=0)


def _button(entry: Entry, occupation: str | None, knowledge: Knowledge) -> Iterator[Problem]:
    if occupation is None or occupation in choice_data(entry.id, occupation).split(" "):
        return
    length = len(f"{entry.id} {occupation}".encode())
    place = knowledge.occupations[occupation].place
    yield _at(place, "W531", knowledge, entry=entry.id, value=occupation, length=length,
              limit=LONGEST_DATA)  # fmt: skip


def _answers(entry: Entry, occupation: str | None, index: Index, today: date) -> Iterator[Problem]:
    pressed = choice_data(entry.id, occupation)
    for language in index.knowledge.languages:
        context = Context(language=language)
        reply = respond(Message("", pressed, language), context, index, today).reply
        parts = render(reply).parts
        if len(parts) > 1:
            length = sum(utf16_units(part.html) for part in parts)
            yield _at(entry.place, "W530", index.knowledge, language=language, length=length,
                      limit=LONGEST_MESSAGE)  # fmt: skip


def _at(place: Place, rule: str, knowledge: Knowledge, **values: object) -> Problem:
    return problem(rule, f"{knowledge.root}/{place.path}", place.line, place.column, **values)
