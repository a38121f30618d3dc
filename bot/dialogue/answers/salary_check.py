"""Place an amount the user names against the figures, and convert it: arithmetic, no judgement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.dialogue.amounts import MONTHS, per_month
from bot.dialogue.answers.salary import (
    PERIODS,
    THIRTEEN,
    answer_salary,
    no_figure,
    occupation_choices,
    shown_figures,
    spelling,
)
from bot.dialogue.choices import choice_data, entry_choices
from bot.dialogue.fill import source_note
from bot.dialogue.reply import Choice, Paragraph, Reply
from bot.dialogue.review import review_hint
from bot.dialogue.turn import Ask
from bot.dialogue.wording import in_language
from bot.knowledge.models import Figure, Occupation

_LEAST_MONTHLY = 200
"""Below this many euros nobody names a month's pay."""
_LARGEST_MONTHLY = 12_000
"""Without "im Monat" or "a year", amounts below this many euros are read as monthly pay."""
_LEAST_YEARLY = 20_000
"""From this many euros on an amount is a year's, whatever "im Monat" stands beside it."""
_KEPT = ("amount", "amount_period", "period")
_LARGEST_SENSIBLE = 10_000_000


def answer_salary_check(ask: Ask) -> Reply:
    """Say whether the amount lies inside, below or above the range, or asks which amount."""
    amount = _amount(ask)
    if amount is None and ask.occupation is not None and ask.context.figures:
        return _no_measure(ask, ask.occupation)
    if amount is None or ask.occupation is None:
        return _clarify(ask, "which_amount" if amount is None else "which_occupation")
    if ask.slots.get("period") == "hour" or amount < _LEAST_MONTHLY:
        return _clarify(ask, "amount_per_year_please")
    figures = shown_figures(ask.occupation)
    if not figures:
        return no_figure(ask, ask.occupation)
    lines = [Paragraph(_verdict(ask, figure, amount), "lead") for figure in figures]
    computed = dict.fromkeys(_computed(ask, figure, amount) for figure in figures)
    lines += [Paragraph(text) for text in computed if text]
    lines += _beside_the_amount(ask)
    if warning := in_language(ask.occupation.warning, ask.language):
        lines.append(Paragraph(warning))
    lines.append(Paragraph(_factors(ask, figures)))
    if ask.assumed:
        lines.append(ask.note_on(ask.occupation, "assumed_occupation"))
    if hint := review_hint(ask, figures):
        lines.append(Paragraph(hint, "small"))
    sources = tuple(dict.fromkeys(figure.source for figure in figures))
    if source := source_note(ask.knowledge, sources, ask.language):
        lines.append(source)
    choices = entry_choices(ask.knowledge, ask.entry.next, ask.language, ask.occupation.id)
    return Reply("answer", ask.language, ask.entry.topic, tuple(lines), choices, sources)


def _beside_the_amount(ask: Ask) -> Iterable[Paragraph]:
    """Yield what is to be said of net pay and of a town named with the amount."""
    if ask.slots.get("pay") == "net":
        yield Paragraph(ask.say("check_net"))
    if place := ask.slots.get("place"):
        yield Paragraph(ask.say("check_no_place", name=spelling(ask, "place", place)))


def _no_measure(ask: Ask, occupation: Occupation) -> Reply:
    """Say of a figure just shown, "is that a lot?", that there is nothing to measure it by."""
    lines = (
        Paragraph(ask.say("no_measure"), "lead"),
        Paragraph(ask.say("tell_me_yours")),
    )
    choices = entry_choices(ask.knowledge, ask.entry.next, ask.language, occupation.id)
    return Reply("answer", ask.language, ask.entry.topic, lines, choices)


def answer_salary_convert(ask: Ask) -> Reply:
    """Turn the user's yearly amount into a monthly one or the other way round."""
    amount = _amount(ask)
    if amount is None and ask.occupation is not None and ask.context.figures:
        return answer_salary(replace(ask, slots={**ask.slots, "period": "month"}))
    if amount is None:
        return _clarify(ask, "which_amount")
    payments = _payments(ask)
    yearly, computed = _yearly(ask, amount)
    if computed:
        key, result = "converted_to_year", yearly
    else:
        key, result = "converted_to_month", per_month(amount, payments)
    text = ask.say(key, amount=ask.money(amount), result=ask.money(result), payments=str(payments))
    lines = (Paragraph(text, "lead"), Paragraph(ask.say("converted_note"), "small"))
    choices = entry_choices(ask.knowledge, ask.entry.next, ask.language)
    return Reply("answer", ask.language, ask.entry.topic, lines, choices)


