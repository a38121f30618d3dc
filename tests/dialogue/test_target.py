"""Which occupation is meant: an unknown one never gets a neighbour's answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.wording import say
from bot.matching.index import Index
from tests.dialogue.chat import DIRECTOR, KEEPER, ODD, Chat, pressed


@pytest.mark.parametrize(
    "name",
    ["Bäcker", "bäckerin", "lokführer", "Leuchtturmmaler", "drachenzähmer", "zwirbelmeister"],
)
@pytest.mark.parametrize(
    "question",
    ["gehalt {}", "was verdient ein {}", "was macht ein {}", "wie wird man {}", "{} gehalt",
     "aufgaben {}", "ist 40.000 gut als {}", "/gehalt {}", "ausbildung zum {}"],
)  # fmt: skip
def test_an_unknown_occupation_never_gets_an_amount_or_a_neighbours_answer(
    question: str, name: str, small: Index
) -> None:
    turn = Chat(small, "de").say(question.format(name))
    assert turn.reply.kind == "fallback"
    for part in ("€", "36", "Lampe", "Winter", "Briefe"):
        assert part not in turn.reply.text


def test_an_unknown_occupation_is_told_what_there_is_and_where_to_look(small: Index) -> None:
    reply = Chat(small, "de").say("gehalt bäcker").reply
    assert "Bäcker" in reply.text
    assert "Leuchtturmwärter" in reply.text
    assert say(small.knowledge, "elsewhere", "de") in reply.text
    assert reply.sources == ()


def test_an_unknown_occupation_beside_a_known_one_is_not_passed_over(small: Index) -> None:
    for text in ("gehalt keeper bäcker", "gehalt keeper oder lokführer"):
        turn = Chat(small).say(text)
        assert "€" not in turn.reply.text


@pytest.mark.parametrize(
    "text",
    [
        "bin bäcker, wie wird man leuchtturmwärter?",
        "ich war lokführer. was verdient ein leuchtturmwärter?",
        "i used to be a baker, how do i become a lighthouse keeper?",
        "vom bäcker zum leuchtturmwärter: welche ausbildung brauche ich",
    ],
)
def test_the_occupation_somebody_comes_from_is_not_the_one_meant(text: str, small: Index) -> None:
    turn = Chat(small).say(text)
    assert turn.reply.kind == "answer"
    assert turn.interpretation.slots["occupation"] == KEEPER


def test_a_word_nobody_knows_beside_a_name_makes_it_a_question(small: Index) -> None:
    chat = Chat(small)
    turn = chat.say("gehalt oberzwirbel leuchtturmwärter")
    assert turn.reply.kind == "clarify"
    assert turn.reply.text == say(
        small.knowledge, "near_occupation", "de", name="Leuchtturmwärter"
    )
    assert pressed(turn) == [f"salary {KEEPER}", "none"]
    assert "36.000 €" in chat.press(pressed(turn)[0]).reply.text


def test_a_short_name_is_asked_about_until_the_chat_is_on_the_subject(small: Index) -> None:
    assert Chat(small).say("gehalt chef").reply.kind == "clarify"
    turn = Chat(small).say("gehalt keeper", "gehalt chef")
    assert turn.reply.kind == "answer"
    assert turn.interpretation.slots["occupation"] == DIRECTOR


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("gehalt keeper norwegen", "Norwegen"),
        ("keeper salary in denmark", "Denmark"),
        ("was macht ein keeper in norwegen", "Norwegen"),
        ("wie wird man in dänemark keeper", "Dänemark"),
    ],
)
def test_another_country_is_not_in_the_sources(text: str, name: str, small: Index) -> None:
    turn = Chat(small).say(text)
    assert turn.reply.kind == "fallback"
    assert turn.reply.text.startswith(
        say(small.knowledge, "no_figure_country", turn.reply.language, name=name)
    )
    assert "€" not in turn.reply.text


def test_coming_from_another_country_is_not_asking_about_it(small: Index) -> None:
    turn = Chat(small).say("ich komme aus norwegen, wie wird man hier keeper?")
    assert turn.reply.kind == "answer"


@pytest.mark.parametrize(
    ("text", "kind"),
    [("hallo", "smalltalk"), ("welche quellen benutzt du", "answer"), ("hilfe", "command")],
)
def test_what_is_about_no_occupation_is_answered_whatever_else_is_named(
    text: str, kind: str, small: Index
) -> None:
    for after in ("", " bäcker", " norwegen"):
        assert Chat(small).say(text + after).reply.kind == kind


def test_a_subject_the_sources_miss_for_one_occupation_is_said_to_be_another_ones(
    small: Index,
) -> None:
    turn = Chat(small).say("ausbildung turmdirektor")
    missing = say(
        small.knowledge, "section_missing", "de",
        occupation="Leuchtturmdirektor", instead="Leuchtturmwärter",
    )  # fmt: skip
    assert turn.reply.text.startswith(missing)
    assert "Winter" in turn.reply.text


def test_where_a_subject_is_missing_the_occupations_own_topic_comes_before_another_occupation(
    small: Index,
) -> None:
    asked = replace(small.knowledge.entries["training"], section="apprenticeship")
    entries = {**small.knowledge.entries, "training": asked}
    index = replace(small, knowledge=replace(small.knowledge, entries=entries))
    turn = Chat(index).say("ausbildung leuchtturmwärter")
    near = say(small.knowledge, "section_near", "de", occupation="Leuchtturmwärter")
    assert turn.reply.text.startswith(near)
    assert "zwei Winter" in turn.reply.text
    assert turn.reply.kind == "answer"


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_for_an_occupation_is_none(name: str, small: Index) -> None:
    turn = Chat(small).say(f"was verdient ein {ODD[name]}")
    assert "€" not in turn.reply.text
    assert turn.reply.kind in ("fallback", "clarify")


def test_a_short_name_beside_another_of_our_names_is_not_asked_about(small: Index) -> None:
    alone = Chat(small).say("was verdient der chef")
    beside = Chat(small).say("was verdient der chef und was der wächter")
    assert alone.reply.kind == "clarify"
    assert beside.reply.kind == "answer"
