"""Decide which occupation a question is about; an unknown one never gets a neighbour's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.dialogue.context import Context
from bot.dialogue.understand import Question
from bot.knowledge.models import Entry, Occupation
from bot.matching.index import Index
from bot.matching.interpretation import Interpretation
from bot.matching.spans import Span
from bot.text.tokens import Token, tokenize

Verdict = Literal["known", "assumed", "ask", "unknown", "near", "abroad"]
_BACKGROUND = frozenset({"bin", "war", "komme", "arbeite", "arbeitete", "gelernt", "gelernte",
    "gelernter", "vom", "statt", "ehemalige", "ehemaliger", "ausgebildete", "ausgebildeter",
    "derzeit", "aktuell", "noch", "i'm", "am", "worked", "working", "used", "former", "currently",
    "from"})  # fmt: skip
_INTRODUCES = frozenset({"als", "ein", "eine", "einen", "einem", "einer", "as", "a", "an",
    "fur", "for", "beim", "der", "die", "zum", "zur"})  # fmt: skip
_ORIGIN = frozenset({"aus", "from"})
_LOOK_BACK = 3
_KEYWORD_STYLE = 3


@dataclass(frozen=True, slots=True)
class Target:
    """The occupation meant, or why none is; `name` is what an unknown one is called."""

    verdict: Verdict
    occupation: Occupation | None = None
    corrected: bool = False
    name: str = ""


def find_target(question: Question, entry: Entry, context: Context, index: Index) -> Target:
    """Return which occupation a question about `entry` means."""
    if not entry.about_occupation:
        return _inherited(entry, context, index)
    reading, words = question.reading, tokenize(question.reading.text)
    abroad = reading.span("country")
    if abroad is not None and not _preceded(words, abroad, _ORIGIN):
        return Target("abroad", name=abroad.text)
    own = reading.span("occupation")
    other = _other(question.reading, words)
    if own is None and other is not None:
        return Target("unknown", name=other.value)
    own = own or next((span for span in question.spans if span.slot == "occupation"), None)
    short = reading.span("short_name")
    if own is None and short is not None and short.value in index.knowledge.occupations:
        named = index.knowledge.occupations[short.value]
        return Target("known" if context.occupation else "near", named)
    if own is not None:
        occupation = index.knowledge.occupations[own.value]
        if entry.needs and other is not None:
            return Target("unknown", occupation, name=other.value)
        if entry.needs and _beside_unknown(reading, own, words):
            return Target("near", occupation)
        return Target("known", occupation, corrected=own.distance > 0)
    generic = question.slots.get("generic")
    if generic is not None and generic in index.knowledge.occupations:
        return Target("assumed", index.knowledge.occupations[generic])
    if _like_an_occupation(reading, words):
        return Target("unknown")
    return _inherited(entry, context, index)


def _inherited(entry: Entry, context: Context, index: Index) -> Target:
    known = index.knowledge.occupations
    if context.occupation is not None and context.occupation in known:
        return Target("known", known[context.occupation])
    default = known.get(index.knowledge.default_occupation or "")
    if entry.needs or default is None:
        return Target("ask")
    return Target("assumed", default)


def _other(reading: Interpretation, words: Sequence[Token]) -> Span | None:
    """Return another occupation asked about, not one the person comes from."""
    for span in reading.spans:
        if span.slot == "other_occupation" and not _preceded(words, span, _BACKGROUND):
            return span
    return None


def _preceded(words: Sequence[Token], span: Span, by: frozenset[str]) -> bool:
    before = [word for word in words if word.end <= span.start][-_LOOK_BACK:]
    return any(word.key in by or word.text in by for word in before)


def _beside_unknown(reading: Interpretation, own: Span, words: Sequence[Token]) -> bool:
    """Tell whether a word nobody knows stands right beside the occupation's name."""
    before = [word.text for word in words if word.end <= own.start][-1:]
    after = [word.text for word in words if word.start >= own.end][:1]
    return any(word in reading.unknown for word in (*before, *after))


def _like_an_occupation(reading: Interpretation, words: Sequence[Token]) -> bool:
    """Tell whether an unknown word stands where the name of an occupation would stand."""
    if not reading.unknown:
        return False
    if len(words) <= _KEYWORD_STYLE:
        return True
    texts = [word.text for word in words]
    return any(
        words[texts.index(unknown) - 1].key in _INTRODUCES
        for unknown in reading.unknown
        if unknown in texts and texts.index(unknown) > 0
    )
