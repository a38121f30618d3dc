"""An offered choice is taken by its place, or none of them is."""

from __future__ import annotations

import pytest

from bot.dialogue.choices import NONE_OF_THESE
from bot.dialogue.context import Context, Message
from bot.dialogue.exchange import Exchange
from bot.dialogue.taking import taken_choice
from bot.matching.index import Index
from tests.dialogue.chat import TODAY

OFFERED = ("salary", "tasks", "training")


def taken(index: Index, text: str, offered: tuple[str, ...]) -> str | None:
    return taken_choice(Exchange(Message(text), Context(offered=offered), index, TODAY), text)


@pytest.mark.parametrize(
    ("said", "choice"),
    [("das zweite", "tasks"), ("the first one", "salary"), ("das letzte", "training"),
     ("erklär mal das erste", "salary"), ("tell me more about option 3", "training"),
     ("und die zweite bitte genauer", "tasks"), ("welche war die erste firma", None),
     ("was verdient der erste", None), ("das erste oder das zweite", None),
     ("2", "tasks"), ("the latter", "tasks"), ("4", None), ("ja", None), ("neither", None)],
)  # fmt: skip
def test_a_place_takes_one_of_the_choices(shipped: Index, said: str, choice: str | None) -> None:
    assert taken(shipped, said, OFFERED) == choice


@pytest.mark.parametrize(
    ("said", "choice"),
    [("ja", "salary"), ("keins davon", NONE_OF_THESE), ("no", NONE_OF_THESE),
     ("the last one", "training"), ("vielleicht", None)],
)  # fmt: skip
def test_a_question_of_the_bot_is_answered_by_words(
    shipped: Index, said: str, choice: str | None
) -> None:
    assert taken(shipped, said, (*OFFERED, NONE_OF_THESE)) == choice


def test_nothing_is_taken_where_nothing_is_offered(shipped: Index) -> None:
    assert taken(shipped, "das zweite", ()) is None
