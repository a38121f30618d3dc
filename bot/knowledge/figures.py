"""The figures of an occupation: every amount with its source, period and date."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import cast

from bot.knowledge.across.collected import Noted
from bot.knowledge.currencies import CURRENCIES
from bot.knowledge.ids import is_id
from bot.knowledge.models import Confidence, Figure, Gross, Period
from bot.knowledge.parsing.nodes import Fields, Node, Scalar
from bot.knowledge.pieces import Piece
from bot.knowledge.reader import Reader
from bot.knowledge.suggest import did_you_mean, nearest

REQUIRED = (
    "id", "low", "value", "high", "currency", "period", "gross", "statistic", "sample_size",
    "source", "locator", "as_of", "checked_on", "confidence",
)  # fmt: skip
OPTIONAL = (
    "occupation", "topic", "unit", "review_after", "show_by_default", "caveats", "confirm",
)  # fmt: skip
AMOUNTS = ("low", "value", "high")
PERIODS = ("year", "month", "unknown")
GROSS = ("true", "false", "unknown")
CONFIDENCES = ("high", "medium", "low")
_SHOWN = "EUR"
"""The only currency the bot writes pay in."""
_AVERAGE = frozenset(
    "durchschnitt durchschnittlich schnitt mittelwert mittel mean arithmetic".split()  # noqa: SIM905
)
"""Words for what is written average here."""
_TOPICS = {"gehalt": "salary", "lohn": "salary", "verdienst": "salary", "ausblick": "outlook"}
_DECIMALS = re.compile(r"-?\d+\.0+")
SMALLEST = {"year": 6000, "month": 100, "unknown": 0}
"""Amounts below are warned about: somebody may have written thousands (52 for 52000)."""
LARGEST = {"year": 500_000, "month": 30_000, "unknown": math.inf}
"""Amounts above are warned about: somebody may have mistaken the period."""


def read_figures(reader: Reader, node: Node | None, occupation: str) -> tuple[Figure, ...]:
    """Return the figures of one occupation, in the order of the file."""
    items = [] if node is None else reader.items(node)
    return tuple(_figure(reader, item, occupation) for item in items)


def _figure(reader: Reader, node: Node, occupation: str) -> Figure:
    values = reader.keys(node, REQUIRED + OPTIONAL)
    get = values.get
    figure_id = _check_identity(reader, node, values, occupation)
    period = reader.one_of(get("period"), PERIODS, "year")
    amounts = {key: _amount(reader, get(key)) for key in AMOUNTS}
    _check_amounts(reader, node, values, amounts, period)
    figure = Figure(
        id=figure_id,
        occupation=occupation,
        topic=reader.optional_text(get("topic")) or "salary",
        low=amounts["low"],
        value=amounts["value"],
        high=amounts["high"],
        unit=reader.optional_text(get("unit")) or "EUR",
        currency=_currency(reader, get("currency")),
        period=cast("Period", period),
        gross=cast("Gross", reader.one_of(get("gross"), GROSS, "unknown")),
        statistic=reader.optional_text(get("statistic")),
        sample_size=_count(reader, get("sample_size")),
        source=reader.reference(get("source"), "source") or "",
        locator=reader.optional_text(get("locator")),
        as_of=reader.as_of(get("as_of")),
        checked_on=reader.day(get("checked_on")),
        review_after=reader.day(get("review_after")),
        confidence=cast("Confidence", reader.one_of(get("confidence"), CONFIDENCES, "low")),
        show_by_default=reader.flag(get("show_by_default"), default=True),
        caveats=reader.texts_by_language(get("caveats"), "caveats"),
        place=reader.document.place(node),
    )
    _check_unit(reader, values, figure)
    _check_words(reader, values, figure)
    if isinstance(node, Fields):
        confirmed = _confirmed(reader, get("confirm"))
        sound = frozenset(
            key for key, value in values.items() if _is_null(value) or getattr(figure, key, None)
        )
        noted = Noted(reader.document, figure, node, values, sound, confirmed)
        reader.collected.figures.append(noted)
    return figure


def _confirmed(reader: Reader, node: Node | None) -> tuple[tuple[float, Node], ...]:
    """Return the amounts an operator wrote once more because they changed by much."""
    found = [] if node is None else reader.items(node)
    amounts = [(reader.number(item), item) for item in found]
    return tuple((amount, item) for amount, item in amounts if amount is not None)


def _check_unit(reader: Reader, values: dict[str, Node], figure: Figure) -> None:
    units = (figure.unit, figure.currency)
    if "unit" in values and figure.currency in CURRENCIES and units[0] != units[1]:
        wrong = values["unit" if figure.currency == _SHOWN else "currency"]
        reader.document.at("E409", wrong, unit=figure.unit, currency=figure.currency)
    elif figure.topic == "salary" and figure.currency in CURRENCIES and figure.currency != _SHOWN:
        reader.document.at("E414", values["currency"], value=figure.currency)


def _check_words(reader: Reader, values: dict[str, Node], figure: Figure) -> None:
    """Warn of words the bot does nothing with that look like those it knows."""
    said = (figure.statistic or "").casefold()
    if said in _AVERAGE or (said != "average" and nearest(said, ("average",))):
        reader.document.at("W550", values["statistic"], value=figure.statistic)
    topic = figure.topic.casefold()
    near = _TOPICS.get(topic) or nearest(topic, ("salary", "outlook"))
    if near is not None and figure.topic != near:
        node, hint = values["topic"], did_you_mean(near)
        reader.document.at("W551", node, value=figure.topic, suggestion=hint)


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.empty


def _amount(reader: Reader, node: Node | None) -> float | None:
    """Return an amount; one that cannot be read is not a number, so nothing more is said of it."""
    found = reader.number(node)
    if found is not None and isinstance(node, Scalar) and _DECIMALS.fullmatch(node.value):
        reader.document.at("W553", node, value=node.value, better=_written(found))
    unreadable = (
        found is None and node is not None and not (isinstance(node, Scalar) and node.empty)
    )
    return math.nan if unreadable else found


def _count(reader: Reader, node: Node | None) -> int | None:
    found = _amount(reader, node)
    if found is None or node is None:
        return None
    if found < 0:
        reader.document.at("E403", node, value=_written(found))
        return 0
    if math.isnan(found) or found == int(found):
        return 0 if math.isnan(found) else int(found)
    reader.document.at("E206", node, value=found, better=Piece("whole_number"))
    return 0


def _check_identity(reader: Reader, node: Node, values: dict[str, Node], occupation: str) -> str:
    """Report missing keys, a broken id, another occupation, no source; return the id."""
    meant = reader.misspelt(node, REQUIRED + OPTIONAL)
    for key in REQUIRED if values else ():
        if key not in values and key not in meant:
            extra: str | Piece = Piece("or_unknown" if key in ("period", "gross") else "or_null")
            extra = "" if key in ("id", "source") else extra
            reader.document.at("E202", node, key=key, extra=extra)
    figure_id = reader.optional_text(values.get("id")) or ""
    if "id" in values and not is_id(figure_id):
        reader.document.at("E210", values["id"], value=figure_id)
    owner = reader.optional_text(values.get("occupation"))
    if owner is not None and owner != occupation:
        reader.document.at("E211", values["occupation"], value=owner, better=occupation)
    source = values.get("source")
    if isinstance(source, Scalar) and source.empty:
        reader.document.at("E213", source)
    return figure_id


def _check_amounts(
    reader: Reader,
    node: Node,
    values: dict[str, Node],
    amounts: dict[str, float | None],
    period: str,
) -> None:
    given = [(key, amount, values[key]) for key, amount in amounts.items() if amount is not None]
    odd = set()
    for key, amount, where in given:
        if amount < 0:
            reader.document.at("E403", where, value=_written(amount))
        elif not SMALLEST[period] <= amount <= LARGEST[period] and not math.isnan(amount):
            rule = "W514" if amount < SMALLEST[period] else "W520"
            if rule not in odd:  # once for a figure: the period is wrong, or all amounts are
                reader.document.at(rule, where, key=key, value=_written(amount), period=period)
            odd.add(rule)
    for (key, smaller, _), (above, larger, where) in pairwise(given):
        if smaller > larger:
            names = {"smaller_key": key, "larger_key": above}
            pair = {"smaller": _written(smaller), "larger": _written(larger)}
            reader.document.at("E401", where, **names, **pair)
    written = [values[key] for key in AMOUNTS if key in values]
    if written and all(isinstance(each, Scalar) and each.empty for each in written):
        name = reader.optional_text(values.get("id")) or ""
        reader.document.at("E402", values.get("value", node), value=name)


def _written(amount: float) -> str:
    return f"{amount:.15g}"


def _currency(reader: Reader, node: Node | None) -> str | None:
    text = reader.optional_text(node)
    if node is not None and text is not None and text not in CURRENCIES:
        reader.document.at("E404", node, value=text)
    return text
