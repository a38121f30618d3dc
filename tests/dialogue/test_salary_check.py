"""An amount the user names is placed against the figures, and converted: arithmetic only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.dialogue.context import Context, Message
from bot.dialogue.respond import respond
from bot.dialogue.wording import say
from bot.matching.index import Index
from tests.dialogue.chat import DIRECTOR, KEEPER, ODD, Chat

KEEPER_VALUES = {
    "low": "30.000 €", "value": "36.000 €", "high": "42.000 €", "occupation": "Leuchtturmwärter",
    "period": "im Jahr",
}  # fmt: skip


def verdict(index: Index, key: str, amount: str) -> str:
    return say(index.knowledge, key, "de", amount=amount, **KEEPER_VALUES)


@pytest.mark.parametrize(
    ("said", "shown", "key"),
    [
        ("20.000 €", "20.000 €", "check_below"),
        ("29.999,99 €", "29.999,99 €", "check_below"),
        ("30.000", "30.000 €", "check_inside_below"),
        ("35999", "35.999 €", "check_inside_below"),
        ("36k", "36.000 €", "check_inside_equal"),
        ("36.001 €", "36.001 €", "check_inside_above"),
        ("42 000 €", "42.000 €", "check_inside_above"),
        ("42001", "42.001 €", "check_above"),
        ("100.000 euro", "100.000 €", "check_above"),
        ("2400", "28.800 €", "check_below"),
        ("2500 im monat", "30.000 €", "check_inside_below"),
        ("3000 € monatlich", "36.000 €", "check_inside_equal"),
        ("3.501 € im monat", "42.012 €", "check_above"),
        ("36000 im jahr", "36.000 €", "check_inside_equal"),
        ("9000 im jahr", "9.000 €", "check_below"),
    ],
)
def test_an_amount_lies_below_inside_or_above(
    said: str, shown: str, key: str, small: Index
) -> None:
    turn = Chat(small).say(f"ist {said} gut als leuchtturmwärter")
    assert (turn.reply.kind, turn.interpretation.intent) == ("answer", "salary_check")
    assert turn.reply.paragraphs[0].text == verdict(small, key, shown)


def test_pay_by_the_month_is_shown_as_a_year_with_its_sum(small: Index) -> None:
    reply = Chat(small).say("ist 2.750 € im monat gut als leuchtturmwärter").reply.text
    assert (
        say(small.knowledge, "computed_yearly", "de", amount="2.750 €", yearly="33.000 €") in reply
    )
    thirteen = Chat(small).say("ich verdiene 2500 im monat 13 mal")
    assert "32.500 €" in thirteen.reply.text


@pytest.mark.parametrize(
    ("amount", "key"), [("49.999", "check_below_value"), ("50.000", "check_above_value")]
)
def test_against_a_single_value_there_is_no_range(amount: str, key: str, small: Index) -> None:
    turn = Chat(small).say(f"ist {amount} gut als turmdirektor")
    assert turn.reply.paragraphs[0].text == say(
        small.knowledge, key, "de", amount=f"{amount} €", value="50.000 €",
        occupation="Leuchtturmdirektor", period="im Jahr",
    )  # fmt: skip
    assert small.knowledge.occupations[DIRECTOR].warning["de"] in turn.reply.text
    assert turn.reply.sources == ("logbook",)


def with_pay(index: Index, **changed: object) -> Index:
    """Return the index with another figure for the keeper."""
    keeper = index.knowledge.occupations[KEEPER]
    pay = tuple(replace(each, **changed) for each in keeper.figures if each.topic == "salary")
    known = {**index.knowledge.occupations, KEEPER: replace(keeper, figures=pay)}
    return replace(index, knowledge=replace(index.knowledge, occupations=known))


@pytest.mark.parametrize(
    ("said", "key", "amount", "computed"),
    [
        ("2400 im monat", "check_inside", "2.400 €", ""),
        ("1999 im monat", "check_below_range", "1.999 €", ""),
        ("2.801 € im monat", "check_above_range", "2.801 €", ""),
        ("30.000 im jahr", "check_inside", "2.500 €", "30.000 €"),
    ],
)
def test_pay_that_a_source_states_by_the_month_is_compared_by_the_month(
    said: str, key: str, amount: str, computed: str, small: Index
) -> None:
    index = with_pay(small, period="month", low=2000.0, value=None, high=2800.0, gross="true")
    reply = Chat(index).say(f"ist {said} gut als leuchtturmwärter").reply
    values = KEEPER_VALUES | {"low": "2.000 €", "high": "2.800 €", "period": "im Monat"}
    assert reply.paragraphs[0].text == say(small.knowledge, key, "de", amount=amount, **values)
    assert " 0 €" not in reply.text
    assert (f"Gerechnet: {computed}" in reply.text) is bool(computed)
    assert say(small.knowledge, "check_factors_known", "de", gross="brutto") in reply.text


@pytest.mark.parametrize(
    ("end", "said", "key"),
    [("low", "29000", "check_below_value"), ("high", "31000", "check_above_value")],
)
def test_a_range_with_one_end_is_compared_with_that_end(
    end: str, said: str, key: str, small: Index
) -> None:
    index = with_pay(small, **{"low": None, "value": None, "high": None, end: 30000.0})
    reply = Chat(index).say(f"ist {said} gut als leuchtturmwärter").reply
    values = KEEPER_VALUES | {"value": "30.000 €"}
    shown = f"{said[:2]}.000 €"
    assert reply.paragraphs[0].text == say(small.knowledge, key, "de", amount=shown, **values)


def test_only_an_average_is_called_one(small: Index) -> None:
    index = with_pay(small, statistic="Beispielrechnung")
    for amount in ("20.000", "35.000", "50.000"):
        reply = Chat(index).say(f"ist {amount} gut als leuchtturmwärter").reply
        assert "chnitt" not in reply.text


def test_an_amount_for_an_occupation_without_pay_gets_an_honest_no(small: Index) -> None:
    index = with_pay(small, topic="outlook")
    reply = Chat(index).say("ist 30.000 gut als leuchtturmwärter").reply
    assert reply.kind == "fallback"
    assert "€" not in reply.text


def test_the_bot_does_not_judge(small: Index) -> None:
    reply = Chat(small).say("ist 31.000 gut als leuchtturmwärter").reply
    assert say(small.knowledge, "check_factors", "de") in reply.text
    assert reply.sources == ("almanac",)


def test_an_assumed_occupation_is_named(small: Index) -> None:
    reply = Chat(small).say("ich verdiene 31.000").reply.text
    assert say(small.knowledge, "assumed_occupation", "de", occupation="Leuchtturmwärter") in reply


def test_a_place_without_a_figure_is_named(small: Index) -> None:
    reply = Chat(small).say("ist 31.000 gut als leuchtturmwärter in kiel").reply.text
    assert say(small.knowledge, "check_no_place", "de", name="Kiel") in reply


def test_hourly_pay_is_not_compared(small: Index) -> None:
    turn = Chat(small).say("ist 15 € pro stunde gut als leuchtturmwärter")
    assert turn.reply.kind == "clarify"
    assert turn.reply.text == say(small.knowledge, "amount_per_year_please", "de")


@pytest.mark.parametrize("data", ["salary_check", "salary_convert"])
def test_without_an_amount_the_bot_asks_for_one(data: str, small: Index) -> None:
    turn = Chat(small).press(data)
    assert (turn.reply.kind, turn.context.pending) == ("clarify", data)
    assert turn.reply.text == say(small.knowledge, "which_amount", "de")


@pytest.mark.parametrize("answer", ["31.000", "31000 €", "31.000 im jahr", "es sind 31.000 €"])
def test_the_amount_asked_for_may_be_given_by_itself(answer: str, small: Index) -> None:
    chat = Chat(small)
    chat.press("salary_check")
    turn = chat.say(answer)
    assert turn.reply.paragraphs[0].text == verdict(small, "check_inside_below", "31.000 €")


@pytest.mark.parametrize("amount", ["0 €", "99999999 €", "999 mio"])
def test_a_senseless_amount_is_asked_for_again(amount: str, small: Index) -> None:
    turn = Chat(small).say(f"ist {amount} gut als leuchtturmwärter")
    assert turn.reply.kind in ("clarify", "fallback")


@pytest.mark.parametrize(
    ("text", "result", "language"),
    [
        ("rechne 36000 in monat um", "3.000 €", "de"),
        ("rechne 40900 im jahr in monat um", "3.408,33 €", "de"),
        ("rechne 36.000 in monat um bei 13 gehältern", "2.769,23 €", "de"),
        ("rechne 3000 im monat in jahr um", "36.000 €", "de"),
        ("convert 36k to month", "€3,000", "en"),
        ("convert €3,408.33 a month to year", "€40,899.96", "en"),
    ],
)
def test_an_amount_is_converted_and_marked_as_computed(
    text: str, result: str, language: str, small: Index
) -> None:
    turn = Chat(small).say(text)
    assert (turn.reply.kind, turn.interpretation.intent) == ("answer", "salary_convert")
    assert result in turn.reply.paragraphs[0].text
    assert say(small.knowledge, "converted_note", language) in turn.reply.text
    assert turn.reply.sources == ()


@pytest.mark.parametrize("name", ODD)
def test_an_odd_answer_to_the_question_for_an_amount_is_no_amount(name: str, small: Index) -> None:
    chat = Chat(small)
    chat.press("salary_check")
    turn = chat.say(ODD[name])
    assert turn.reply.kind in ("fallback", "clarify")
    assert "€" not in turn.reply.text


def test_a_comparison_with_a_figure_past_its_review_says_so(small: Index) -> None:
    message = Message("sind 35000 ok als leuchtturmwärter?")
    hint = say(small.knowledge, "review_due", "de", date="1. November 2027")
    assert hint not in respond(message, Context(), small, date(2027, 11, 1)).reply.text
    assert hint in respond(message, Context(), small, date(2027, 11, 2)).reply.text


def test_a_figure_just_shown_is_not_judged(shipped: Index) -> None:
    turn = Chat(shipped, "de").say("gehalt backend", "ist das viel?")
    assert turn.reply.kind == "answer"
    assert "Nenn mir" in turn.reply.text


def test_net_pay_is_not_compared_silently(shipped: Index) -> None:
    turn = Chat(shipped, "en").say("backend salary", "i get 4000 net, is that fine?")
    assert "net pay" in turn.reply.text


def test_hours_a_week_beside_an_amount_are_no_pay_per_hour(shipped: Index) -> None:
    turn = Chat(shipped, "de").say("Ich bekomme 49.500 € bei 38 Std. Ist das marktüblich?")
    assert turn.reply.kind == "answer"
    assert "49.500 €" in turn.reply.text


def test_what_nobody_earns_in_a_month_is_asked_about(shipped: Index) -> None:
    assert Chat(shipped, "de").say("ist 25 euro gut?").reply.kind == "clarify"


@pytest.mark.parametrize(
    ("before", "asked", "result"),
    [
        ("ich bekomme 45k, ist das ok?", "und im monat?", "3.750 €"),
        ("3200 brutto, ist das ok?", "wie viel ist das im jahr?", "38.400 €"),
    ],
)
def test_an_amount_just_placed_is_converted_on_request(
    before: str, asked: str, result: str, shipped: Index
) -> None:
    assert result in Chat(shipped, "de").say(before, asked).reply.paragraphs[0].text


def test_words_behind_an_amount_are_no_occupation(shipped: Index) -> None:
    turn = Chat(shipped, "de").say("4,5k brutto nach 2 jahren, kann man nicht meckern oder?")
    assert turn.interpretation.intent == "salary_check"
    assert turn.reply.kind == "answer"
