"""Several questions in one message, life stories, and what somebody does not want to know."""

from __future__ import annotations

import pytest

from bot.dialogue.turn import Turn
from bot.dialogue.understand import MOST_QUESTIONS, understand
from bot.dialogue.verdicts import leaves_open
from bot.dialogue.wording import say
from bot.matching.index import Index
from bot.matching.recognize import recognize
from bot.text.normalize import normalize
from tests.dialogue.chat import KEEPER, ODD, Chat, pressed


def both(turn: Turn, index: Index) -> bool:
    """Tell whether a reply answers a second question too."""
    return say(index.knowledge, "also_asked", turn.reply.language) in turn.reply.text


@pytest.mark.parametrize(
    ("text", "first", "contains"),
    [
        ("Was verdient ein Keeper? Und was macht er?", "salary", ["36.000 €", "Lampe"]),
        ("Wie wird man Keeper? Was verdient man als Keeper?", "training", ["Winter", "36.000 €"]),
        ("was macht ein keeper und was verdient er", "tasks", ["Lampe", "36.000 €"]),
        ("gehalt keeper und ausbildung", "salary", ["36.000 €", "Winter"]),
        ("What does a keeper do? How do I become one?", "tasks", ["lamp", "winters"]),
        ("how do i become a keeper and what is the salary", "training", ["winters", "€36,000"]),
        ("gehalt keeper?\naufgaben?", "salary", ["36.000 €", "Lampe"]),
        ("Was macht ein Turmdirektor? Und das Gehalt?", "tasks", ["Briefe", "50.000 €"]),
        ("gehalt keeper? und urlaub?", "salary", ["36.000 €", "Hafenamt"]),
        ("urlaub? und gehalt keeper?", "holidays", ["Hafenamt", "36.000 €"]),
    ],
)  # fmt: skip
def test_two_questions_are_both_answered_and_the_first_one_counts(
    text: str, first: str, contains: list[str], small: Index
) -> None:
    turn = Chat(small).say(text)
    assert turn.interpretation.intent == first
    assert all(part in turn.reply.text for part in contains)
    assert both(turn, small)
    kind = small.knowledge.entries[first].kind
    assert turn.reply.kind == turn.interpretation.kind == kind


def test_what_is_said_after_two_questions_goes_on_with_the_second(small: Index) -> None:
    turn = Chat(small).say("Was macht ein Turmdirektor? Und das Gehalt?", "und im monat?")
    assert "4.166,67 €" in turn.reply.text


def test_sources_and_buttons_of_both_answers_are_given(small: Index) -> None:
    reply = Chat(small).say("Was verdient ein Keeper? Was macht ein Turmdirektor?").reply
    assert reply.sources == ("almanac", "logbook")
    assert len(reply.choices) <= 4


def test_two_answers_share_no_button(small: Index) -> None:
    data = pressed(Chat(small).say("Wie wird man Keeper? Was verdient ein Keeper?"))
    assert len(set(data)) == len(data)


def test_the_same_question_twice_is_answered_once(small: Index) -> None:
    turn = Chat(small).say("Gehalt Keeper? Was verdient man als Keeper?")
    assert not both(turn, small)
    assert turn.reply.text.count("36.000 €") == 1


def test_more_than_two_questions_are_not_all_answered(small: Index) -> None:
    text = normalize("Gehalt? Aufgaben? Ausbildung? Urlaub? Sturm?")
    assert len(understand(text, small, None)) == MOST_QUESTIONS


@pytest.mark.parametrize(
    "text",
    [
        "Hallo! Was verdient ein Keeper?",
        "Guten Morgen, ich wollte mal fragen: was verdient ein Keeper?",
        "Moin moin. Was verdient ein Keeper? Danke!",
        "hi there, what does a keeper earn?",
    ],
)
def test_a_greeting_is_no_question(text: str, small: Index) -> None:
    turn = Chat(small).say(text)
    assert (turn.reply.kind, turn.interpretation.intent) == ("answer", "salary")
    assert not both(turn, small)


