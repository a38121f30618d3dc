"""Which turns are remembered, and for whom."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from bot.dialogue.context import Context, Message
from bot.dialogue.effects import Effect
from bot.dialogue.forms.state import FormState
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn, Understood
from bot.operating.answered_before import LONGEST, AnsweredBefore, key_of

TODAY = date(2026, 11, 21)
ASKED = Message("was verdient man", language_code="de")
OTHER = {
    "language": "en", "chosen_language": "en", "entry": "salary", "topic": "salary",
    "occupation": "nurse", "stranger": "", "slots": {"level": "senior"}, "sources": ("one",),
    "figures": ("one",), "pending": "salary", "offered": ("salary",), "shortened": True,
}  # fmt: skip
"""For each field of a context another value than at first."""


def turn(text: str = "Genug.") -> Turn:
    reply = Reply("answer", "de", "salary", (Paragraph(text),))
    return Turn(reply, Context(), Understood("de", "salary", "salary", {}, 1.0, "answer"))


def key(message: Message = ASKED, context: Context | None = None, day: date = TODAY) -> object:
    return key_of(message, context or Context(), day)


def test_the_same_question_after_the_same_talk_has_the_same_turn() -> None:
    before, said = AnsweredBefore(), turn()
    before.put(key(context=Context(slots={"level": "senior"})), said)
    assert before.get(key(context=Context(slots={"level": "senior"}))) is said


@pytest.mark.parametrize(
    "other",
    [
        Message("was verdient sie", language_code="de"),
        Message("was verdient man", language_code="en"),
        Message("was verdient man", data="salary", language_code="de"),
    ],
    ids=["text", "language", "button"],
)
def test_another_message_is_another_question(other: Message) -> None:
    assert key(other) != key()


@pytest.mark.parametrize("name", OTHER)
def test_whatever_was_said_before_makes_another_question(name: str) -> None:
    assert key(context=replace(Context(), **{name: OTHER[name]})) != key()  # type: ignore[arg-type]


def test_nothing_a_chat_remembers_is_overlooked() -> None:
    assert {*OTHER, "forms"} == {each.name for each in fields(Context)}


def test_another_day_is_another_question() -> None:
    assert key(day=date(2026, 11, 22)) != key()


def test_nothing_is_remembered_of_a_form() -> None:
    under_way = Context(forms=(FormState("letter", {"name": "Ada"}),))
    assert key(context=under_way) is None
    before = AnsweredBefore()
    before.put(key(), replace(turn(), context=under_way))
    before.put(None, turn())
    assert len(before) == 0


def test_long_messages_are_not_remembered() -> None:
    assert key(Message("a" * LONGEST)) is not None
    assert key(Message("a" * (LONGEST + 1))) is None


def test_a_turn_that_does_something_is_not_remembered() -> None:
    before = AnsweredBefore()
    before.put(key(), replace(turn(), effects=(Effect("forget", "", ""),)))
    assert before.get(key()) is None


def test_what_was_not_asked_for_the_longest_time_goes_first() -> None:
    before = AnsweredBefore(most=2)
    for text in ("one", "two"):
        before.put(key(Message(text)), turn(text))
    assert before.get(key(Message("one"))) is not None
    before.put(key(Message("three")), turn("three"))
    assert before.get(key(Message("two"))) is None
    assert before.get(key(Message("one"))) is not None
