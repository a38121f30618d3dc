"""What people do on the phone: leave letters out, ask with an amount alone, go on in three words.

Played against the shipped knowledge; each row is one family, not one sentence.
"""

from __future__ import annotations

import pytest

from bot.matching.index import Index
from tests.dialogue.chat import Chat

AVERAGE, A_MONTH, DIRECTOR = "47,700", "3,975", "52,482"

GOES_ON = [
    (["backend monthly"], "answer", "salary", A_MONTH),
    (["48k ok?"], "answer", "salary", "48,000"),
    (["3900 gross a month backend dev", "how much per year"], "answer", "salary", "46,800"),
    (["backend developer salary", "and a month", "and the director"], "answer", "salary", "4,373"),
    (["director salary", "not the director, the normal developer"], "answer", "salary", AVERAGE),
    (["what is a backend developer", "what's the salary and how do I become one?"],
     "answer", "salary", AVERAGE),
    (["Hello! what does a backend dev do and what is the pay"], "answer", "tasks", AVERAGE),
    (["pay n training backend"], "answer", "salary", AVERAGE),
    (["what is the backend developer's salary"], "answer", "salary", AVERAGE),
    (["cv length", "photo y/n"], "answer", "application", "voluntary"),
    (["my teacher says ai takes all the jobs, is that so"], "answer", "ai_impact", ""),
    (["what does my teacher earn"], "fallback", "out_of_scope", ""),
    (["salary of bakers"], "fallback", "out_of_scope", "Baker"),
    (["what does a chef make a month"], "fallback", "out_of_scope", "Chef"),
    (["can i change over into teaching"], "fallback", "out_of_scope", "Teaching"),
    (["could you tell us about the ways in"], "answer", "training", ""),
    (["what does a backend developer earn in the US"], "fallback", "salary", "USA"),
    (["US pay for backend devs?"], "fallback", "salary", "USA"),
    (["they offer me forty-two grand"], "answer", "salary", "42,000"),
    (["how long does the apprenticeship take", "3 yrs or 4"], "answer", "training", "3 to 5"),
    (["backend dev salary", "how"], "clarify", "salary", ""),
    (["how do i negotiate my salary", "i'm so scared"], "answer", "negotiation", ""),
    (["feeling a bit sad today"], "smalltalk", "smalltalk", ""),
    (["how do i fire somebody in my team"], "fallback", "referral", "employ"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "kind", "topic", "part"), GOES_ON)
def test_short_messages_are_understood(
    said: list[str], kind: str, topic: str, part: str, shipped: Index
) -> None:
    reply = Chat(shipped, "en").say(*said).reply
    assert (reply.kind, reply.topic, reply.language) == (kind, topic, "en")
    assert part in reply.text


@pytest.mark.parametrize("cry", ["i want to ill myself", "i want to kil myself"])
def test_a_cry_for_help_with_a_letter_missing_reaches_the_helpline(
    cry: str, shipped: Index
) -> None:
    assert "0800 1110111" in Chat(shipped, "en").say(cry).reply.text


@pytest.mark.parametrize(
    "said", ["how do i skill myself up", "Freitag", "ich will den test eben beenden"]
)
def test_words_like_those_of_a_cry_for_help_are_none(said: str, shipped: Index) -> None:
    assert Chat(shipped).say(said).reply.topic != "crisis"


@pytest.mark.parametrize("wish", ["weiter", "go on", "shorter", "kürzer", "again"])
def test_wishes_about_an_answer_before_there_is_one_are_asked_back(
    wish: str, shipped: Index
) -> None:
    assert Chat(shipped).say(wish).reply.kind == "clarify"


def test_weiter_without_a_helper_offers_more_on_the_subject(shipped: Index) -> None:
    reply = Chat(shipped).say("gehalt backend", "weiter").reply
    assert (reply.kind, reply.topic) == ("clarify", "salary")
    assert reply.choices
