"""Golden conversations: each promise of a turn is checked, and a broken one is explained."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.checking.conversations import RULE, check_conversations
from bot.knowledge.models import Conversation, Place, Turn
from bot.knowledge.problems import Problem
from bot.matching.index import Index

PLACE = Place("conversations/x.yaml", 7, 3)


def play(index: Index, *turns: Turn, language_code: str | None = None) -> tuple[Problem, ...]:
    """Return the broken promises of one conversation."""
    conversation = Conversation(tuple(replace(t, place=PLACE) for t in turns), language_code)
    knowledge = replace(index.knowledge, conversations=(conversation,))
    return check_conversations(replace(index, knowledge=knowledge), date(2026, 11, 21))


KEPT = Turn(
    "was verdient ein keeper",
    kind=("answer",),
    intent=("tasks", "salary"),
    topic=("salary",),
    language=("de",),
    slots={"occupation": "lighthouse_keeper"},
    contains=("36.000", "ALMANACH"),
    lacks=("50.000",),
    not_intent=("tasks",),
)


def test_a_conversation_that_goes_as_promised_has_no_problem(small: Index) -> None:
    assert play(small, KEPT) == ()


def test_a_turn_that_promises_nothing_is_kept(small: Index) -> None:
    assert play(small, Turn("xyzzy"), Turn(""), Turn("🙈")) == ()


@pytest.mark.parametrize(
    ("turn", "message"),
    [
        (replace(KEPT, kind=("clarify",)), "kind should be clarify, is answer"),
        (replace(KEPT, kind=("a", "b")), "kind should be a or b, is answer"),
        (replace(KEPT, intent=("tasks",)), "intent should be tasks, is salary"),
        (replace(KEPT, topic=("tasks",)), "topic should be tasks, is salary"),
        (replace(KEPT, language=("en",)), "language should be en, is de"),
        (replace(KEPT, slots={"place": "kiel"}), "slot place should be kiel, is None"),
        (replace(KEPT, contains=("99.000",)), 'the reply lacks "99.000"'),
        (replace(KEPT, lacks=("36.000",)), 'the reply must not hold "36.000"'),
        (replace(KEPT, lacks=("ALMANACH",)), 'the reply must not hold "ALMANACH"'),
        (replace(KEPT, not_intent=("salary",)), "intent must not be salary"),
    ],
)  # fmt: skip
def test_each_kind_of_promise_is_checked(turn: Turn, message: str, small: Index) -> None:
    (problem,) = play(small, turn)
    assert problem.message == f'"was verdient ein keeper": {message}'
    assert (problem.line, problem.column, problem.rule, problem.severity) == (7, 3, RULE, "error")
    assert problem.path == f"{small.knowledge.root}/conversations/x.yaml"


def test_all_broken_promises_of_a_turn_are_said_at_once(small: Index) -> None:
    (problem,) = play(small, replace(KEPT, kind=("smalltalk",), language=("en",)))
    assert "kind should be smalltalk" in problem.message
    assert "language should be en" in problem.message


def test_the_reason_names_the_nearest_phrase(small: Index) -> None:
    (problem,) = play(small, Turn("was kriegt ein keeper an gehalt", kind=("smalltalk",)))
    assert "recognized" in problem.hint
    assert "intents/salary.yaml:" in problem.hint
    (problem,) = play(small, Turn("🙈", kind=("answer",)))
    assert problem.hint == "no phrase is near"


def test_a_turn_goes_on_with_the_turns_before(small: Index) -> None:
    month = Turn("und im monat?", intent=("salary",), contains=("3.000",))
    assert play(small, KEPT, month) == ()
    assert play(small, month) != ()


def test_a_broken_turn_does_not_hide_the_next(small: Index) -> None:
    broken = Turn("hallo", kind=("answer",))
    assert [problem.message[:7] for problem in play(small, broken, KEPT, broken)] == [
        '"hallo"', '"hallo"'
    ]  # fmt: skip


def test_a_turn_may_be_a_pressed_choice(small: Index) -> None:
    press = Turn("", press="salary lighthouse_director", contains=("50.000",))
    assert play(small, press) == ()
    (problem,) = play(small, replace(press, contains=("36.000",)))
    assert problem.message.startswith('"salary lighthouse_director": ')


def test_the_language_of_the_app_counts_where_the_words_tell_nothing(small: Index) -> None:
    assert play(small, Turn("keeper", language=("en",)), language_code="en-GB") == ()
    assert play(small, Turn("keeper", language=("de",)), language_code="de") == ()
