"""What became of each figure since the last version that was accepted.

The version before comes in as an argument: where it is kept, `storage` knows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.knowledge.across.collected import Noted
from bot.knowledge.models import Figure
from bot.knowledge.pieces import Piece

LARGEST_CHANGE = 0.3
"""Share by which an amount may change without being confirmed."""
AMOUNTS = ("low", "value", "high")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is remembered of a figure that was accepted."""

    amounts: tuple[float | None, ...]
    period: str
    currency: str | None
    checked_on: str | None
    review_after: str | None


def accepted(figures: Iterable[Figure]) -> dict[str, Accepted]:
    """Return what is to be remembered of these figures, by id."""
    return {
        figure.id: Accepted(
            (figure.low, figure.value, figure.high),
            figure.period,
            figure.currency,
            figure.checked_on,
            figure.review_after,
        )
        for figure in figures
    }


def check_jumps(
    noted: Iterable[Noted], before: Mapping[str, Accepted], today: date | None = None
) -> None:
    """Report large changes nobody confirmed, and figures changed without being checked.

    What was checked on the day that is `today` cannot have a later date.
    """
    for each in noted:
        _check_confirmed(each)
        old = before.get(each.figure.id)
        if old is not None:
            _check_amounts(each, old, today)
            _check_review(each, old)


def _check_confirmed(noted: Noted) -> None:
    """Warn of a confirmation that fits none of the amounts: one of an earlier change."""
    figure = noted.figure
    for amount, node in noted.confirmed:
        if amount not in (figure.low, figure.value, figure.high):
            noted.document.at("W528", node, value=f"{amount:.15g}")


def _check_amounts(noted: Noted, old: Accepted, today: date | None) -> None:
    figure = noted.figure
    confirmed = {amount for amount, _ in noted.confirmed}
    if (figure.period, figure.currency) != (old.period, old.currency):
        _check_period(noted, old, confirmed)
        return
    given = [each for each in (figure.low, figure.value, figure.high) if each is not None]
    if any(one > other for one, other in pairwise(given)):
        return  # which is reported: two of them changed places
    changed = False
    for key, before in zip(AMOUNTS, old.amounts, strict=True):
        now: float | None = getattr(figure, key)
        if now is None or before is None or math.isnan(now) or now == before or now < 0:
            continue
        changed = True
        share = abs(now - before) / max(abs(before), 1)
        if share > LARGEST_CHANGE and now not in confirmed:
            change = Piece("rose" if now > before else "fell")
            values = {"percent": f"{share * 100:.0f}", "old": f"{before:.15g}"}
            new = f"{now:.15g}"
            noted.document.at("E407", noted.nodes[key], key=key, change=change, new=new, **values)
    if changed and figure.checked_on == old.checked_on != str(today):
        node = noted.nodes.get("checked_on", noted.node)
        noted.document.at("W529", node, checked=figure.checked_on or "null")


def _check_period(noted: Noted, old: Accepted, confirmed: set[float]) -> None:
    """Report an amount that stayed the same while its year became a month, or its month a year."""
    figure = noted.figure
    if {figure.period, old.period} != {"year", "month"} or figure.currency != old.currency:
        return
    for key, before in zip(AMOUNTS, old.amounts, strict=True):
        now: float | None = getattr(figure, key)
        if now is not None and now == before and now not in confirmed:
            value = f"{now:.15g}"
            periods = {"old": old.period, "new": figure.period}
            noted.document.at("E415", noted.nodes["period"], key=key, value=value, **periods)
            return


def _check_review(noted: Noted, old: Accepted) -> None:
    """Report a date of review put off without looking at the source again."""
    figure = noted.figure
    if old.review_after is None or figure.checked_on != old.checked_on:
        return
    if figure.review_after is None or figure.review_after > old.review_after:
        values = {"old": old.review_after, "new": figure.review_after or "null"}
        node = noted.nodes.get("review_after", noted.node)
        noted.document.at("E412", node, checked=figure.checked_on or "null", **values)
