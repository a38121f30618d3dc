"""Say in a reply that a figure in it is past the day it was to be checked again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.dialogue.reply import Paragraph
from bot.dialogue.turn import Ask
from bot.knowledge.models import Figure

_NAMED = re.compile(r"\{(?:amount|sample):([\w-]+)")


def review_hint(ask: Ask, figures: Iterable[Figure]) -> str:
    """Return one line if a figure is due for a re-check, else an empty text."""
    today = ask.today.isoformat()
    due = [f.review_after for f in figures if f.review_after and f.review_after < today]
    return ask.say("review_due", date=_day(ask, min(due))) if due else ""


def review_note(ask: Ask, text: str) -> tuple[Paragraph, ...]:
    """Return the hint for the figures that an operator's text names, as small print."""
    found = (ask.knowledge.figure(name) for name in dict.fromkeys(_NAMED.findall(text)))
    hint = review_hint(ask, [figure for figure in found if figure is not None])
    return (Paragraph(hint, "small"),) if hint else ()


def _day(ask: Ask, day: str) -> str:
    """Return ``21. Mai 2027`` or ``21 May 2027``."""
    year, month, number = day.split("-")
    name = ask.say("months").split()[int(month) - 1]
    return f"{int(number)}{'.' if ask.language == 'de' else ''} {name} {year}"
