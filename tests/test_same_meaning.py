"""What changes nothing about a question must change nothing about its answer.

Plays golden first turns with a greeting, a filler, other case, punctuation, emoji or a letter's
courtesy around them, in English. Which reply is right, the golden conversations say.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from bot.matching.index import Index
from tests.conftest import HERE
from tests.dialogue.chat import Chat

SAMPLED, SEED = 60, 5
SAME = 0.98
"""Least share of the questions whose reply keeps its kind and topic, for each way of asking."""
ENDS = "?!. "

WAYS: dict[str, Callable[[str], str]] = {
    "a greeting": lambda said: f"Hi! {said}",
    "a greeting of its own line": lambda said: f"hello there\n{said}",
    "hey": lambda said: f"hey {said}",
    "please": lambda said: f"{said.rstrip(ENDS)} please",
    "thanks": lambda said: f"{said.rstrip(ENDS)}? thx",
    "a filler before": lambda said: f"just wondering, {said}",
    "a quick question": lambda said: f"quick question: {said}",
    "btw": lambda said: f"btw {said}",
    "sorry": lambda said: f"sorry, {said}",
    "mate": lambda said: f"{said.rstrip(ENDS)} mate",
    "tho": lambda said: f"{said.rstrip(ENDS)} tho",
    "asap": lambda said: f"{said.rstrip(ENDS)} asap",
    "capitals": str.upper,
    "no capitals": str.lower,
    "each word in capitals": str.title,
    "no sign at the end": lambda said: said.rstrip(ENDS),
    "many question marks": lambda said: f"{said.rstrip(ENDS)}???",
    "dots": lambda said: f"{said.rstrip(ENDS)}...",
    "emoji": lambda said: f"👋 {said} 🙏😅",
    "wide spaces": lambda said: f"  {said.replace(' ', '   ')} ",
    "no apostrophes": lambda said: said.replace("'", ""),
    "typeset apostrophes": lambda said: said.replace("'", "’"),
    "a letter": lambda said: f"Dear Sir or Madam,\n{said}\nKind regards, Tom",
}


def golden() -> list[str]:
    """Return English questions of the golden conversations that begin one and hold words."""
    found: list[str] = []
    for path in sorted((HERE.parent / "knowledge" / "conversations").glob("*.yaml")):
        rows: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        found += [
            row["say"]
            for row in rows
            if row.get("language") == "en" and row.get("kind") in ("answer", "fallback")
            and "after" not in row and row["say"][:1].isalpha()
        ]  # fmt: skip
    return random.Random(SEED).sample(found, SAMPLED)  # noqa: S311 - no secret, the same each time


@pytest.fixture(scope="module")
def asked(shipped: Index) -> dict[str, tuple[str, str]]:
    """Return kind and topic of the reply to each question as it stands."""
    return {said: _replied(said, shipped) for said in golden()}


def _replied(said: str, index: Index) -> tuple[str, str]:
    reply = Chat(index, "en").say(said).reply
    return reply.kind, reply.topic


@pytest.mark.parametrize("way", WAYS)
def test_a_question_is_answered_the_same_however_it_is_dressed(
    way: str, asked: dict[str, tuple[str, str]], shipped: Index
) -> None:
    dressed = {said: WAYS[way](said) for said in asked}
    other = [text for said, text in dressed.items() if _replied(text, shipped) != asked[said]]
    assert 1 - len(other) / len(dressed) >= SAME, other
