"""What the knowledge answers and what it does not: occupation by topic by language, and how old
its figures are.

Pure. Judges by what is written, without asking the bot: a question counts as answered in a
language when there is a text (or a figure) for it and a way to ask for it in that language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.knowledge.models import Entry, Figure, Knowledge, Occupation, Text

Answered = Literal["answer", "says_no", "missing"]
Age = Literal["fresh", "old", "unchecked"]
LONGEST_UNREVIEWED = timedelta(days=365)
"""A figure nobody has given a date of review is old a year after it was checked."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether one question about one occupation is answered in one language.

    `says_no`: the answer is that the sources say nothing about it.
    """

    occupation: str
    topic: str
    entry: str
    language: str
    state: Answered


@dataclass(frozen=True, slots=True)
class Dated:
    """One figure and how old what is known of it is."""

    figure: str
    occupation: str
    source: str
    as_of: str | None
    checked_on: str | None
    review_after: str | None
    age: Age


@dataclass(frozen=True, slots=True)
class Topic:
    """The answers of one topic that hold for every occupation, or need none."""

    topic: str
    language: str
    entries: int
    phrases: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything `karrierebot coverage` shows."""

    cells: tuple[Cell, ...]
    figures: tuple[Dated, ...]
    topics: tuple[Topic, ...]


def coverage(knowledge: Knowledge, today: date) -> Coverage:
    """Return what is answered and how old the figures are, in the order of the knowledge."""
    about = [entry for entry in knowledge.entries.values() if entry.section or _pay(entry)]
    general = [entry for entry in knowledge.entries.values() if not (entry.section or _pay(entry))]
    cells = tuple(
        Cell(occupation.id, entry.topic, entry.id, language, _state(entry, occupation, language))
        for occupation in knowledge.occupations.values()
        for entry in sorted(about, key=lambda each: (each.topic, each.id))
        for language in knowledge.languages
    )
    figures = tuple(
        _dated(figure, today)
        for occupation in knowledge.occupations.values()
        for figure in occupation.figures
    )
    return Coverage(cells, figures, tuple(_topics(general, knowledge.languages)))


def _pay(entry: Entry) -> bool:
    return entry.answer in ("salary", "salary_check")


def _state(entry: Entry, occupation: Occupation, language: str) -> Answered:
    if not _can_be_asked(entry, language):
        return "missing"
    if entry.section is None:
        paid = any(figure.topic == "salary" for figure in occupation.figures)
        return "answer" if paid else "missing"
    section = occupation.sections.get(entry.section)
    if section is None or not _own(section.reply, language):
        return "missing"
    return "says_no" if section.kind == "fallback" else "answer"


def _can_be_asked(entry: Entry, language: str) -> bool:
    ways = (*entry.phrases, *entry.triggers)
    return bool(entry.commands) or any(way.language in (None, language) for way in ways)


def _own(text: Text, language: str) -> bool:
    """Tell whether a text is there in this language and is not just another one's."""
    own = text.get(language)
    first = next(iter(text), None)
    return bool(own) and (first == language or own != text.get(first or ""))


def _dated(figure: Figure, today: date) -> Dated:
    return Dated(
        figure.id, figure.occupation, figure.source, figure.as_of, figure.checked_on,
        figure.review_after, _age(figure, today),
    )  # fmt: skip


def _age(figure: Figure, today: date) -> Age:
    if figure.checked_on is None:
        return "unchecked"
    if figure.review_after is not None:
        due = date.fromisoformat(figure.review_after)
    else:
        due = date.fromisoformat(figure.checked_on) + LONGEST_UNREVIEWED
    return "old" if due < today else "fresh"


def _topics(entries: list[Entry], languages: tuple[str, ...]) -> Iterator[Topic]:
    for topic in sorted({entry.topic for entry in entries}):
        own = [entry for entry in entries if entry.topic == topic]
        for language in languages:
            asked = [entry for entry in own if _can_be_asked(entry, language) and _said(entry)]
            phrases = sum(
                phrase.language in (None, language) for entry in own for phrase in entry.phrases
            )
            yield Topic(topic, language, len(asked), phrases)


def _said(entry: Entry) -> bool:
    return bool(entry.reply or entry.answer)
