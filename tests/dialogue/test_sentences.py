"""Tables of sentences on the small knowledge: what must be understood, and what must not."""

from __future__ import annotations

from typing import Any

import pytest

from bot.knowledge.entries import KNOWN_SLOTS
from bot.matching.index import Index
from bot.text.normalize import normalize
from tests.dialogue.chat import ODD, Chat, table

TOLD = (*KNOWN_SLOTS, "language")
SENTENCES, REJECTIONS = table("sentences.yaml"), table("rejections.yaml")


def said(row: dict[str, Any]) -> str:
    return " / ".join([*row.get("after", ()), row["say"]])


@pytest.mark.parametrize("row", SENTENCES, ids=said)
def test_a_sentence_is_understood(row: dict[str, Any], small: Index) -> None:
    turn = Chat(small, "de").say(*row.get("after", ()), row["say"])
    found = turn.interpretation
    slots = {slot: value for slot, value in found.slots.items() if slot in TOLD}
    assert (found.intent, slots) == (row["intent"], row["slots"])
    assert turn.reply.kind == row.get("kind", "answer")
    assert found.confidence >= 0.5


@pytest.mark.parametrize("row", REJECTIONS, ids=said)
def test_a_sentence_gets_no_answer(row: dict[str, Any], small: Index) -> None:
    turn = Chat(small, "de").say(*row.get("after", ()), row["say"])
    assert turn.reply.kind in row["kind"]
    assert "€" not in turn.reply.text
    if turn.reply.kind == "fallback":
        assert turn.interpretation.confidence <= 0.6


@pytest.mark.parametrize("name", ODD)
def test_an_odd_message_gets_no_answer(name: str, small: Index) -> None:
    turn = Chat(small).say(ODD[name])
    assert turn.reply.kind in ("fallback", "clarify", "smalltalk")
    assert "€" not in turn.reply.text


def test_no_sentence_of_the_tables_is_a_phrase(small: Index) -> None:
    phrases = {
        normalize(phrase.text).strip("?!. ")
        for entry in small.knowledge.entries.values()
        for phrase in (*entry.phrases, *entry.follow_ups)
    }
    alone = [row["say"] for row in SENTENCES if "after" not in row]
    copied = [say for say in alone if normalize(say).strip("?!. ") in phrases]
    assert len(copied) <= 4, copied  # keywords of one or two words cannot but be


def test_a_sentence_stands_in_one_table_only() -> None:
    rows = [said(row) for row in (*SENTENCES, *REJECTIONS)]
    assert len(set(rows)) == len(rows)
