"""A bare number is pay where people name their pay, and nowhere else."""

from __future__ import annotations

import pytest

from bot.matching.amount_words import amount_words
from bot.matching.index import Index
from bot.matching.lesson import Lesson
from tests.matching.reading import slots_of, words_of


def amounts_in(text: str, index: Index) -> list[str]:
    return [value for slot, value in slots_of(text, index) if slot == "amount"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3200", "3200"),
        ("und 45k?", "45000"),
        ("ich verdiene 1985", "1985"),
        ("ich verdiene zwirbel 3200", "3200"),
        ("sind 3200 gut", "3200"),
        ("verdiene 3200, zwirbel", "3200"),
        ("leuchtturmwärter 65.000", "65000"),
        ("65000 als leuchtturmwärter", "65000"),
        ("is 12345 fair", "12345"),
        ("wie viel sind 48000 im monat", "48000"),
    ],
)
def test_a_number_alone_or_in_talk_about_money_is_pay(text: str, value: str, small: Index) -> None:
    assert amounts_in(text, small) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "zwirbel 8080", "zwirbel: 8080", "5000 zwirbel", "5.000 zwirbel", "10k zwirbel",
        "sind 5000 zwirbel gut", "gut ist zwirbel 5000", "leuchtturmwärter zwirbel 8080",
        "leuchtturmwärter 10115 kiel", "leuchtturmwärter 10115", "1985", "im jahr 1985",
        "3000 stunden", "zwirbel in 5000",
    ],
)  # fmt: skip
def test_a_number_that_names_or_counts_something_is_no_pay(text: str, small: Index) -> None:
    assert amounts_in(text, small) == []


def test_a_number_that_is_no_pay_stays_a_word(small: Index) -> None:
    assert words_of("zwirbel 8080", small)[-1] == "8080"


def test_the_words_around_amounts_come_from_the_phrases_alone(small: Index) -> None:
    words = amount_words(Lesson.of(small.knowledge), {}, small.lexicon.function)
    assert {"verdi", "bekom"} <= words.before
    assert {"gut", "fair"} <= words.after
    assert words.before | words.after <= words.anywhere
    assert not words.anywhere & {"amoun", "occup", "ich", "is"}


@pytest.mark.parametrize(
    ("text", "many"), [("5000, " * 99, 99), ("8080 zwirbel " * 99, 0), ("5000 " * 99, 0)]
)
def test_a_sentence_full_of_numbers_is_read_as_well(text: str, many: int, small: Index) -> None:
    assert len(amounts_in(text, small)) == many
