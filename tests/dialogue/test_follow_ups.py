"""A short message goes on with the occupation and the question talked about before."""

from __future__ import annotations

import pytest

from bot.dialogue.wording import say
from bot.matching.index import Index
from tests.dialogue.chat import DIRECTOR, KEEPER, ODD, Chat


@pytest.mark.parametrize(
    ("said", "meant", "contains"),
    [
        (("gehalt keeper", "und im monat?"), ("salary", KEEPER), "3.000 €"),
        (("gehalt keeper im monat", "und im jahr?"), ("salary", KEEPER), "36.000 €"),
        (("gehalt keeper im monat", "und als direktor?"), ("salary", DIRECTOR), "4.166,67 €"),
        (("gehalt direktor", "und der leuchtturmwärter?"), ("salary", KEEPER), "36.000 €"),
        (("gehalt keeper", "und in kiel?"), ("salary", KEEPER), "Kiel"),
        (("gehalt keeper", "junior?"), ("salary", KEEPER), "Junior"),
        (("gehalt keeper", "2031?"), ("salary", KEEPER), "2031"),
        (("gehalt keeper", "netto?"), ("salary", KEEPER), ""),
        (("gehalt keeper", "und die aufgaben?"), ("tasks", KEEPER), "Lampe"),
        (("gehalt direktor", "und die aufgaben?"), ("tasks", DIRECTOR), "Briefe"),
        (("was macht ein direktor", "und das gehalt?"), ("salary", DIRECTOR), "50.000 €"),
        (("was macht ein direktor", "wie lange dauert das?"), ("training", DIRECTOR), "Winter"),
        (("salary keeper", "and per month?"), ("salary", KEEPER), "€3,000"),
        (("salary keeper", "director?"), ("salary", DIRECTOR), "€50,000"),
        (("salary keeper", "and the tasks?"), ("tasks", KEEPER), "lamp"),
        (
            ("ist 31.000 gut als keeper", "und als direktor?"),
            ("salary_check", DIRECTOR),
            "31.000 €",
        ),
        (("ist 31.000 gut als keeper", "und 29.000?"), ("salary_check", KEEPER), "29.000 €"),
    ],
)
def test_a_follow_up_inherits_what_it_does_not_say(
    said: tuple[str, str], meant: tuple[str, str], contains: str, small: Index
) -> None:
    turn = Chat(small).say(*said)
    found = turn.interpretation
    assert (found.intent, found.slots.get("occupation")) == meant
    assert contains in turn.reply.text


def test_a_long_chat_stays_on_its_subject(small: Index) -> None:
    chat = Chat(small)
    chat.say("gehalt turmdirektor")
    for text, intent in (
        ("und im monat?", "salary"),
        ("und die aufgaben?", "tasks"),
        ("und das gehalt?", "salary"),
        ("was passiert bei sturm?", "storm"),
        ("und das gehalt?", "salary"),
    ):
        turn = chat.say(text)
        assert (turn.interpretation.intent, chat.context.occupation) == (intent, DIRECTOR), text


def test_a_question_of_its_own_leaves_the_old_slots_behind(small: Index) -> None:
    turn = Chat(small).say("gehalt keeper im monat in kiel", "was verdient ein turmdirektor?")
    assert dict(turn.interpretation.slots) == {"occupation": DIRECTOR}


@pytest.mark.parametrize("text", ["und im monat?", "und in kiel?", "junior?"])
def test_without_anything_before_slots_alone_are_asked_back_about(text: str, small: Index) -> None:
    turn = Chat(small).say(text)
    assert turn.reply.kind in ("clarify", "fallback")
    assert "€" not in turn.reply.text


@pytest.mark.parametrize("text", ["Leuchtturmdirektor", "und ein turmdirektor?"])
def test_an_occupation_alone_asks_what_about_it(text: str, small: Index) -> None:
    turn = Chat(small).say(text)
    assert turn.reply.kind == "clarify"
    assert turn.context.occupation == DIRECTOR
    assert all(DIRECTOR in choice.data for choice in turn.reply.choices)


def test_an_occupation_named_alone_is_remembered(small: Index) -> None:
    assert "50.000" in Chat(small).say("Leuchtturmdirektor", "und das gehalt?").reply.text


def test_smalltalk_in_between_changes_nothing(small: Index) -> None:
    turn = Chat(small).say("gehalt direktor", "hallo", "und im monat?")
    assert "4.166,67 €" in turn.reply.text


def test_after_an_unknown_occupation_the_month_is_that_ones_too(small: Index) -> None:
    chat = Chat(small)
    assert chat.say("gehalt direktor", "und als bäcker?").reply.kind == "fallback"
    month = chat.say("und im monat?").reply
    assert (month.kind, month.topic) == ("fallback", "out_of_scope")
    assert "Bäcker" in month.text
    assert "4.166,67 €" in chat.say("und der direktor im monat?").reply.text


