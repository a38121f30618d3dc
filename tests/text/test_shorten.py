"""Of a very long message the start, the end and every question are read, whatever lies between."""

from __future__ import annotations

import pytest

from bot.text.shorten import LONGEST_MESSAGE, shorten

STORY = "Ich erzähle von früher. "
QUESTIONS = [f"Was verdient man im Beruf Nummer {number}" for number in range(30)]


def test_an_ordinary_message_stays_as_it_is() -> None:
    text = "a" * LONGEST_MESSAGE
    assert shorten(text) == text


def test_a_long_message_keeps_its_start_its_questions_and_its_end() -> None:
    kept = shorten(f"Anfang. {STORY * 4000}Was verdient man? {STORY * 4000}Ende?")
    assert kept.startswith("Anfang.")
    assert "Was verdient man?" in kept
    assert kept.endswith("Ende?")


@pytest.mark.parametrize("between", ["", STORY * 100, "Ist das viel? " * 200, "\n\n", "Hm? Hm?? "])
def test_every_question_of_a_long_message_is_kept_in_its_order(between: str) -> None:
    kept = shorten(STORY * 50 + between.join(f"{asked}? " for asked in QUESTIONS) + STORY * 50)
    places = [kept.find(f"{asked}?") for asked in QUESTIONS]
    assert min(places) > 0
    assert places == sorted(places)


def test_a_question_among_thousands_of_equal_ones_is_kept() -> None:
    filler = "Ich habe im Lager gearbeitet. Ist das viel? " * 1000
    kept = shorten(f"{filler}Wie werde ich Entwickler? {filler}")
    assert "Wie werde ich Entwickler?" in kept
    assert kept.count("Ist das viel?") < 30


@pytest.mark.parametrize("mark", ["?", "？", "؟", "??", "?!", "⁇"])
def test_question_marks_of_every_kind_count(mark: str) -> None:
    assert "Was verdient man?" in shorten(f"{STORY * 100}Was verdient man{mark} {STORY * 100}")


def test_a_number_with_a_point_does_not_cut_its_question() -> None:
    assert "Sind 52.000 € gut?" in shorten(f"{STORY * 100}Sind 52.000 € gut? {STORY * 100}")


def test_of_an_endless_question_the_end_is_kept_from_a_word_on() -> None:
    kept = shorten(f"{STORY * 100}{'und dann ' * 500}was verdient man? {STORY * 100}")
    (asked,) = [line for line in kept.splitlines() if line.endswith("was verdient man?")]
    assert set(asked.split()) == {"und", "dann", "was", "verdient", "man?"}


def test_what_is_cut_leaves_whole_sentences() -> None:
    kept = shorten("Ich war im Lager. Ist das viel? " * 3000)
    assert set(kept.replace("?", "?\n").replace(".", ".\n").split("\n")) - {"", " "} <= {
        "Ich war im Lager.", " Ich war im Lager.", " Ist das viel?", "Ist das viel?"
    }  # fmt: skip


def test_blanks_around_a_long_message_do_not_push_it_out() -> None:
    assert shorten(" " * 50_000 + "Was verdient man?" + "\n" * 50_000) == "Was verdient man?"


def test_the_cuts_fall_between_words() -> None:
    first, last = shorten("lager küche " * 5000).splitlines()
    assert {*first.split(), *last.split()} == {"lager", "küche"}


@pytest.mark.parametrize(
    "sign", ["a", " ", "?", "a?", "a? ", "? ", "\n", "\ufdfa?", "Wie viel ist das genau? ", "ä؟"]
)
@pytest.mark.parametrize("many", [2001, 100_000, 1_000_000])
def test_what_is_kept_is_bounded(sign: str, many: int) -> None:
    assert len(shorten((sign * many)[:many])) <= 2 * LONGEST_MESSAGE


def test_thousands_of_different_questions_are_bounded_too() -> None:
    kept = shorten(
        " ".join(f"Ist {number} mehr als {number - 1} davon?" for number in range(5000))
    )
    assert len(kept) <= 2 * LONGEST_MESSAGE
    assert kept.endswith("Ist 4999 mehr als 4998 davon?")
