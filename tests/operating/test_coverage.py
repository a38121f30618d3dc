"""What is answered where, and which figures are old: against a folder whose answers are known."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from bot.knowledge.models import Knowledge, Section
from bot.matching.index import Index
from bot.operating.coverage import Coverage, coverage
from bot.operating.coverage_report import as_csv, as_json, as_text
from bot.operating.tables import table
from tests.dialogue.chat import TODAY

KEEPER, DIRECTOR = "lighthouse_keeper", "lighthouse_director"


def states(found: Coverage, occupation: str, entry: str) -> dict[str, str]:
    cells = [c for c in found.cells if (c.occupation, c.entry) == (occupation, entry)]
    return {cell.language: cell.state for cell in cells}


def with_keeper(knowledge: Knowledge, **changes: object) -> Knowledge:
    """Return the knowledge with another lighthouse keeper."""
    keeper = replace(knowledge.occupations[KEEPER], **changes)
    return replace(knowledge, occupations={**knowledge.occupations, KEEPER: keeper})


def test_what_an_occupation_has_a_section_or_a_figure_for_is_answered(small: Index) -> None:
    found = coverage(small.knowledge, TODAY)
    both = {"de": "answer", "en": "answer"}
    assert states(found, KEEPER, "training") == both
    assert states(found, KEEPER, "salary") == both
    assert states(found, DIRECTOR, "tasks") == both
    assert states(found, DIRECTOR, "training") == {"de": "missing", "en": "missing"}


def test_without_a_figure_of_pay_the_salary_is_missing(small: Index) -> None:
    found = coverage(with_keeper(small.knowledge, figures=()), TODAY)
    assert set(states(found, KEEPER, "salary").values()) == {"missing"}


def test_an_honest_no_is_told_apart_from_an_answer(small: Index) -> None:
    no = Section({"de": "Sagt keine Quelle.", "en": "No source says it."}, kind="fallback")
    found = coverage(with_keeper(small.knowledge, sections={"training": no}), TODAY)
    assert set(states(found, KEEPER, "training").values()) == {"says_no"}
    assert "(de) (en)" in as_text(found)


def test_a_text_that_only_stands_in_for_another_language_is_missing(small: Index) -> None:
    alone = Section({"de": "Zwei Winter.", "en": "Zwei Winter."})
    found = coverage(with_keeper(small.knowledge, sections={"training": alone}), TODAY)
    assert states(found, KEEPER, "training") == {"de": "answer", "en": "missing"}


def test_what_nobody_can_ask_for_in_a_language_is_missing_there(small: Index) -> None:
    tasks = small.knowledge.entries["tasks"]
    german = tuple(phrase for phrase in tasks.phrases if phrase.language == "de")
    entries = {**small.knowledge.entries, "tasks": replace(tasks, phrases=german)}
    found = coverage(replace(small.knowledge, entries=entries), TODAY)
    assert states(found, KEEPER, "tasks") == {"de": "answer", "en": "missing"}


@pytest.mark.parametrize(
    ("today", "review_after", "checked_on", "age"),
    [
        (date(2027, 11, 1), "2027-11-01", "2026-11-01", "fresh"),
        (date(2027, 11, 2), "2027-11-01", "2026-11-01", "old"),
        (date(2027, 11, 1), None, "2026-11-01", "fresh"),
        (date(2027, 11, 2), None, "2026-11-01", "old"),
        (date(2026, 11, 2), "2030-01-01", None, "unchecked"),
    ],
)
def test_a_figure_is_old_once_its_review_is_due(
    small: Index, today: date, review_after: str | None, checked_on: str | None, age: str
) -> None:
    (figure,) = small.knowledge.occupations[KEEPER].figures
    figure = replace(figure, review_after=review_after, checked_on=checked_on)
    found = coverage(with_keeper(small.knowledge, figures=(figure,)), today)
    assert next(each.age for each in found.figures if each.figure == "keeper_pay") == age


def test_the_table_shows_every_question_and_figure(small: Index) -> None:
    text = as_text(coverage(small.knowledge, TODAY))
    assert [line.split() for line in text.splitlines() if " tasks " in line] == [
        ["tasks", "tasks", "de", "en", "de", "en"]
    ]
    assert "almanac  2024     2026-11-01  2027-11-01    fresh" in text
    assert "VERALTET" in as_text(coverage(small.knowledge, date(2030, 1, 1)), "de")


def test_many_occupations_are_shown_below_each_other(small: Index) -> None:
    keeper = small.knowledge.occupations[KEEPER]
    many = {f"job_{number}": replace(keeper, id=f"job_{number}") for number in range(9)}
    text = as_text(coverage(replace(small.knowledge, occupations=many), TODAY))
    assert max(map(len, text.splitlines())) < 100
    assert all(name in text for name in many)


def test_a_folder_without_occupations_has_a_table_all_the_same(small: Index) -> None:
    bare = replace(small.knowledge, occupations={})
    assert "topic" in as_text(coverage(bare, TODAY))


def test_json_and_csv_say_the_same(small: Index) -> None:
    found = coverage(small.knowledge, TODAY)
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    cells = json.loads(as_json(found))["cells"]
    assert [row["state"] for row in rows] == [cell["state"] for cell in cells]
    assert len(rows) == len(found.cells) > 0


def test_a_table_is_aligned_whatever_the_script() -> None:
    assert table(("a", "b"), [("x", 10), ("灯塔", 9)], numbers=1) == [
        "a      b", "--------", "x     10", "灯塔   9"
    ]  # fmt: skip
