"""Placeholders in reply texts become names, amounts and sources; unknown ones stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.fill import fill, name_source, paragraphs, say_date, source_note
from bot.dialogue.reply import Paragraph
from bot.dialogue.wording import in_language, say
from bot.matching.index import Index
from tests.dialogue.chat import KEEPER


@pytest.mark.parametrize(
    ("text", "german", "english"),
    [
        ("Als {occupation}.", "Als Leuchtturmwärter.", "Als lighthouse keeper."),
        ("{amount:keeper_pay.value}", "36.000 €", "€36,000"),
        ("{amount:keeper_pay.low.month}", "2.500 €", "€2,500"),
        ("{amount:director_pay.value.month}", "4.166,67 €", "€4,166.67"),
        ("{sample:keeper_pay}", "120", "120"),
        ("{source:almanac}", "Almanach der Küste (2024)", "Almanac of the Coast (2024)"),
        ("{source:logbook}", "Logbuch vom Nordkap (ohne Datum)",
         "Logbook of the North Cape (undated)"),
        (" plain text\n", "plain text", "plain text"),
    ],
)  # fmt: skip
def test_placeholders_are_filled(text: str, german: str, english: str, small: Index) -> None:
    knowledge, keeper = small.knowledge, small.knowledge.occupations[KEEPER]
    assert fill(text, knowledge, "de", keeper) == german
    assert fill(text, knowledge, "en", keeper) == english


@pytest.mark.parametrize(
    "text",
    [
        "{amount:gone.value}", "{amount:director_pay.low}", "{amount:keeper_pay}",
        "{amount:keeper_pay.middle}", "{sample:director_pay}", "{sample:gone}", "{source:gone}",
        "{nothing}", "{}", "{{", "{amount:}",
    ],
)  # fmt: skip
def test_what_cannot_be_filled_stays_as_it_is(text: str, small: Index) -> None:
    assert fill(text, small.knowledge, "de", None) == text


def test_without_an_occupation_its_name_stays_open(small: Index) -> None:
    assert fill("{occupation}", small.knowledge, "de", None) == "{occupation}"


def test_the_value_filled_in_is_not_filled_again(small: Index) -> None:
    keeper = small.knowledge.occupations[KEEPER]
    odd = replace(keeper, name={"de": "{source:almanac}", "en": "x"})
    assert fill("{occupation}", small.knowledge, "de", odd) == "{source:almanac}"


def test_a_date_is_said_in_the_language_of_the_reply(small: Index) -> None:
    assert say_date(small.knowledge, "April 2026", "de") == "April 2026"
    assert say_date(small.knowledge, "March 2026", "de") == "März 2026"
    assert say_date(small.knowledge, "Mai 2026", "en") == "May 2026"
    assert say_date(small.knowledge, "2024", "en") == "2024"


def test_a_source_keeps_its_own_date_in_its_own_language(small: Index) -> None:
    source = replace(small.knowledge.sources["almanac"], as_of="Dezember 2024")
    assert name_source(small.knowledge, source, "de").endswith("(Dezember 2024)")
    assert name_source(small.knowledge, source, "en").endswith("(December 2024)")


def test_the_source_note_names_each_source_once(small: Index) -> None:
    knowledge = small.knowledge
    assert source_note(knowledge, [], "de") is None
    assert source_note(knowledge, ["gone"], "de") is None
    one = source_note(knowledge, ["almanac", "almanac"], "de")
    assert one == Paragraph(
        say(knowledge, "source_line", "de", sources="Almanach der Küste (2024)"), "small"
    )
    two = source_note(knowledge, ["almanac", "logbook"], "en")
    assert two is not None
    assert two.text.count(";") == 1


def test_blank_lines_part_paragraphs_and_the_first_one_leads() -> None:
    assert paragraphs("one\ntwo\n\n\n - a\n- b\n \nthree") == (
        Paragraph("one\ntwo", "lead"), Paragraph("- a\n- b", "body"), Paragraph("three", "body")
    )  # fmt: skip
    assert paragraphs("") == ()


def test_a_text_missing_in_one_language_is_said_in_the_other() -> None:
    assert in_language({"de": "ja"}, "en") == "ja"
    assert in_language({"de": "", "en": "yes"}, "de") == "yes"
    assert in_language({}, "de") == ""


def test_the_bots_sentences_take_values_as_they_are(small: Index) -> None:
    said = say(small.knowledge, "no_figure_country", "en", name="{name} & <b>")
    assert "{name} & <b>" in said
    with pytest.raises(KeyError):
        say(small.knowledge, "no sentence of ours", "en")
