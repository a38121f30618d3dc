"""What an occupation pays: one card per source, never blended, with period, gross state, date."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.amounts import MONTHS, format_count, per_month
from bot.dialogue.answers.subjects import subjects_of
from bot.dialogue.choices import choice_data, entry_choices
from bot.dialogue.fill import fill, source_note
from bot.dialogue.pictures import picture_salary
from bot.dialogue.reply import Choice, Paragraph, Reply
from bot.dialogue.review import review_hint
from bot.dialogue.turn import Ask
from bot.dialogue.wording import in_language
from bot.knowledge.models import Entry, Figure, Knowledge, Occupation

THIRTEEN = 13
PERIODS = {"year": "a_year", "month": "a_month", "unknown": "year_implied"}
"""What each period of a figure is called in wording.yaml."""
_UNKNOWN_PERIODS = ("hour", "day", "week")


def answer_salary(ask: Ask) -> Reply:
    """Return the salary card, opened by an honest "not in my sources" where that was asked."""
    if ask.occupation is None:
        return which_occupation(ask)
    figures = shown_figures(ask.occupation)
    if not figures:
        return no_figure(ask, ask.occupation)
    missing = _missing(ask)
    card = _card(ask, ask.occupation, figures)
    note = [Paragraph(text, "lead") for text in missing]
    if missing:
        note.append(Paragraph(ask.say(_for_whom(ask, "what_there_is")), "body"))
    if ask.assumed:
        card.append(ask.note_on(ask.occupation, "assumed_occupation"))
    sources = tuple(dict.fromkeys(figure.source for figure in figures))
    return Reply(
        kind="fallback" if missing else "answer",
        language=ask.language,
        topic=ask.entry.topic,
        paragraphs=(*note, *card),
        choices=_choices(ask, ask.occupation),
        sources=sources,
        attachments=(picture_salary(ask, figures[0], _payments(ask, figures[0])),),
    )


def which_occupation(ask: Ask) -> Reply:
    """Ask for which occupation, with a choice for each one the knowledge has."""
    question = in_language(ask.entry.ask, ask.language) or ask.say("which_occupation")
    return Reply(
        "clarify", ask.language, ask.entry.topic, (Paragraph(question, "lead"),),
        choices=occupation_choices(ask),
    )  # fmt: skip


def occupation_choices(ask: Ask) -> tuple[Choice, ...]:
    """Return one choice per occupation; those to be read with care say so."""
    careful = ask.say("careful")
    keep = {k: v for k, v in ask.slots.items() if k in ("period", "level")}
    return tuple(
        Choice(
            in_language(o.name, ask.language) + (f" ({careful})" if o.on_request_only else ""),
            choice_data(ask.entry.id, o.id, **keep),
        )
        for o in sorted(ask.knowledge.occupations.values(), key=lambda o: o.on_request_only)
    )


def salary_entry(knowledge: Knowledge) -> Entry | None:
    """Return the entry with the built-in salary, or None if the knowledge has none."""
    return next((each for each in knowledge.entries.values() if each.answer == "salary"), None)


def shown_figures(occupation: Occupation) -> tuple[Figure, ...]:
    """Return the salary figures to show once this very occupation is asked for."""
    figures = tuple(f for f in occupation.figures if f.topic == "salary")
    default = tuple(f for f in figures if f.show_by_default)
    return figures if occupation.on_request_only else default or figures


def _card(ask: Ask, occupation: Occupation, figures: Sequence[Figure]) -> list[Paragraph]:
    lines: list[Paragraph] = []
    warning = in_language(occupation.warning, ask.language)
    for figure in figures:
        lines.append(Paragraph(amount_line(ask, figure), "lead"))
        if spread := _range_line(ask, figure):
            lines.append(Paragraph(spread))
    if warning:
        lines.append(Paragraph(warning))
    outlook = [f for f in occupation.figures if f.topic == "outlook"]
    if outlook and ask.slots.get("year"):
        lines.extend(Paragraph(_caveat(ask, figure)) for figure in outlook)
    if ask.slots.get("period") == "year" and all(f.period == "month" for f in figures):
        lines.append(Paragraph(ask.say("stated_per_month")))
    source = source_note(ask.knowledge, [f.source for f in figures], ask.language)
    lines.extend([source] if source else [])
    lines.extend(
        Paragraph(small, "small")
        for figure in figures
        if figure.id not in ask.context.figures and (small := _small_print(ask, figure))
    )  # who has just read the caveats need not read them again; the source always stands there
    return lines


def _payments(ask: Ask, figure: Figure) -> int | None:
    """Return in how many payments a year the amount is wanted, or None to show it as it is.

    Only a year's amount is divided; a month's is what the source says already.
    """
    if figure.period == "month":
        return None
    if ask.slots.get("payments") == str(THIRTEEN):
        return THIRTEEN
    return MONTHS if ask.slots.get("period") == "month" else None


def amount_line(ask: Ask, figure: Figure) -> str:
    """Return the opening line: role, amount (or range), period and gross state."""
    gross = ask.say(f"gross_{figure.gross}")
    if figure.value is None:
        return _range(ask, figure, "salary_line_range", occupation=_name(ask), gross=gross)
    statistic = "average" if figure.statistic == "average" else "stated"
    payments = _payments(ask, figure)
    value = per_month(figure.value, payments) if payments else figure.value
    return ask.say(f"salary_line_{'month_' if payments else ''}{statistic}", occupation=_name(ask),
        amount=ask.money(value), yearly=ask.money(figure.value), gross=gross,
        period=ask.say(PERIODS[figure.period]), payments=str(payments),
    )  # fmt: skip


def _range_line(ask: Ask, figure: Figure) -> str:
    """Return the range below a value; a range alone is told in the opening line."""
    if figure.value is None or figure.low is None or figure.high is None:
        return ""
    return _range(ask, figure, "range_line_month" if _payments(ask, figure) else "range_line")


def _range(ask: Ask, figure: Figure, key: str, **values: str) -> str:
    payments = _payments(ask, figure)
    low, high = figure.low or figure.high or 0.0, figure.high or figure.low or 0.0
    if payments:
        low, high = per_month(low, payments), per_month(high, payments)
    period = "a_month" if payments else PERIODS[figure.period]
    return ask.say(key, low=ask.money(low), high=ask.money(high), payments=str(payments),
        period=ask.say(period), **values,
    )  # fmt: skip


def _small_print(ask: Ask, figure: Figure) -> str:
    parts = [_caveat(ask, figure)]
    if figure.sample_size is not None:
        count = format_count(figure.sample_size, ask.language)
        if count not in parts[0]:
            parts.append(ask.say("sample", count=count))
    parts.append(review_hint(ask, [figure]))
    return " ".join(part for part in parts if part)


def _caveat(ask: Ask, figure: Figure) -> str:
    caveat = in_language(figure.caveats, ask.language)
    return fill(caveat, ask.knowledge, ask.language, ask.occupation)


def _missing(ask: Ask) -> list[str]:
    """Return one honest sentence for each thing asked that no source gives."""
    sentences = {"place": "no_figure_place", "level": _for_whom(ask, "no_figure_level")}
    found = [
        ask.say(sentence, name=spelling(ask, slot, value))
        for slot, sentence in sentences.items()
        if (value := ask.slots.get(slot))
    ]
    if ask.slots.get("pay") == "net":
        found.append(ask.say("no_figure_net"))
    if ask.slots.get("period") in _UNKNOWN_PERIODS:
        found.append(ask.say("no_figure_hour"))
    year = ask.slots.get("year")
    if year and int(year) > ask.today.year:
        found.append(ask.say("no_figure_year", name=year))
    return found


def _for_whom(ask: Ask, key: str) -> str:
    """Return the key of a sentence: what the default occupation's sources say of all figures is
    not said of another one's.
    """
    default, about = ask.knowledge.default_occupation, ask.occupation
    usual = about is None or default in (None, about.id, about.stands_in)
    return key if usual else f"{key}_else"


def spelling(ask: Ask, slot: str, value: str) -> str:
    """Return the first spelling of a slot value: what the operators call it."""
    spellings = ask.knowledge.vocabulary.slots.get(slot, {}).get(value, ())
    return spellings[0].title() if spellings else value


def _choices(ask: Ask, occupation: Occupation) -> tuple[Choice, ...]:
    month = ask.slots.get("period") == "month"
    label = ask.say("per_year" if month else "per_month")
    period = "year" if month else "month"
    by_month = all(figure.period == "month" for figure in shown_figures(occupation))
    data = choice_data(ask.entry.id, occupation.id, period=period)
    first = () if by_month else (Choice(label, data),)
    following = entry_choices(ask.knowledge, ask.entry.next, ask.language, occupation.id)
    others = tuple(
        choice
        for choice, other in zip(
            occupation_choices(ask),
            sorted(ask.knowledge.occupations.values(), key=lambda o: o.on_request_only),
            strict=True,
        )
        if other.stands_in == occupation.id or occupation.stands_in == other.id
    )[:1]
    if not following:
        subjects = subjects_of(ask, occupation)
        following = tuple(each for each in subjects if each.data.split()[0] != ask.entry.id)
    return (*first, *following[:2], *others)


def no_figure(ask: Ask, occupation: Occupation) -> Reply:
    """Say that no source names pay for this occupation."""
    text = ask.say("no_figure_occupation", name=in_language(occupation.name, ask.language))
    return Reply("fallback", ask.language, ask.entry.topic, (Paragraph(text, "lead"),))


def _name(ask: Ask) -> str:
    return in_language(ask.occupation.name, ask.language) if ask.occupation else ""
