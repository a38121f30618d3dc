"""What only wants to have an answer confirmed names what is to be confirmed."""

from __future__ import annotations

import pytest

from bot.dialogue.confirming import without_confirming
from bot.matching.index import Index
from tests.dialogue.chat import Chat


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("thats per year right?", "per year"),
        ("a year, i guess?", "a year"),
        ("das ist pro jahr gemeint?", "pro jahr"),
        ("heißt das es geht auch ohne?", "es geht auch ohne"),
        ("oder?", "oder?"),
        ("and the tasks", "and the tasks"),
    ],
)
def test_the_words_around_it_are_left_out(said: str, plain: str) -> None:
    assert without_confirming(said) == plain


@pytest.mark.parametrize("said", ["thats per month right?", "so it's a month, i guess?"])
def test_a_period_is_confirmed_with_its_amount(shipped: Index, said: str) -> None:
    assert "3,975" in Chat(shipped, "en").say("backend developer salary", said).reply.text
