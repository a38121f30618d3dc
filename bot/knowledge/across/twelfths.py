"""Amounts per month against those per year of the same kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

from bot.knowledge.across.collected import Noted
from bot.knowledge.models import Figure

_PAYMENTS = (12, 13, 14)
"""A year may have holiday and Christmas pay."""
_ROUNDING = 0.01
AMOUNTS = ("low", "value", "high")


def check_twelfths(noted: Iterable[Noted]) -> None:
    """Report an amount per month that does not make the amount per year of the same record."""
    kinds: dict[Hashable, list[Noted]] = defaultdict(list)
    for each in noted:
        kinds[_kind(each.figure)].append(each)
    for same in kinds.values():
        months = [each for each in same if each.figure.period == "month"]
        for year in same if months else ():
            if year.figure.period == "year":
                for month in months:
                    _compare(month, year.figure)


def _kind(figure: Figure) -> Hashable:
    return (
        figure.occupation, figure.topic, figure.source, figure.currency, figure.gross,
        figure.statistic, figure.as_of,
    )  # fmt: skip


def _compare(month: Noted, year: Figure) -> None:
    for key in AMOUNTS:
        one: float | None = getattr(month.figure, key)
        whole: float | None = getattr(year, key)
        if one is None or whole is None or not one > 0 or not whole > 0:
            continue
        if all(abs(one * payments - whole) > _ROUNDING * whole for payments in _PAYMENTS):
            amounts = {"value": f"{one:.15g}", "year": f"{one * 12:.15g}"}
            amount = f"{whole:.15g}"
            month.document.at(
                "E408", month.nodes[key], key=key, other=year.id, amount=amount, **amounts
            )
