"""What is said to the bot and what is right: golden conversations and a file of questions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.errors import DataSetError
from bot.checking.conversations import broken
from bot.dialogue.turn import Turn
from bot.knowledge.models import Knowledge
from bot.knowledge.models import Turn as Promise

Row = Mapping[str, Any]
_ANY = "adversarial"


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a talk; `wanted` None means that any reply will do."""

    text: str
    press: str | None = None
    wanted: Promise | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """Messages said one after the other by one person."""

    messages: tuple[Said, ...]
    language_code: str | None = None


def is_right(said: Said, turn: Turn) -> bool:
    """Tell whether the turn keeps everything promised of it."""
    return said.wanted is None or not any(broken(said.wanted, turn))


def golden(knowledge: Knowledge) -> list[Talk]:
    """Return the example conversations the operators promise."""
    return [
        Talk(
            tuple(Said(turn.say, turn.press, turn) for turn in conversation.turns),
            conversation.language_code,
        )
        for conversation in knowledge.conversations
    ]


def questions(path: Path) -> list[Talk]:
    """Return the questions of a file of JSON lines, each as a talk of its own.

    A line holds ``text`` and lists of acceptable values or one value in ``kind``, ``topic`` and
    ``lang``; ``after`` is said before, ``contains`` must be in the reply. The topic
    ``adversarial`` stands for any: attempts to steer the bot have none of their own. Raises
    DataSetError with the number of a line that cannot be used.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataSetError(f"{path}: cannot be read as text ({error}).") from error
    found = [_talk(f"{path}:{n}", line) for n, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise DataSetError(f"{path}: there is no question in it.")
    return found


def _talk(where: str, line: str) -> Talk:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise DataSetError(
            f"{where}: is no JSON ({error.msg}); write one object a line."
        ) from None
    if not isinstance(row, Mapping) or not isinstance(row.get("text"), str):
        raise DataSetError(f'{where}: has no "text"; write {{"text": "…", "kind": ["answer"]}}.')
    topics = _texts(row, "topic", where)
    wanted = Promise(
        say=row["text"],
        kind=_texts(row, "kind", where),
        topic=() if _ANY in topics else topics,
        language=_texts(row, "lang", where),
        contains=_texts(row, "contains", where),
    )
    before = (Said(text) for text in _texts(row, "after", where))
    code = row.get("language_code")
    return Talk(
        (*before, Said(row["text"], None, wanted)), code if isinstance(code, str) else None
    )


def _texts(row: Row, key: str, where: str) -> tuple[str, ...]:
    value = row.get(key)
    values: Sequence[object] = value if isinstance(value, list) else [value]
    found = tuple(each for each in values if isinstance(each, str))
    if len(found) < len([each for each in values if each is not None]):
        raise DataSetError(f'{where}: "{key}" must be a text or a list of texts.')
    return found
