"""Questions nobody wrote phrases from, played against the shipped knowledge.

The floors say how good the bot is known to be. Raise them when it gets better; `dev` may be
looked at while tuning, `test` is for measuring only.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.dialogue.turn import Turn
from bot.matching.index import Index
from tests.dialogue.chat import Chat

RIGHT = {
    ("held_out", "dev", "de"): 0.97, ("held_out", "dev", "en"): 0.97,
    ("held_out", "test", "de"): 0.97, ("held_out", "test", "en"): 0.97,
    ("examined", "dev", "de"): 0.95, ("examined", "dev", "en"): 0.95,
    ("examined", "test", "de"): 0.89, ("examined", "test", "en"): 0.88,
    ("everyday_de", "dev", "de"): 0.96, ("everyday_de", "test", "de"): 0.97,
    ("personas", "dev", "de"): 0.95, ("personas", "test", "de"): 0.96,
    ("phone_en", "dev", "en"): 0.98, ("phone_en", "test", "en"): 0.90,
    ("follow_ups", "dev", "de"): 0.97, ("follow_ups", "dev", "en"): 0.97,
    ("follow_ups", "test", "de"): 0.94, ("follow_ups", "test", "en"): 0.92,
    ("pay", "dev", "de"): 0.95, ("pay", "dev", "en"): 0.94,
    ("around_the_job", "dev", "de"): 0.93, ("around_the_job", "dev", "en"): 0.95,
    ("everyday_en", "dev", "en"): 0.98, ("everyday_en", "test", "en"): 0.95,
    ("ways", "dev", "de"): 0.9, ("ways", "dev", "en"): 0.91,
    ("ways", "test", "de"): 0.68, ("ways", "test", "en"): 0.68,
}  # fmt: skip
"""Least share of held-out questions with an acceptable kind, topic, language and content."""
FAR_WRONG = {("dev", "de"): 0.02, ("dev", "en"): 0.02, ("test", "de"): 0.04, ("test", "en"): 0.08}
"""Largest share of far-off messages that get a substantive answer."""
NEAR_WRONG = {("dev", "de"): 0.05, ("dev", "en"): 0.04, ("test", "de"): 0.09, ("test", "en"): 0.11}
"""Largest share of near misses that get an answer, a subject or a figure that is wrong."""

GROUPS = sorted(FAR_WRONG)
_ANY = "adversarial"
"""Attempts to steer the bot have no topic of their own."""
FIGURE = re.compile(r"\b47[.,]700\b")


def rows(name: str) -> Any:
    path = Path(__file__).parent / "suites" / f"{name}.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def play(row: dict[str, Any], index: Index, code: str | None) -> Turn:
    """Say what came before and then the sentence itself."""
    return Chat(index, code).say(*row["after"], row["say"])


def wrong_in_held_out(row: dict[str, Any], turn: Turn) -> list[str]:
    """Return what is not as the row says."""
    reply, text = turn.reply, turn.reply.text.casefold()
    return [
        *([] if reply.kind in row["kind"] else [f"kind {reply.kind}"]),
        *([] if reply.topic in row["topic"] or _ANY in row["topic"] else [f"topic {reply.topic}"]),
        *([] if reply.language == row["lang"] else [f"language {reply.language}"]),
        *(f"lacks {part}" for part in row.get("contains", ()) if part.casefold() not in text),
        *(f"has {part}" for part in row.get("not", ()) if part.casefold() in text),
    ]


def wrongly_answered(row: dict[str, Any], turn: Turn) -> bool:
    """Tell whether a near miss gets what only the real question may get."""
    reply = turn.reply
    if reply.kind == "answer":
        return "answer" not in row["kind"] or reply.topic in row["not_topic"]
    return row["why"] != "negation" and bool(FIGURE.search(reply.text))


@pytest.mark.parametrize(("suite", "split", "lang"), sorted(RIGHT))
def test_held_out_questions_are_answered_right(
    suite: str, split: str, lang: str, shipped: Index
) -> None:
    asked = [r for r in rows(suite) if (r["split"], r["lang"]) == (split, lang)]
    wrong = {}
    for row in asked:
        if broken := wrong_in_held_out(row, play(row, shipped, row["language_code"])):
            wrong[row["say"]] = broken
    share = 1 - len(wrong) / len(asked)
    assert share >= RIGHT[suite, split, lang], f"{share:.3f} right; wrong: {shown(wrong, split)}"


@pytest.mark.parametrize(("split", "lang"), GROUPS)
def test_far_off_messages_get_no_answer(split: str, lang: str, shipped: Index) -> None:
    said = rows("far")[lang][split]
    wrong = [text for text in said if Chat(shipped, lang).say(text).reply.kind == "answer"]
    share = len(wrong) / len(said)
    assert share <= FAR_WRONG[split, lang], f"{share:.3f} answered: {shown(wrong, split)}"


@pytest.mark.parametrize(("split", "lang"), GROUPS)
def test_near_misses_are_not_taken_for_the_real_question(
    split: str, lang: str, shipped: Index
) -> None:
    said = [r for r in rows("near") if (r["split"], r["lang"]) == (split, lang)]
    wrong = [row["say"] for row in said if wrongly_answered(row, play(row, shipped, lang))]
    share = len(wrong) / len(said)
    assert share <= NEAR_WRONG[split, lang], f"{share:.3f} answered wrongly: {shown(wrong, split)}"


def shown(wrong: object, split: str) -> object:
    """Return what may be looked at: the measuring half stays unseen."""
    return wrong if split == "dev" else "(not shown)"
