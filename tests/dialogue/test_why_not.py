"""Why an entry does not answer a message, and a phrase that was tried out before it is named."""

from __future__ import annotations

import pytest

from bot.dialogue.context import Message
from bot.dialogue.why_not import Doubt, why_not
from bot.matching.index import Index
from tests.dialogue.chat import ODD, TODAY


def asked(entry: str, text: str, index: Index, *before: str) -> str:
    """Return why the entry does not answer."""
    return why_not(Doubt.after(before, Message(text), entry, index, TODAY))


def test_an_entry_that_answers_says_so(small: Index) -> None:
    assert "salary answers it already" in asked("salary", "gehalt keeper", small)


def test_the_part_of_the_score_that_is_behind_is_named_with_its_amount(small: Index) -> None:
    said = asked("training", "was verdient ein turmwärter so im schnitt", small)
    assert "behind salary" in said
    assert "share: " in said
    assert " of it (0." in said


def test_the_nearest_phrase_and_what_of_it_is_lacking_are_told(small: Index) -> None:
    said = asked("salary", "sturm im norden am leuchtfeuer", small)
    assert 'nearest     "' in said
    assert "(intents/salary.yaml:" in said
    assert "lacks       " in said
    assert "leuchtfeuer" in said.split("says more")[1].splitlines()[0]


def test_a_guard_that_would_stop_it_is_named(small: Index) -> None:
    said = asked("salary", "zwirbel drumherum xyzzy", small)
    assert "guard     confidence" in said


def test_a_phrase_that_helps_was_seen_to_help(small: Index) -> None:
    said = asked("training", "zwirbelt ein Turmwärter?", small)
    assert 'add         "zwirbelt ein {occupation}" to the phrases of training' in said
    assert "training then answers this message" in said


def test_a_phrase_that_does_not_help_is_not_praised(small: Index) -> None:
    said = asked("salary", "ich will nicht mehr leben", small)
    assert "decides before any score is looked at" in said
    assert "that alone does not do it; the reply is then smalltalk, crisis" in said


def test_what_was_said_before_counts(small: Index) -> None:
    said = asked("training", "und im Monat?", small, "gehalt keeper")
    assert "now         answer, salary" in said


@pytest.mark.parametrize("text", ["/hilfe", "", "🙈"])
def test_what_is_read_from_no_phrase_says_what_decides(text: str, small: Index) -> None:
    assert "decided by" in asked("salary", text, small)


def test_the_same_doubt_is_answered_in_the_same_bytes(small: Index) -> None:
    assert asked("tasks", "sturm und tee", small) == asked("tasks", "sturm und tee", small)


def test_an_entry_the_knowledge_has_not_is_a_mistake(small: Index) -> None:
    with pytest.raises(KeyError):
        asked("zwirbel", "gehalt", small)


@pytest.mark.parametrize("name", ["html", "braces", "5,000 characters", "arabic", "numbers"])
def test_odd_messages_are_explained_too(name: str, small: Index) -> None:
    assert "why not     salary" in asked("salary", ODD[name], small)
