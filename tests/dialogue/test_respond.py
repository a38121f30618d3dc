"""Whatever comes in, a turn comes out: quickly, whole, and the same one every time."""

from __future__ import annotations

import json
import re
from dataclasses import FrozenInstanceError
from time import perf_counter

import pytest

from bot.checking.check import build_index
from bot.dialogue.context import Context, Message
from bot.dialogue.respond import respond
from bot.dialogue.turn import Turn
from bot.dialogue.wording import say
from bot.matching.index import Index
from tests.conftest import HERE, sound
from tests.dialogue.chat import KEEPER, ODD, TODAY, Chat

KINDS = {"answer", "clarify", "fallback", "smalltalk", "command"}
TELEGRAMS_LIMIT = 4096
BUSY = Context(
    language="en", entry="salary", topic="salary", occupation=KEEPER,
    slots={"period": "month"}, sources=("almanac",), figures=("keeper_pay",), pending="salary",
)  # fmt: skip
MESSAGES = {
    **ODD,
    "salary": "was verdient ein leuchtturmwärter in kiel",
    "two questions": "what does a keeper do? and how do i become one?",
    "story": "ich bin 34, komme vom bau und will was ruhiges. wie wird man turmwärter?",
    "unknown occupation": "gehalt drachenzähmer",
    "doubtful": "ferien arbeit",
    "command": "/gehalt turmdirektor",
    "unknown command": "/gibtsnicht 1 2 3",
}


def whole(turn: Turn, index: Index) -> None:
    """Check what holds of every turn."""
    reply, found = turn.reply, turn.interpretation
    assert reply.kind in KINDS
    assert reply.kind == found.kind
    assert reply.language == found.language == turn.context.language
    assert reply.language in index.knowledge.languages
    assert reply.topic == found.topic
    assert reply.text.strip()
    assert all(paragraph.text.strip() for paragraph in reply.paragraphs)
    assert len(reply.text) < TELEGRAMS_LIMIT
    assert 0 <= found.confidence <= 1
    assert found.intent is None or found.intent in index.knowledge.entries
    assert all(isinstance(value, str) for value in found.slots.values())
    assert all(len(choice.data.encode()) <= 64 for choice in reply.choices)
    assert all(source in index.knowledge.sources for source in reply.sources)
    assert not re.search(r"\{\w+(:[\w.]+)?\}", reply.text)
    assert Context.from_json(json.loads(json.dumps(turn.context.to_json()))) == turn.context


@pytest.mark.parametrize("context", [Context(), BUSY], ids=["new chat", "busy chat"])
@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_gets_a_whole_turn(name: str, context: Context, small: Index) -> None:
    whole(respond(Message(MESSAGES[name]), context, small, TODAY), small)


@pytest.mark.parametrize("name", MESSAGES)
def test_the_same_arguments_give_the_same_turn_to_the_byte(name: str, small: Index) -> None:
    message = Message(MESSAGES[name], language_code="de")
    first = repr(respond(message, BUSY, small, TODAY))
    assert repr(respond(message, BUSY, small, TODAY)) == first


def test_another_index_of_the_same_knowledge_gives_the_same_turn(small: Index) -> None:
    other = build_index(sound(HERE / "knowledge_small"))
    for text in MESSAGES.values():
        one, two = (respond(Message(text), BUSY, index, TODAY) for index in (small, other))
        assert repr(one) == repr(two)


@pytest.mark.parametrize("name", [name for name in ODD if name[0].isdigit() or "one" in name])
def test_a_very_long_message_is_answered_soon(name: str, small: Index) -> None:
    start = perf_counter()
    Chat(small).say(ODD[name])
    assert perf_counter() - start < 5


def test_a_long_story_is_searched_for_its_question(small: Index) -> None:
    story = "Ich habe viel gesehen und noch mehr gehört. " * 2300
    for text in (
        f"{story} Wie wird man Leuchtturmwärter?",
        f"Wie wird man Leuchtturmwärter? {story}",
        f"{story} Wie wird man Leuchtturmwärter? {story}",
    ):
        turn = Chat(small).say(text)
        assert (turn.reply.kind, turn.interpretation.intent) == ("answer", "training")


@pytest.mark.parametrize(
    ("text", "kind", "topic"),
    [
        ("", "fallback", "smalltalk"),
        ("🙈", "fallback", "smalltalk"),
        ("\u200b\u202e", "fallback", "smalltalk"),
        (ODD["chinese"], "fallback", "adversarial"),
        (ODD["cyrillic"], "fallback", "adversarial"),
        ("ile zarabia jest", "fallback", "adversarial"),
        ("{{x}} ${jndi:ldap://y} <%= z %>", "fallback", "adversarial"),
        ("xyzzy plugh", "fallback", "out_of_scope"),
    ],
)
def test_what_is_no_question_is_told_so(text: str, kind: str, topic: str, small: Index) -> None:
    turn = Chat(small).say(text)
    assert (turn.reply.kind, turn.reply.topic) == (kind, topic)


@pytest.mark.parametrize(
    "text",
    [
        "<b>gehalt</b> leuchtturmwärter",
        "g\u200be\u200bh\u200ba\u200blt leuchtturmwärter",
        "\u202egehalt leuchtturmwärter\u202c",
        "GEHALT LEUCHTTURMWÄRTER!!!",
        "💰 Gehalt 💰 Leuchtturmwärter:in (m/w/d) 💰",
        "gehalt\x00leuchtturmwärter\x07",
        "ｇｅｈａｌｔ leuchtturmwaerter",
    ],
)
def test_markup_and_invisible_signs_do_not_hide_a_question(text: str, small: Index) -> None:
    turn = Chat(small).say(text)
    assert (turn.reply.kind, turn.interpretation.intent) == ("answer", "salary")
    assert turn.interpretation.slots["occupation"] == KEEPER


def test_a_message_is_never_repeated_in_the_reply(small: Index) -> None:
    for text in (ODD["html"], ODD["right to left"], "gehalt <b>drachenzähmer</b>", "/x<script>"):
        reply = Chat(small).say(text).reply.text
        assert "<" not in reply
        assert "\u202e" not in reply


def test_nothing_given_to_respond_is_changed(small: Index) -> None:
    before = repr(BUSY)
    respond(Message("und in kiel?"), BUSY, small, TODAY)
    assert repr(BUSY) == before
    with pytest.raises(FrozenInstanceError):
        BUSY.entry = "tasks"  # type: ignore[misc]


@pytest.mark.parametrize("text", ["Ich will nicht mehr leben", "gehalt? i want to kill myself"])
def test_a_cry_for_help_gets_help_and_nothing_else(text: str, small: Index) -> None:
    turn = Chat(small).say("gehalt leuchtturmwärter", text)
    assert (turn.reply.kind, turn.reply.topic) == ("smalltalk", "crisis")
    assert len(turn.reply.paragraphs) == 1
    assert turn.reply.choices == ()


@pytest.mark.parametrize("signs", ["👍", "👍🏽👍🏽", "❤️", "😊 🙏"])
def test_a_thumb_up_is_a_nod_and_no_empty_question(signs: str, small: Index) -> None:
    turn = Chat(small, "de").say(signs)
    assert turn.reply.kind == "smalltalk"
    assert turn.reply.text == say(small.knowledge, "nodded", "de")


@pytest.mark.parametrize("signs", ["🤷", "?!", " "])
def test_other_signs_are_no_question(signs: str, small: Index) -> None:
    assert Chat(small, "de").say(signs).reply.text == say(small.knowledge, "empty", "de")
