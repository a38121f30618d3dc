"""Decide what is kept of a question nobody could answer: pure, the same for every store.

Scrubbing itself is in `scrub`; where it is kept is the store's matter.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from bot.storage.scrub import scrub
from bot.storage.values import KeepQuestions, Missed
from bot.text.normalize import normalize

LONGEST_QUESTION = 200
"""Characters; whoever writes more tells of their life, and nobody else asks alike."""
NEAREST = 3

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Question:
    """What is kept: with a text only where the operator chose so. Alike ones share the id."""

    id: str
    reason: str
    language: str
    text: str | None
    nearest: tuple[tuple[str, float], ...]


def question_of(missed: Missed, keep: KeepQuestions) -> Question | None:
    """Return what to keep of a missed question, or None for nothing."""
    if keep is KeepQuestions.OFF:
        return None
    text = _kept_text(missed) if keep is KeepQuestions.SCRUBBED else None
    nearest = tuple((name, round(score, 3)) for name, score in missed.nearest[:NEAREST])
    if text is None:  # scores would tell texts apart
        nearest = nearest[:1]
    about = _alike(text) if text is not None else "".join(name for name, _ in nearest)
    return Question(
        id=_digest(missed.reason, missed.language, "text" if text else "count", about),
        reason=missed.reason,
        language=missed.language,
        text=text,
        nearest=nearest,
    )


def _kept_text(missed: Missed) -> str | None:
    """Return the scrubbed text; None where it is no question many people could ask."""
    if not missed.text.strip() or len(missed.text) > LONGEST_QUESTION:
        return None
    text = scrub(missed.text)
    return text if _alike(text) else None


def _alike(text: str) -> str:
    """Return what alike questions have in common: their words, in whatever order."""
    return " ".join(sorted(set(_WORD.findall(normalize(text)))))


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=5).hexdigest()
