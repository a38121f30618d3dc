"""What an occupation pays: the source's figure, marked for what it is, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from bot.dialogue.context import Context, Message
from bot.dialogue.respond import respond
from bot.dialogue.turn import Turn
from bot.dialogue.wording import say
from bot.matching.index import Index
from tests.dialogue.chat import DIRECTOR, KEEPER, ODD, Chat, pressed

EUROS = re.compile(r"(?:€\s?)?\d[\d.,]*\s?€|€\s?\d[\d.,]*\d")


def euros(turn: Turn) -> set[str]:
    """Return all amounts in a reply."""
    return set(EUROS.findall(turn.reply.text))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("gehalt keeper?", {"36.000 €", "30.000 €", "42.000 €"}),
        ("gehalt keeper im jahr", {"36.000 €", "30.000 €", "42.000 €"}),
        ("gehalt keeper im monat", {"3.000 €", "36.000 €", "2.500 €", "3.500 €"}),
        ("monatsgehalt keeper", {"3.000 €", "36.000 €", "2.500 €", "3.500 €"}),
        ("gehalt keeper bei 13 gehältern", {"2.769,23 €", "36.000 €", "2.307,69 €", "3.230,77 €"}),
        ("salary of a keeper", {"€36,000", "€30,000", "€42,000"}),
        ("salary of a keeper per month", {"€3,000", "€36,000", "€2,500", "€3,500"}),
        ("gehalt turmdirektor", {"50.000 €"}),
        ("gehalt turmdirektor im monat", {"4.166,67 €", "50.000 €"}),
        ("salary lighthouse director monthly", {"€4,166.67", "€50,000"}),
        ("salary lighthouse director with 13 payments", {"€3,846.15", "€50,000"}),
    ],
)
def test_amounts_are_the_sources_or_computed_from_them(
    text: str, amounts: set[str], small: Index
) -> None:
    turn = Chat(small).say(text)
    assert (turn.reply.kind, turn.interpretation.intent) == ("answer", "salary")
    assert euros(turn) == amounts


def test_a_computed_amount_says_what_it_is_computed_from(small: Index) -> None:
    reply = Chat(small).say("gehalt keeper im monat").reply.text
    assert "12" in reply
    assert "36.000 €" in reply
    assert "13" in Chat(small).say("gehalt keeper bei 13 gehältern").reply.text


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_card_names_role_period_gross_state_source_and_date(language: str, small: Index) -> None:
    text = "gehalt keeper" if language == "de" else "salary of a keeper"
    reply = Chat(small).say(text).reply
    figure = small.knowledge.figure("keeper_pay")
    assert figure is not None
    for part in (
        small.knowledge.occupations[KEEPER].name[language],
        say(small.knowledge, "a_year", language),
        say(small.knowledge, "gross_unknown", language),
        small.knowledge.sources["almanac"].title[language],
        "2024",
        figure.caveats[language],
        "120",
    ):
        assert part in reply.text
    assert reply.sources == ("almanac",)
    assert reply.paragraphs[0].style == "lead"
    assert reply.paragraphs[-1].style == "small"


def test_a_figure_can_be_drawn(small: Index) -> None:
    (drawn,) = Chat(small).say("gehalt keeper").reply.attachments
    assert drawn.kind == "salary_range"
    assert drawn.values.items() >= {
        "figure": "keeper_pay", "low": 30000, "value": 36000, "high": 42000,
        "source": "almanac", "as_of": "2024", "period": "year",
    }.items()  # fmt: skip


def test_what_the_source_leaves_open_is_said(small: Index) -> None:
    reply = Chat(small).say("gehalt turmdirektor").reply.text
    assert say(small.knowledge, "year_implied", "de") in reply
    assert say(small.knowledge, "undated", "de") in reply
    assert small.knowledge.occupations[DIRECTOR].warning["de"] in reply


def test_a_post_to_be_read_with_care_is_shown_only_when_asked_for(small: Index) -> None:
    for text in ("gehalt", "gehalt keeper", "gehalt senior keeper", "gehalt wächter", "urlaub"):
        assert "50.000" not in Chat(small).say(text).reply.text
    assert f"salary {DIRECTOR}" in pressed(Chat(small).say("gehalt keeper"))


@pytest.mark.parametrize(
    ("text", "key", "name"),
    [
        ("gehalt keeper in kiel", "no_figure_place", "Kiel"),
        ("gehalt keeper in lübeck", "no_figure_place", "Lübeck"),
        ("gehalt als senior keeper", "no_figure_level", "Senior"),
        ("gehalt keeper netto", "no_figure_net", ""),
        ("gehalt keeper pro stunde", "no_figure_hour", ""),
        ("stundenlohn keeper", "no_figure_hour", ""),
        ("gehalt keeper 2031", "no_figure_year", "2031"),
    ],
)
def test_what_no_source_gives_is_said_before_what_there_is(
    text: str, key: str, name: str, small: Index
) -> None:
    turn = Chat(small).say(text)
    assert turn.reply.kind == "fallback"
    assert turn.reply.paragraphs[0].text == say(small.knowledge, key, "de", name=name)
    assert say(small.knowledge, "what_there_is", "de") in turn.reply.text
    assert euros(turn) == {"36.000 €", "30.000 €", "42.000 €"}


def test_several_missing_things_are_all_said(small: Index) -> None:
    reply = Chat(small).say("nettogehalt als junior keeper in kiel").reply.text
    for key, name in (
        ("no_figure_place", "Kiel"),
        ("no_figure_level", "Junior"),
        ("no_figure_net", ""),
    ):
        assert say(small.knowledge, key, "de", name=name) in reply


@pytest.mark.parametrize("year", ["2024", "2026"])
def test_a_year_that_is_not_ahead_asks_for_no_forecast(year: str, small: Index) -> None:
    assert Chat(small).say(f"gehalt keeper {year}").reply.kind == "answer"


def test_germany_is_no_place_without_a_figure(small: Index) -> None:
    assert Chat(small).say("gehalt keeper in deutschland").reply.kind == "answer"


def test_a_figure_due_for_a_check_says_so(small: Index) -> None:
    message = Message("gehalt keeper")
    due = say(small.knowledge, "review_due", "de", date="1. November 2027")
    before = respond(message, Context(), small, date(2027, 11, 1)).reply.text
    after = respond(message, Context(), small, date(2027, 11, 2)).reply.text
    assert due not in before
    assert due in after


def test_an_occupation_without_figures_has_none_made_up(small: Index) -> None:
    keeper = replace(small.knowledge.occupations[KEEPER], figures=())
    known = {**small.knowledge.occupations, KEEPER: keeper}
    poor = replace(small, knowledge=replace(small.knowledge, occupations=known))
    turn = Chat(poor).say("gehalt keeper")
    assert turn.reply.kind == "fallback"
    assert not euros(turn)


def test_a_misspelt_occupation_is_named_in_the_reply(small: Index) -> None:
    reply = Chat(small).say("gehalt leuchtturmwärtr").reply.text
    assert say(small.knowledge, "taken_as", "de", occupation="Leuchtturmwärter") in reply
    plain = Chat(small).say("gehalt leuchtturmwärter").reply.text
    assert say(small.knowledge, "taken_as", "de", occupation="Leuchtturmwärter") not in plain


def test_an_occupation_only_assumed_is_named_as_such(small: Index) -> None:
    reply = Chat(small).say("gehalt wächter").reply.text
    assumed = say(small.knowledge, "assumed_occupation", "de", occupation="Leuchtturmwärter")
    assert assumed in reply
    assert assumed not in Chat(small).say("gehalt keeper").reply.text


def test_buttons_lead_to_the_other_period_and_on(small: Index) -> None:
    chat = Chat(small)
    first = pressed(chat.say("gehalt keeper"))[0]
    assert first == f"salary {KEEPER} period=month"
    back = chat.press(first)
    assert "3.000 €" in back.reply.text
    assert "36.000 €" in chat.press(pressed(back)[0]).reply.text


@pytest.mark.parametrize("name", ODD)
def test_nothing_odd_makes_an_amount_appear(name: str, small: Index) -> None:
    assert not euros(Chat(small).say(ODD[name]))
    assert not euros(Chat(small).say(f"gehalt {ODD[name]}"))
