"""Describe the picture of a salary answer as data: amounts, and every word that stands on it.

How it is drawn is decided elsewhere (`rendering.salary_card`). All words are in the language of
the reply, so that whoever draws needs no knowledge.
"""

from __future__ import annotations

import re

from bot.dialogue.amounts import per_month
from bot.dialogue.fill import name_source
from bot.dialogue.reply import Attachment
from bot.dialogue.turn import Ask
from bot.dialogue.wording import in_language
from bot.knowledge.models import Figure, Text

SALARY_RANGE = "salary_range"
COMPARED_AT_LEAST = 2
_NAMED_FIGURE = re.compile(r"\{amount:([\w-]+)")


def picture_salary(ask: Ask, figure: Figure, payments: int | None = None) -> Attachment:
    """Return the picture of one figure; `payments` a year divide its amounts, as in the text.

    `low`, `value` and `high` stay as the source has them; what is written beside them is divided.
    """
    occupation = ask.knowledge.occupations[figure.occupation]
    period = "month" if payments else figure.period
    return Attachment(
        SALARY_RANGE,
        {
            "figure": figure.id, "low": figure.low, "value": figure.value, "high": figure.high,
            "source": figure.source, "as_of": figure.as_of, "period": figure.period,
            "title": _capital(in_language(occupation.name, ask.language)),
            "subtitle": ask.say(f"picture_{period}"),
            "amount": _amount(ask, figure, payments),
            "amount_label": ask.say(_label(figure)),
            "low_label": ask.say("picture_low"), "low_text": _money(ask, figure.low, payments),
            "high_label": ask.say("picture_high"), "high_text": _money(ask, figure.high, payments),
            "notes": "\n".join(_notes(ask, figure, payments)),
            "warning": in_language(occupation.warning, ask.language).strip(),
        },
    )  # fmt: skip


def picture_comparison(ask: Ask, text: Text) -> tuple[Attachment, ...]:
    """Return a picture for each salary figure an operator's text names, if it compares several.

    Figures of one occupation are no comparison.
    """
    names = _NAMED_FIGURE.findall(in_language(text, ask.language))
    found = (ask.knowledge.figure(name) for name in dict.fromkeys(names))
    figures = [figure for figure in found if figure is not None and figure.topic == "salary"]
    if len({figure.occupation for figure in figures}) < COMPARED_AT_LEAST:
        return ()
    return tuple(picture_salary(ask, figure) for figure in figures)


def _amount(ask: Ask, figure: Figure, payments: int | None) -> str:
    """Return the amount set large: the value, or else the range or its one end."""
    if figure.value is not None:
        return _money(ask, figure.value, payments)
    low, high = (_money(ask, end, payments) for end in (figure.low, figure.high))
    if figure.low is not None and figure.high is not None:
        return ask.say("picture_from_to", low=low, high=high)
    return f"{ask.say('picture_low')} {low}" if low else f"{ask.say('picture_high')} {high}"


def _label(figure: Figure) -> str:
    if figure.value is None:
        return "picture_range"
    return "picture_average" if figure.statistic == "average" else "picture_stated"


def _money(ask: Ask, value: float | None, payments: int | None) -> str:
    if value is None:
        return ""
    return ask.money(per_month(value, payments) if payments else value)


def _notes(ask: Ask, figure: Figure, payments: int | None) -> list[str]:
    lines = []
    stated = figure.value if figure.value is not None else figure.low or figure.high
    if payments and stated is not None:
        yearly = ask.money(stated)
        lines.append(ask.say("picture_computed", yearly=yearly, payments=str(payments)))
    lines.append(_capital(ask.say(f"gross_{figure.gross}")))
    if source := ask.knowledge.sources.get(figure.source):
        named = name_source(ask.knowledge, source, ask.language)
        lines.append(ask.say("source_line", sources=named))
    return lines


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
