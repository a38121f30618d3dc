"""Pressed choices mean what their data says, also after a restart; forged data does no harm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.choices import (
    LONGEST_DATA,
    NONE_OF_THESE,
    UNSUPPORTED,
    choice_data,
    entry_choices,
    read_choice,
)
from bot.dialogue.wording import say
from bot.matching.index import Index
from tests.dialogue.chat import DIRECTOR, KEEPER, ODD, Chat, labels, pressed

DOUBTFUL = (
    "ferien geld",
    "ferien arbeit",
    "tage",
    "was lernt man am abend",
    "stories about storms",
)
LONG = "why_the_lamp_is_lit_again_every_evening_at_dusk"


@pytest.mark.parametrize(
    ("data", "intent", "contains"),
    [
        (f"salary {KEEPER}", "salary", "36.000 €"),
        (f"salary {DIRECTOR}", "salary", "50.000 €"),
        (f"salary {KEEPER} period=month", "salary", "3.000 €"),
        (f"salary {KEEPER} level=senior", "salary", "Senior"),
        (f"tasks {DIRECTOR}", "tasks", "Briefe"),
        ("tasks", "tasks", "Lampe"),
        ("storm", "storm", "drinnen"),
        ("help", "help", "/gehalt"),
        (choice_data(LONG), LONG, "Schiff"),
        (choice_data(LONG, KEEPER), LONG, "Schiff"),
        ("language language=en", "language", "English"),
    ],
)
def test_a_choice_says_all_by_itself(data: str, intent: str, contains: str, small: Index) -> None:
    turn = Chat(small).press(data)
    assert turn.interpretation.intent == intent
    assert contains in turn.reply.text


def test_a_choice_without_occupation_asks_for_it_where_one_is_needed(small: Index) -> None:
    turn = Chat(small).press("salary")
    assert turn.reply.kind == "clarify"
    assert len(turn.reply.choices) == 2


def test_a_choice_without_occupation_goes_on_with_the_one_talked_about(small: Index) -> None:
    chat = Chat(small)
    chat.say("aufgaben turmdirektor")
    assert "50.000" in chat.press("salary").reply.text


def test_a_choice_works_without_the_chat_it_was_offered_in(small: Index) -> None:
    chat = Chat(small)
    for text in ("gehalt keeper", "gehalt", "xyzzy", "/start", "/berufe", "gehalt in kiel"):
        for data in pressed(chat.say(text)):
            assert repr(Chat(small).press(data).reply) == repr(Chat(small).press(data).reply)
            if data != NONE_OF_THESE:
                assert Chat(small).press(data).interpretation.intent is not None


def test_none_of_these_apologises_and_asks_again(small: Index) -> None:
    turn = Chat(small).press(NONE_OF_THESE)
    assert turn.reply.kind == "clarify"
    assert turn.reply.text == say(small.knowledge, "none_chosen", "de")


def test_what_is_no_text_is_said_to_be_unreadable(small: Index) -> None:
    turn = Chat(small, "en").press(UNSUPPORTED)
    assert turn.reply.kind == "fallback"
    assert turn.reply.text == say(small.knowledge, "unsupported", "en")


@pytest.mark.parametrize(
    "data",
    [
        "gone", "gone lighthouse_keeper", "#0123456789abcdef", "#", "SALARY", "=", "none none",
        "salary=month", "period=month", "\x00", "🙈", "../x", "x" * 64,
    ],
)  # fmt: skip
def test_a_choice_that_no_longer_exists_says_so(data: str, small: Index) -> None:
    turn = Chat(small).press(data)
    assert turn.reply.text == say(small.knowledge, "stale_choice", "de")
    assert turn.reply.choices


@pytest.mark.parametrize(
    "extra",
    [
        "period=century", "period=", "place=<b>", "x=y", "=", "occupation=x", "year=2030.5",
        "year=203", "year=٢٠٣٠", "payments=1.5", "amount=1e5",
    ],
)  # fmt: skip
def test_forged_parts_of_a_choice_are_left_out(extra: str, small: Index) -> None:
    turn = Chat(small).press(f"salary {KEEPER} {extra}")
    assert "36.000 €" in turn.reply.text
    assert turn.reply.kind == "answer"
    assert dict(turn.interpretation.slots) == {"occupation": KEEPER}


@pytest.mark.parametrize("name", ["frontend_developer", "gone", "period"])
def test_an_occupation_the_knowledge_lacks_never_gets_anothers_answer(
    name: str, small: Index
) -> None:
    chat = Chat(small)
    chat.press(f"salary {KEEPER}")
    assert chat.press(f"salary {name}").reply.text == say(small.knowledge, "stale_choice", "de")


@pytest.mark.parametrize("name", ODD)
def test_odd_data_is_a_choice_that_no_longer_exists(name: str, small: Index) -> None:
    turn = Chat(small).press(ODD[name])
    assert turn.reply.text == say(small.knowledge, "stale_choice", "de")


def test_data_is_never_longer_than_telegram_allows(small: Index) -> None:
    for entry in small.knowledge.entries:
        for slots in ({}, {"period": "month"}, {"period": "month", "level": "senior"}):
            data = choice_data(entry, DIRECTOR, **slots)
            assert len(data.encode()) <= LONGEST_DATA
            found = read_choice(data, small.knowledge)
            assert found is not None
            assert found.entry.id == entry


def test_a_long_id_is_shortened_and_found_again(small: Index) -> None:
    data = choice_data(LONG, KEEPER)
    assert data.startswith("#")
    found = read_choice(data, small.knowledge)
    assert found is not None
    assert (found.entry.id, found.occupation) == (LONG, KEEPER)


def test_buttons_name_each_entry_once_and_leave_out_what_there_is_not(small: Index) -> None:
    choices = entry_choices(small.knowledge, ["tasks", "gone", "tasks", "help"], "en", KEEPER)
    assert [(c.label, c.data) for c in choices] == [("Tasks", f"tasks {KEEPER}"), ("Help", "help")]


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_pressed_choice_is_answered_in_the_language_of_the_chat(code: str, small: Index) -> None:
    assert Chat(small, code).press(f"salary {KEEPER}").reply.language == code
    chat = Chat(small, code)
    chat.say("what does a keeper do" if code == "de" else "was macht ein keeper")
    assert chat.press(f"salary {KEEPER}").reply.language != code


def test_a_pressed_choice_is_the_subject_of_the_next_message(small: Index) -> None:
    chat = Chat(small)
    chat.press(f"salary {DIRECTOR}")
    turn = chat.say("und im monat?")
    assert (turn.interpretation.intent, turn.interpretation.slots["occupation"]) == (
        "salary", DIRECTOR
    )  # fmt: skip


def test_a_did_you_mean_offers_at_most_three_and_none_of_these(small: Index) -> None:
    turns = [Chat(small).say(text) for text in DOUBTFUL]
    unsure = [turn for turn in turns if turn.reply.kind == "clarify"]
    assert unsure
    for turn in unsure:
        assert 2 <= len(turn.reply.choices) <= 4
        assert pressed(turn)[-1] == NONE_OF_THESE
        assert labels(turn)[-1] == say(small.knowledge, "none_of_these", turn.reply.language)
        assert "€" not in turn.reply.text
        for data in pressed(turn)[:-1]:
            offered = read_choice(data, small.knowledge)
            assert offered is not None
            assert offered.entry.kind not in ("smalltalk", "command")


def test_a_button_keeps_what_the_question_behind_it_needs(small: Index) -> None:
    chat = Chat(small)
    turn = chat.press(pressed(chat.say("gehalt im monat"))[0])
    assert "3.000 €" in turn.reply.text


def test_a_button_keeps_the_amount_to_be_checked(small: Index) -> None:
    nobody = replace(small, knowledge=replace(small.knowledge, default_occupation=None))
    chat = Chat(nobody)
    asked = chat.say("sind 31.000 zu wenig")
    assert asked.reply.kind == "clarify"
    assert chat.press(pressed(asked)[0]).reply.kind == "answer"
