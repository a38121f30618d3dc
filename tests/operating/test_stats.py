"""Statistics: every count is summed up once, and nothing but counts is shown."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.operating.stats import as_json, as_text, first_day, stats
from bot.storage.values import Count

TODAY = date(2026, 11, 21)
COUNTS = [
    Count(date(2026, 11, 20), "salary", "answer", "de", 6),
    Count(date(2026, 11, 20), "salary", "thumb_up", "de", 2),
    Count(date(2026, 11, 21), "salary", "answer", "en", 2),
    Count(date(2026, 11, 21), "", "fallback", "de", 2),
    Count(date(2026, 11, 21), "greeting", "smalltalk", "de", 5),
    Count(date(2026, 11, 21), "salary", "thumb_down", "de", 1),
]


def test_everything_is_summed_up_and_thumbs_are_no_messages() -> None:
    found = stats(COUNTS, TODAY)
    assert found.messages == 15
    assert found.languages == {"de": 13, "en": 2}
    assert found.outcomes["thumb_up"] == 2
    assert [day.day for day in found.days] == [20, 21]


@pytest.mark.parametrize(("words", "line"), [
    ("en", "messages: 15, answered: 80 %"), ("de", "Nachrichten: 15, beantwortet: 80 %"),
])  # fmt: skip
def test_the_text_begins_with_how_many_were_answered(words: str, line: str) -> None:
    lines = as_text(stats(COUNTS, TODAY), words).splitlines()
    assert lines[:2] == [line, "de 13, en 2"]
    salary = next(line for line in lines if line.startswith("salary"))
    assert salary.split() == ["salary", "8", "0", "0", "0", "0", "2", "1"]


def test_without_counts_it_says_so() -> None:
    assert as_text(stats([], TODAY)) == "Nothing was asked in these days.\n"
    assert json.loads(as_json(stats([], TODAY)))["messages"] == 0


def test_only_greetings_are_no_questions() -> None:
    assert "answered: -" in as_text(stats(COUNTS[4:5], TODAY))


def test_many_intents_are_summed_up_in_the_last_line() -> None:
    many = [Count(TODAY, f"intent_{n:03}", "answer", "de", 1) for n in range(100)]
    assert as_text(stats(many, TODAY)).splitlines()[-1].split()[:3] == ["(70", "more)", "70"]


def test_thirty_days_are_today_and_the_twenty_nine_before() -> None:
    assert first_day(TODAY, 1) == TODAY
    assert first_day(TODAY, 30) == date(2026, 10, 23)


def test_json_is_by_day_and_by_intent() -> None:
    values = json.loads(as_json(stats(COUNTS, TODAY)))
    assert values["days"]["2026-11-20"] == {"answer": 6, "thumb_up": 2}
    assert values["intents"]["salary"]["answer"] == 8
