"""What the counts of a store say: how much was asked, on what, and what came of it.

Pure. Counts only: nobody can tell from them who asked or in which words.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.operating.tables import table
from bot.storage.values import THUMB_DOWN, THUMB_UP, Count

OUTCOMES = ("answer", "clarify", "fallback", "smalltalk", "command")
MOST_SHOWN = 30
"""Intents of the table; the rest are summed up in its last line."""
_WORDS = {
    "de": {
        "none": "In diesen Tagen wurde nichts gefragt.", "day": "Tag", "messages": "Nachrichten",
        "intent": "Frage", "language": "Sprache", "nothing": "(nichts erkannt)",
        "more": "({count} weitere)", "answered": "beantwortet", "up": "Daumen hoch",
        "down": "Daumen runter", "answer": "Antwort", "clarify": "Rückfrage",
        "fallback": "keine Antwort", "smalltalk": "Plauderei", "command": "Befehl",
    },
    "en": {
        "none": "Nothing was asked in these days.", "day": "day", "messages": "messages",
        "intent": "intent", "language": "language", "nothing": "(nothing recognised)",
        "more": "({count} more)", "answered": "answered", "up": "thumbs up",
        "down": "thumbs down", "answer": "answer", "clarify": "asked back",
        "fallback": "no answer", "smalltalk": "small talk", "command": "command",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stats:
    """Sums by day, intent, outcome and language; thumbs are counted apart from messages."""

    since: date
    days: Mapping[date, Counter[str]]
    intents: Mapping[str, Counter[str]]
    outcomes: Counter[str]
    languages: Counter[str]

    @property
    def messages(self) -> int:
        """How many messages were answered in whatever way."""
        return sum(self.outcomes[name] for name in self.outcomes if name not in _THUMBS)


_THUMBS = (THUMB_UP, THUMB_DOWN)


def first_day(today: date, days: int) -> date:
    """Return the first of so many days, today being the last."""
    return today - timedelta(days=days - 1)


def stats(counts: Iterable[Count], since: date) -> Stats:
    """Sum the counts up."""
    days: dict[date, Counter[str]] = {}
    intents: dict[str, Counter[str]] = {}
    outcomes: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for each in counts:
        days.setdefault(each.day, Counter())[each.outcome] += each.number
        intents.setdefault(each.intent, Counter())[each.outcome] += each.number
        outcomes[each.outcome] += each.number
        if each.outcome not in _THUMBS:
            languages[each.language] += each.number
    return Stats(since, dict(sorted(days.items())), intents, outcomes, languages)


def as_text(found: Stats, words: str = "en") -> str:
    """Return three tables: by outcome and language, by day, by intent."""
    say = _WORDS[words]
    if not found.outcomes:
        return say["none"] + "\n"
    head = (*(say[name] for name in OUTCOMES), say["up"], say["down"])
    total = _row(found.outcomes)
    languages = sorted(found.languages.items(), key=lambda each: (-each[1], each[0]))
    lines = [
        f"{say['messages']}: {found.messages}, {say['answered']}: {_share(found.outcomes)}",
        ", ".join(f"{code or '?'} {number}" for code, number in languages),
        "",
        *table(
            (say["day"], *head),
            [*((day, *_row(each)) for day, each in found.days.items()), ("", *total)],
            numbers=len(head),
        ),
        "",
        *table((say["intent"], *head), _intents(found, say), numbers=len(head)),
    ]
    return "\n".join(lines) + "\n"


def as_json(found: Stats) -> str:
    """Return the sums as JSON."""
    values = {
        "since": found.since.isoformat(),
        "messages": found.messages,
        "outcomes": dict(sorted(found.outcomes.items())),
        "languages": dict(sorted(found.languages.items())),
        "days": {day.isoformat(): dict(sorted(each.items())) for day, each in found.days.items()},
        "intents": {name: dict(sorted(each.items())) for name, each in _ranked(found)},
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _ranked(found: Stats) -> list[tuple[str, Counter[str]]]:
    return sorted(found.intents.items(), key=lambda each: (-each[1].total(), each[0]))


def _intents(found: Stats, say: Mapping[str, str]) -> list[tuple[object, ...]]:
    ranked = _ranked(found)
    rows: list[tuple[object, ...]] = [
        (name or say["nothing"], *_row(each)) for name, each in ranked[:MOST_SHOWN]
    ]
    rest = ranked[MOST_SHOWN:]
    if rest:
        together = sum((each for _, each in rest), Counter[str]())
        rows.append((say["more"].format(count=len(rest)), *_row(together)))
    return rows


def _row(counted: Counter[str]) -> tuple[int, ...]:
    return tuple(counted[name] for name in (*OUTCOMES, *_THUMBS))


def _share(outcomes: Counter[str]) -> str:
    """Return which share of the questions was answered; greetings and commands are none."""
    asked = sum(outcomes[name] for name in ("answer", "clarify", "fallback"))
    return f"{100 * outcomes['answer'] / asked:.0f} %" if asked else "-"
