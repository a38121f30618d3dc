"""Find amounts of money and years in a normalised text: ``45k``, ``52.000 €``, ``2027``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?P<sign>€\s?)?(?<![\w.,])(?P<digits>\d{1,3}(?:[.,' ]\d{3})+(?!\d)|\d{1,9}(?!\d))"
    r"(?P<cents>[.,]\d{1,2}(?!\d))?"
    r"\s?(?P<scale>k\b|tsd\b\.?|tausend\b|thousand\b|t€|mio\b\.?|million(?:en)?\b)?"
    r"\s?(?P<unit>€|euros?\b|eur\b)?"
    r"(?P<pay>(?=\s?(?:brutto|netto|gross|net|mtl|monatlich|monthly|yearly)\b"
    r"|\s?(?:im|pro|a|per)\s(?:monat|jahr|month|year)\b))?"
)
_FOREIGN_BEFORE = re.compile(r"(?:[$£¥₹]|\b(?:usd|chf|gbp))\s?$")
_FOREIGN_AFTER = re.compile(r"\s?(?:[$£¥₹]|(?:usd|chf|gbp|dollars?|franken|pounds?|pfund|yen)\b)")
"""Amounts in other currencies are no amounts the bot could place or convert."""
_SCALES = {"k": 1_000, "tsd": 1_000, "tausend": 1_000, "thousand": 1_000, "t€": 1_000}
_MILLION = 1_000_000
_YEARS = range(1990, 2060)
_SMALLEST_BARE_AMOUNT = 400


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start`..`end` of the text, read as ``"amount"`` (euros) or ``"year"``."""

    slot: str
    value: str
    start: int
    end: int


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the amounts and years in `text`; small bare numbers ("3 von 8") are neither."""
    return tuple(number for found in _NUMBER.finditer(text) if (number := _read(found)))


def _read(found: re.Match[str]) -> Number | None:
    if _FOREIGN_BEFORE.search(found.string, 0, found.start("digits")) or _FOREIGN_AFTER.match(
        found.string, found.end()
    ):
        return None
    whole = re.sub(r"\D", "", found["digits"])
    value = float(whole)
    if found["cents"]:
        value = float(f"{whole}.{found['cents'][1:]}")
    scale = (found["scale"] or "").rstrip(".")
    value *= _SCALES.get(scale, _MILLION if scale else 1)
    marked = bool(found["scale"] or found["unit"] or found["sign"])
    if not marked and found["pay"] is None and found["digits"].isdigit() and int(value) in _YEARS:
        return Number("year", str(int(value)), found.start(), found.end())
    if marked or value >= _SMALLEST_BARE_AMOUNT:
        return Number("amount", f"{value:.2f}".removesuffix(".00"), found.start(), found.end())
    return None
