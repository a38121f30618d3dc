"""The dates of figures against each other and against today."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bot.knowledge.across.collected import Dated, Noted
from bot.knowledge.across.records import months_in
from bot.knowledge.pieces import Piece

LONGEST_REVIEW = 24
"""Months after `checked_on` in which a figure is to be checked again."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = re.compile(r"\b(\d{1,2})[./](?:19|20)\d\d\b|\b(?:19|20)\d\d-(\d{1,2})\b")
_DECEMBER = 12
UNWATCHED = 12
"""Months after which a figure without `review_after` counts as forgotten."""


def check_dates(noted: Iterable[Noted], today: date | None) -> None:
    """Report dates that cannot be, and figures that are due; no `today`: only the former."""
    for each in noted:
        checked, review = (_day(text) for text in (each.figure.checked_on, each.review_after))
        if today is not None and checked is not None and checked > today:
            node = each.nodes["checked_on"]
            each.document.at("E410", node, key="checked_on", value=checked)
        elif checked is not None and review is not None and review <= checked:
            node = each.nodes["review_after"]
            each.document.at("E411", node, value=review, checked=checked)
        else:
            _check_due(each, checked, review, today)
        if today is not None:
            _check_as_of(each, today)
        if checked is not None:
            _check_out_by_then(each, checked, today)


def _check_as_of(noted: Noted, today: date) -> None:
    """Report a source's date that is still to come."""
    said = noted.figure.as_of or ""
    if is_to_come(said, today):
        noted.document.at("E413", noted.nodes["as_of"], value=said)


def _check_out_by_then(noted: Noted, checked: date, today: date | None) -> None:
    """Report a day on which the source was not out yet, unless one of the dates is to come."""
    said = noted.figure.as_of or ""
    if is_to_come(said, checked) and (
        today is None or (checked <= today and not is_to_come(said, today))
    ):
        noted.document.at("W561", noted.nodes["checked_on"], value=checked, as_of=said)


def check_sources(dated: Iterable[Dated], today: date | None) -> None:
    """Report sources whose date is still to come."""
    for each in dated:
        if today is not None and is_to_come(each.node.value, today):
            each.document.at("E413", each.node, value=each.node.value)


def is_to_come(said: str, today: date) -> bool:
    """Tell whether a date in words names a year to come, or a month to come of this year."""
    years = {int(year) for year in _YEAR.findall(said)}
    if not years or min(years) < today.year:
        return any(year > today.year for year in years)
    months = [*months_in(said), *(int(one or two) for one, two in _MONTH.findall(said))]
    return max(years) > today.year or any(today.month < month <= _DECEMBER for month in months)


def _check_due(
    noted: Noted, checked: date | None, review: date | None, today: date | None
) -> None:
    document, name = noted.document, noted.figure.id
    never = today is not None and checked is None and "checked_on" in noted.sound
    if review is not None and not never:
        node = noted.nodes["review_after"]
        if today is not None and review < today:
            document.at("W521", node, value=name, day=review)
        elif checked is not None and _months(checked, review) > LONGEST_REVIEW:
            document.at("W523", node, value=review, checked=checked, limit=LONGEST_REVIEW)
    elif _is_forgotten(noted, checked, today):
        last = Piece.of("checked_last", day=str(checked)) if checked else Piece("never_checked")
        document.at("W522", noted.nodes["checked_on"], value=name, last=last)


def _is_forgotten(noted: Noted, checked: date | None, today: date | None) -> bool:
    if today is None or "checked_on" not in noted.sound:
        return False
    return checked is None or _months(checked, today) > UNWATCHED


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _months(first: date, last: date) -> int:
    """Return the months begun between two days."""
    whole = (last.year - first.year) * 12 + last.month - first.month
    return whole + (last.day > first.day)
