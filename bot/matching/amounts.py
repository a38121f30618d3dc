"""Find amounts of money and years in a normalised text: ``45k``, ``52.000 €``, ``fifty k``.

Says what a number may be by its shape and the signs on it; whether a number without a sign of
money stands where people name their pay is decided in `pay`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.matching.number_words import find_number_words

_NUMBER = re.compile(
    r"(?P<sign>€\s?)?(?<![\w.,])(?P<digits>\d{1,3}(?:[.,' ]\d{3})+(?!\d)|\d{1,9}(?!\d))"
    r"(?P<cents>[.,]\d{1,2}(?!\d))?(?P<dash>,-{1,2}(?!\w))?"
    r"\s?(?P<scale>k\b|tsd\b\.?|tausend\b|thousand\b|mille\b|grand\b|t€|teur\b|mio\b\.?|million(?:en)?\b)?"
    r"\s?(?P<unit>€|euros?\b|eur\b)?"
    r"(?P<pay>(?=\s?(?:brutto|netto|gross|net|mtl|monatlich|monthly|yearly)\b"
    r"|\s?(?:im|pro|a|per)\s(?:monat|jahr|month|year)\b))?"
)
_OTHER_MONEY = "".join(
    sign for sign in map(chr, range(0x20D0)) if sign != "€" and unicodedata.category(sign) == "Sc"
)
_BEFORE = 8
"""Characters before a number that can change what it is."""
_FOREIGN_BEFORE = re.compile(rf"(?:[{_OTHER_MONEY}]|\b(?:usd|chf|gbp))\s?$")
_FOREIGN_AFTER = re.compile(
    rf"\s?(?:[{_OTHER_MONEY}]|(?:usd|chf|gbp|dollars?|franken|pounds?|pfund|yen)\b)"
)
"""Amounts in other currencies are no amounts the bot could place or convert."""
_DIFFERENCE = re.compile(
    r"\s*(?:(?:a|per|im|pro)\s\w+\s)?\b(?:more|less|extra|on top|mehr|weniger|drauf|dazu)\b"
    r"(?!\s(?:or|oder)\s(?:less|weniger))"
)
_MOST_DIFFERENCE = 20_000
"""An amount up to which "5k more" is what is added to a pay, not a pay."""
_NEGATIVE = re.compile(r"(?:^|[\s(:])-€?$")
_PART_OF_ANOTHER = re.compile(r"\d\s?/\s?$|\^$")
_GLUED = re.compile(r"[^\W\d_]")
"""A unit behind the digits: ``3000m``, ``100gb``."""
_RUNS_ON_BEFORE = re.compile(r"\d{3}[ /:-]$|\+$")
_RUNS_ON_AFTER = re.compile(r"[ /]\d{3}|[.:]\d|\^")
"""One group of the digits of a telephone, a card, an address on the net."""
_EURO_SCALES = ("t€", "teur")
_SCALES = dict.fromkeys(
    ("k", "tsd", "tausend", "thousand", "mille", "grand", *_EURO_SCALES), 1_000
)
_MILLION = 1_000_000
_LEAST_MONTHLY, _MOST_MONTHLY = 1.2, 9.9
_YEARS = range(1990, 2060)
_PAST_YEARS = range(1900, 1990)
_BARE_AMOUNTS = range(400, 1_000_000)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start`..`end` of the text, read as ``"amount"`` (euros) or ``"year"``."""

    slot: str
    value: str
    start: int
    end: int
    sure: bool = True
    """False for what is an amount only in talk about money: no euro and no period stands by."""
    plain: bool = False
    """Digits only: what might as well be a postcode, a port or a year."""

    @property
    def may_be_year(self) -> bool:
        return self.plain and int(self.value) in _PAST_YEARS


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the amounts and years in `text`; small bare numbers ("3 von 8") are neither."""
    digits = [number for found in _NUMBER.finditer(text) if (number := _read(found))]
    words = [
        Number("amount", str(said.value), said.start, said.end, said.money)
        for said in find_number_words(text)
    ]
    return tuple(sorted((*digits, *words), key=lambda number: number.start))


def _read(found: re.Match[str]) -> Number | None:
    value = _value(found)
    if value is None or _is_something_else(found) or _is_added(found, value):
        return None
    scale = found["scale"] or ""
    if _is_in_thousands(found, value):
        value *= _SCALES["k"]
    sure = (
        bool(found["unit"] or found["sign"] or found["dash"] or scale in _EURO_SCALES)
        or found["pay"] is not None
    )
    plain = found["digits"].isdigit() and not (found["cents"] or scale)
    if plain and not sure and int(value) in _YEARS:
        return Number("year", str(int(value)), found.start(), found.end())
    if not sure and (_runs_on(found) or not (scale or int(value) in _BARE_AMOUNTS)):
        return None
    written = f"{value:.2f}".removesuffix(".00")
    return Number("amount", written, found.start(), found.end(), sure, plain)


def _is_in_thousands(found: re.Match[str], value: float) -> bool:
    """Tell whether a month's pay is named in thousands: "2,8 brutto"."""
    alone = not (found["unit"] or found["sign"] or found["scale"])
    named = found["cents"] and found["pay"] is not None
    return bool(alone and named and _LEAST_MONTHLY <= value <= _MOST_MONTHLY)


def _value(found: re.Match[str]) -> float | None:
    """Return what the digits are worth, or None where that is anybody's guess.

    "0,045 Mio" is a decimal; "1.200 Tsd" may be one or not; a code starts with 0.
    """
    digits, scale = found["digits"], (found["scale"] or "").rstrip(".")
    factor = _SCALES.get(scale, _MILLION if scale else 1)
    whole = re.sub(r"\D", "", digits)
    if whole != digits and scale:
        decimal = re.fullmatch(r"0[.,]\d{3}", digits) and not found["cents"]
        return float(digits.replace(",", ".")) * factor if decimal else None
    if len(whole) > 1 and whole.startswith("0"):
        return None
    return float(f"{whole}.{found['cents'][1:]}" if found["cents"] else whole) * factor


def _is_something_else(found: re.Match[str]) -> bool:
    """Tell whether the number is in other money, negative, or half of a fraction or a power."""
    start = found.start("digits")
    before = found.string[max(start - _BEFORE, 0) : start]
    return bool(
        _FOREIGN_BEFORE.search(before)
        or _FOREIGN_AFTER.match(found.string, found.end())
        or _NEGATIVE.search(before)
        or (len(found["digits"]) == 1 and _PART_OF_ANOTHER.search(before))
    )


def _is_added(found: re.Match[str], value: float) -> bool:
    """Tell whether an amount is the difference to another: "he gets 5k more"."""
    return value <= _MOST_DIFFERENCE and _DIFFERENCE.match(found.string, found.end()) is not None


def _runs_on(found: re.Match[str]) -> bool:
    """Tell whether the digits are only a part of what is written."""
    start = found.start("digits")
    before = found.string[max(start - _BEFORE, 0) : start]
    after = found.end("cents") if found["cents"] else found.end("digits")
    return bool(
        _RUNS_ON_BEFORE.search(before)
        or _RUNS_ON_AFTER.match(found.string, after)
        or (not found["scale"] and _GLUED.match(found.string, after))
    )