STORIES = {
    "Ich bin 34, komme aus der Gastro und habe genug davon. Jetzt suche ich etwas ruhiges am "
    "Meer, mein Bruder ist auch dort. Wie wird man eigentlich Leuchtturmwärter?": "training",
    "bin 52, war lange bäcker, mag keine menschen mehr und will ans wasser, was verdient man als "
    "leuchtturmwärter": "salary",
    "Wie wird man Leuchtturmwärter? Ich bin 19 und habe die Schule hinter mir. Meine Eltern "
    "sind dagegen. Ich habe aber keine Angst vor Höhe.": "training",
    "I am 41 and used to be a baker. My knees are bad and I love the sea. My wife does too. What "
    "does a lighthouse keeper do all day?": "tasks",
    "So here is my story. I left school at 15. Then I went to sea. Then I came back.\n\nNow I "
    "wonder how much a lighthouse keeper makes?": "salary",
}


@pytest.mark.parametrize(("text", "intent"), STORIES.items())
def test_a_life_story_is_searched_for_its_question(text: str, intent: str, small: Index) -> None:
    turn = Chat(small).say(text)
    assert (turn.reply.kind, turn.interpretation.intent) == ("answer", intent)
    assert turn.interpretation.slots["occupation"] == KEEPER


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("nicht das gehalt, sondern die aufgaben", "tasks"),
        ("nicht das gehalt, die ausbildung", "training"),
        ("ich will nicht das gehalt wissen, sondern die aufgaben", "tasks"),
        ("Ich meine nicht die Ausbildung sondern das Gehalt als Keeper", "salary"),
        ("kein gehalt, aber was macht ein keeper?", "tasks"),
        ("not the salary, but the tasks", "tasks"),
        ("i dont want to know the salary but the training", "training"),
    ],
)
def test_of_two_things_the_one_not_ruled_out_is_answered(
    text: str, intent: str, small: Index
) -> None:
    turn = Chat(small).say(text)
    assert (turn.reply.kind, turn.interpretation.intent) == ("answer", intent)
    if intent != "salary":
        assert "€" not in turn.reply.text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("gehalt turmwärter, nicht direktor", "36.000 €"),
        ("nicht der direktor, das gehalt vom keeper", "36.000 €"),
        ("salary of the keeper, not the director", "€36,000"),
    ],
)
def test_an_occupation_ruled_out_is_not_answered_for(text: str, amount: str, small: Index) -> None:
    turn = Chat(small).say(text)
    assert amount in turn.reply.text
    assert "50" not in turn.reply.text


@pytest.mark.parametrize("name", ODD)
def test_a_question_among_odd_things_is_still_found(name: str, small: Index) -> None:
    if name in ("html", "unclosed html", "code", "braces", "one word of 100,000"):
        pytest.skip("swallows what stands behind it, as in a browser, or looks like code")
    turn = Chat(small).say(f"Was verdient ein Leuchtturmwärter?\n{ODD[name]}")
    assert (turn.reply.kind, turn.interpretation.intent) == ("answer", "salary")


def test_a_first_question_that_lacks_something_leaves_the_second_one_answered(
    shipped: Index,
) -> None:
    chat = Chat(shipped, "de")
    turn = chat.say("was verdiene ich und wie bewerbe ich mich")
    assert (turn.reply.kind, turn.reply.topic) == ("clarify", "salary")
    assert "Lebenslauf" in turn.reply.text
    assert "47.700" in chat.say("Backend Developer").reply.text


@pytest.mark.parametrize("asked", ["hast du tipps", "was soll ich antworten", "any advice"])
def test_a_question_without_a_subject_leaves_open_what_it_is_about(
    asked: str, shipped: Index
) -> None:
    assert leaves_open(recognize(asked, shipped))
    assert not leaves_open(recognize(f"{asked} lebenslauf", shipped))


def test_a_question_without_a_subject_is_about_what_was_told(shipped: Index) -> None:
    turn = Chat(shipped).say("morgen gespräch mit der chefin wegen mehr geld, irgendwelche tipps")
    assert turn.reply.topic == "negotiation"


def test_small_talk_around_one_of_our_occupations_is_no_small_talk(shipped: Index) -> None:
    asked = "I would be grateful for a word on what backend engineers earn in Germany."
    assert Chat(shipped).say(asked).reply.topic == "salary"
    assert Chat(shipped).say("I am so grateful.").reply.kind == "smalltalk"