def _amount(ask: Ask) -> float | None:
    try:
        amount = float(ask.slots.get("amount", ""))
    except ValueError:
        return None
    return amount if 0 < amount < _LARGEST_SENSIBLE else None


def _yearly(ask: Ask, amount: float) -> tuple[float, bool]:
    """Return the amount per year and whether it had to be computed from a month's."""
    period = ask.slots.get("amount_period") or ask.slots.get("period")
    if ask.entry.answer == "salary_convert" and amount >= _LARGEST_MONTHLY:
        period = "year"
    elif ask.entry.answer == "salary_convert" and ask.slots.get("amount_period") is None:
        period = "month"
    if period == "month" and amount >= _LEAST_YEARLY:
        return amount, False
    if period == "month" or (period != "year" and amount < _LARGEST_MONTHLY):
        return amount * _payments(ask), True
    return amount, False


def _payments(ask: Ask) -> int:
    return THIRTEEN if ask.slots.get("payments") == str(THIRTEEN) else MONTHS


def _comparable(ask: Ask, figure: Figure, amount: float) -> float:
    """Return the amount in the period of the figure it is placed against."""
    yearly, monthly = _yearly(ask, amount)
    if figure.period != "month":
        return yearly
    return amount if monthly else per_month(amount, _payments(ask))


def _computed(ask: Ask, figure: Figure, amount: float) -> str:
    """Return how the amount was made comparable, or nothing if it was already."""
    yearly, monthly = _yearly(ask, amount)
    if figure.period != "month":
        values = {"amount": ask.money(amount), "yearly": ask.money(yearly)}
        return ask.say("computed_yearly", **values) if monthly else ""
    if monthly:
        return ""
    payments = _payments(ask)
    values = {"amount": ask.money(amount), "monthly": ask.money(per_month(amount, payments))}
    return ask.say("computed_monthly", payments=str(payments), **values)


def _factors(ask: Ask, figures: Sequence[Figure]) -> str:
    """Return what a comparison leaves out, and whether the source means gross pay."""
    meant = {figure.gross for figure in figures}
    if len(meant) > 1 or "unknown" in meant:
        return ask.say("check_factors")
    return ask.say("check_factors_known", gross=ask.say(f"gross_{figures[0].gross}"))


def _verdict(ask: Ask, figure: Figure, amount: float) -> str:
    compared = _comparable(ask, figure, amount)
    period = "month" if figure.period == "month" else "year"
    values = {
        "amount": ask.money(compared),
        "period": ask.say(PERIODS[period]),
        "value": ask.money(_only_value(figure)),
        "low": ask.money(figure.low or 0.0),
        "high": ask.money(figure.high or 0.0),
        "occupation": in_language(ask.occupation.name, ask.language) if ask.occupation else "",
    }
    return ask.say(f"check_{_position(figure, compared)}", **values)


def _only_value(figure: Figure) -> float:
    """Return the value, or the one end there is of a range."""
    given = (figure.value, figure.low, figure.high)
    return next((amount for amount in given if amount is not None), 0.0)


def _position(figure: Figure, amount: float) -> str:
    """Return where the amount lies; a middle is spoken of only if the source has an average."""
    if figure.low is None or figure.high is None:
        return "above_value" if amount >= _only_value(figure) else "below_value"
    middle = figure.value if figure.statistic == "average" else None
    if amount < figure.low:
        return "below_range" if middle is None else "below"
    if amount > figure.high:
        return "above_range" if middle is None else "above"
    if middle is None:
        return "inside"
    if amount == middle:
        return "inside_equal"
    return "inside_above" if amount > middle else "inside_below"


def _clarify(ask: Ask, key: str) -> Reply:
    choices: tuple[Choice, ...] = ()
    if key == "which_occupation":
        kept = {k: v for k, v in ask.slots.items() if k in _KEPT}
        choices = tuple(
            Choice(c.label, choice_data(ask.entry.id, c.data.split()[1], **kept))
            for c in occupation_choices(ask)
        )
    text = ask.say(key)
    return Reply("clarify", ask.language, ask.entry.topic, (Paragraph(text, "lead"),), choices)
