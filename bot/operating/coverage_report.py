"""Coverage as a table for people, as JSON or as CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from bot.operating.coverage import Cell, Coverage
from bot.operating.tables import table

OCCUPATIONS_ASIDE = 4
"""Columns of occupations that fit beside each other."""
_WORDS = {
    "de": {
        "question": "Frage", "figure": "Zahl", "source": "Quelle", "as_of": "Stand",
        "checked_on": "geprüft", "review_after": "wieder prüfen", "age": "Urteil",
        "topic": "Thema", "answers": "Antworten {}", "phrases": "Formulierungen {}",
        "fresh": "aktuell", "old": "VERALTET", "unchecked": "NIE GEPRÜFT", "undated": "ohne Datum",
        "legend": "de en: beantwortet; (de): sagt ehrlich, dass die Quellen schweigen; -: fehlt",
        "sum": "beantwortet", "general": "Antworten für alle Berufe",
        "no_figures": "Keine Zahlen.",
    },
    "en": {
        "question": "question", "figure": "figure", "source": "source", "as_of": "as of",
        "checked_on": "checked on", "review_after": "review after", "age": "verdict",
        "topic": "topic", "answers": "answers {}", "phrases": "phrases {}",
        "fresh": "fresh", "old": "OLD", "unchecked": "NEVER CHECKED", "undated": "undated",
        "legend": "de en: answered; (de): says honestly that the sources are silent; -: missing",
        "sum": "answered", "general": "Answers for all occupations",
        "no_figures": "No figures.",
    },
}  # fmt: skip


def as_text(found: Coverage, words: str = "en") -> str:
    """Return three tables: questions by occupation, figures by age, general answers by topic."""
    say = _WORDS[words]
    lines: list[str] = []
    occupations = list(dict.fromkeys(cell.occupation for cell in found.cells))
    for start in range(0, len(occupations), OCCUPATIONS_ASIDE):
        lines += [*_matrix(found.cells, occupations[start : start + OCCUPATIONS_ASIDE], say), ""]
    if occupations:
        lines += [say["legend"], ""]
        lines += [*_figures(found, say), ""]
    lines += [say["general"], *_topics(found, say)]
    return "\n".join(lines) + "\n"


def as_json(found: Coverage) -> str:
    """Return everything as JSON."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n"


def as_csv(found: Coverage) -> str:
    """Return one row for each occupation, question and language, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("occupation", "topic", "question", "language", "state"))
    for cell in found.cells:
        writer.writerow((cell.occupation, cell.topic, cell.entry, cell.language, cell.state))
    return out.getvalue()


def _matrix(
    cells: Sequence[Cell], occupations: Sequence[str], say: Mapping[str, str]
) -> list[str]:
    own = [cell for cell in cells if cell.occupation in occupations]
    entries = list(dict.fromkeys((cell.topic, cell.entry) for cell in own))
    by_place: dict[tuple[str, str], list[Cell]] = {}
    for cell in own:
        by_place.setdefault((cell.entry, cell.occupation), []).append(cell)
    rows = [
        [topic, entry, *(_shown(by_place[entry, occupation]) for occupation in occupations)]
        for topic, entry in entries
    ]
    sums = [
        sum(any(c.state != "missing" for c in by_place[entry, each]) for _, entry in entries)
        for each in occupations
    ]
    rows.append(["", say["sum"], *(f"{number} / {len(entries)}" for number in sums)])
    return table((say["topic"], say["question"], *occupations), rows)


def _shown(cells: Sequence[Cell]) -> str:
    known = [cell for cell in cells if cell.state != "missing"]
    marks = (cell.language if cell.state == "answer" else f"({cell.language})" for cell in known)
    return " ".join(marks) or "-"


def _figures(found: Coverage, say: Mapping[str, str]) -> list[str]:
    if not found.figures:
        return [say["no_figures"]]
    rows = [
        (
            each.figure, each.source, each.as_of or say["undated"], each.checked_on or "-",
            each.review_after or "-", say[each.age],
        )
        for each in found.figures
    ]  # fmt: skip
    names = ("figure", "source", "as_of", "checked_on", "review_after", "age")
    return table([say[name] for name in names], rows)


def _topics(found: Coverage, say: Mapping[str, str]) -> list[str]:
    languages = list(dict.fromkeys(each.language for each in found.topics))
    numbers = {(each.topic, each.language): each for each in found.topics}
    rows = [
        (
            topic,
            *(numbers[topic, code].entries for code in languages),
            *(numbers[topic, code].phrases for code in languages),
        )
        for topic in dict.fromkeys(each.topic for each in found.topics)
    ]
    head = [say[name].format(code) for name in ("answers", "phrases") for code in languages]
    return table((say["topic"], *head), rows, numbers=len(head))
