"""Thumbs under an answer: the row of buttons, and what a pressed one says.

The data names language and answer, so a thumb given a week later, or after a restart, counts.
Nothing is stored here; one vote a person is kept by the store.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.choices import choice_data
from bot.dialogue.reply import Choice
from bot.dialogue.turn import Turn
from bot.rendering.telegram import Rendered

_WORD = "vote"
FORM_STEP = "form "
_SIGNS = {"+": True, "-": False}
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Vote:
    """A thumb under the answer to `intent`, given in the language of the answer."""

    up: bool
    language: str
    intent: str


def with_thumbs(rendered: Rendered, turn: Turn) -> Rendered:
    """Return the reply with thumbs on its last row, where it is an answer to vote on.

    A form that is still being filled in is none.
    """
    intent = turn.interpretation.intent
    first = next(iter(turn.reply.choices), None)
    under_way = first is not None and first.data.startswith(FORM_STEP)
    if turn.reply.kind != "answer" or intent is None or not rendered.parts or under_way:
        return rendered
    name = choice_data(intent)  # short enough, whatever operators call their files
    language = turn.reply.language
    thumbs = (
        Choice("👍", f"{_WORD} + {language} {name}"),
        Choice("👎", f"{_WORD} - {language} {name}"),
    )
    return replace(rendered, rows=(*rendered.rows, thumbs))


def read_vote(data: str) -> Vote | None:
    """Return the vote a button's data gives, or None where it gives none; data may be forged."""
    words = data.split(" ")
    if len(words) != len(("word", "sign", "language", "name")) or words[0] != _WORD:
        return None
    _, sign, language, intent = words
    if sign not in _SIGNS or not intent or len(intent) > _LONGEST_NAME:
        return None
    return Vote(_SIGNS[sign], language, intent)