def test_the_question_the_bot_asked_is_answered_by_a_name(small: Index) -> None:
    turn = Chat(small).say("gehalt im monat", "turmdirektor")
    assert "4.166,67 €" in turn.reply.text


def test_a_yes_takes_the_occupation_the_bot_asked_about(small: Index) -> None:
    chat = Chat(small)
    assert chat.say("gehalt chef").reply.kind == "clarify"
    assert "50.000 €" in chat.say("ja").reply.text


def test_a_number_takes_the_choice_in_that_place(small: Index) -> None:
    assert "50.000 €" in Chat(small).say("gehalt", "2").reply.text


@pytest.mark.parametrize("name", ODD)
def test_an_odd_message_in_between_does_not_lose_the_subject(name: str, small: Index) -> None:
    chat = Chat(small)
    chat.say("gehalt turmdirektor")
    before = chat.context
    assert chat.say(ODD[name]).reply.text
    assert (chat.context.entry, chat.context.occupation) == (before.entry, before.occupation)
    assert "4.166,67" in chat.say("und im monat?").reply.text


def test_the_sources_of_the_last_answer_can_be_asked_for(small: Index) -> None:
    for before, source, other in (
        ("gehalt keeper", "Almanach", "Logbuch"),
        ("gehalt turmdirektor", "Logbuch", "Almanach"),
        ("was macht ein turmdirektor", "Logbuch", "Almanach"),
    ):
        turn = Chat(small).say(before, "woher weißt du das?")
        assert turn.reply.text.startswith(say(small.knowledge, "source_of_last_lead", "de"))
        assert source in turn.reply.text
        assert other not in turn.reply.text


def test_the_place_in_the_source_is_named(small: Index) -> None:
    turn = Chat(small).say("salary keeper", "source for that?")
    assert "page 7" in turn.reply.text
    assert turn.reply.sources == ("almanac",)
    assert (
        "https://logbook.example" in Chat(small).say("gehalt direktor", "quelle dafür").reply.text
    )


def test_without_a_last_answer_all_sources_are_listed(small: Index) -> None:
    turn = Chat(small).say("wer sagt das")
    assert "Almanach" in turn.reply.text
    assert "Logbuch" in turn.reply.text
    assert set(turn.reply.sources) == {"almanac", "logbook"}


def test_asking_for_the_source_keeps_the_subject(small: Index) -> None:
    turn = Chat(small).say("gehalt direktor", "woher weißt du das?", "und im monat?")
    assert "4.166,67 €" in turn.reply.text


@pytest.mark.parametrize(
    ("said", "intent", "contains"),
    [
        (("gehalt keeper", "nein, ich meinte die aufgaben"), "tasks", "Lampe"),
        (("gehalt keeper", "im monat meinte ich"), "salary", "3.000 €"),
        (("was macht ein direktor", "zurück zu keeper"), "tasks", "Lampe"),
        (("salary keeper", "no i meant the tasks"), "tasks", "lamp"),
        (("salary keeper", "back to the director"), "salary", "€50,000"),
    ],
)
def test_a_correction_says_what_is_meant(
    said: tuple[str, str], intent: str, contains: str, small: Index
) -> None:
    turn = Chat(small).say(*said)
    assert turn.interpretation.intent == intent
    assert contains in turn.reply.text


def test_no_earlier_occupation_answers_for_an_unknown_one(small: Index) -> None:
    chat = Chat(small, "de")
    chat.say("gehalt keeper", "und was verdient ein bäcker?")
    turn = chat.say("und im monat?")
    assert turn.reply.kind == "fallback"
    assert "€" not in turn.reply.text


def test_what_was_asked_about_an_unknown_occupation_is_asked_about_the_next(small: Index) -> None:
    turn = Chat(small, "de").say("was verdient ein bäcker?", "und der turmdirektor?")
    assert (turn.interpretation.intent, turn.reply.kind) == ("salary", "answer")
    assert "50.000 €" in turn.reply.text


def test_a_period_goes_on_with_the_occupation_the_bot_has_asked_about(shipped: Index) -> None:
    chat = Chat(shipped, "de")
    assert chat.say("gehalt director").reply.kind == "clarify"
    assert "4.373" in chat.say("pro monat?").reply.text


def test_a_period_before_another_question_is_answered_too(shipped: Index) -> None:
    turn = Chat(shipped, "de").say("gehalt backend", "und im monat? und wie wird man das?")
    assert "3.975" in turn.reply.text
    assert "Quereinstieg" in turn.reply.text


def test_hundreds_behind_a_point_are_thousands_a_month_in_talk_about_pay(shipped: Index) -> None:
    turn = Chat(shipped, "de").say("gehalt backend", "ich krieg 3,2")
    assert "38.400" in turn.reply.text
