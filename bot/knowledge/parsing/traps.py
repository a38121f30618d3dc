"""Scalars that YAML or a spreadsheet habit turns into something else than was meant.

Works on the text as written; returns the broken rule with its values, or None.
"""

from __future__ import annotations

import re

from bot.knowledge.pieces import Piece

Trap = tuple[str, dict[str, object]]

LONGEST_TRAP = 20
"""Characters; longer texts are never read as a number, a date or a yes or no."""
MOST_DIGITS = 15
_YES_NO = {
    "yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false",
}  # fmt: skip
_CLOCK = re.compile(r"[-+]?\d+(:[0-5]?\d)+")
_OCTAL = re.compile(r"[-+]?0\d+")
_UNDERSCORES = re.compile(r"[-+]?\d[\d_]*_[\d_]*")
_DAY = re.compile(r"\d{4}-\d\d?-\d\d?")
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
_AMOUNT = re.compile(r"(?i)(?:€|eur|euro)?\s*([\d.,'’_ \u00a0\u202f]*\d)\s*(?:€|eur|euro|,-)?")
_GROUP_SIGN = re.compile(r"(?<=\d)[.,'’_ \u00a0\u202f](?=\d{3}(?!\d))")
_NO_CENTS = re.compile(r"\.0+$")
_TEXT = Piece("a_text_then")
_ONLY_DIGITS = Piece("only_digits")


def text_trap(value: str) -> Trap | None:
    """Return what is wrong with a text written without quotes."""
    if not value or len(value) > LONGEST_TRAP:
        return None
    if meaning := _YES_NO.get(value.casefold()):
        return "E105", {"value": value, "meaning": meaning}
    if not value[-1].isdigit() and value[-1] != "_":
        return None
    if _DAY.fullmatch(value):
        return "E109", {"value": value}
    trap = _misread(value)
    if trap is not None:
        trap[1]["better"] = Piece.of("in_quotes", value=value)
    return trap


def number_trap(value: str) -> Trap | None:
    """Return what is wrong with a number as written; None means `float` reads it right."""
    if _NUMBER.fullmatch(value) and len(value) <= MOST_DIGITS and not _GROUPED.fullmatch(value):
        return None
    if _GROUPED.fullmatch(value):
        return "E104", {"value": value, "read_as": _as_float(value), "better": digits(value)}
    return _misread(value) or ("E206", {"value": value, "better": digits(value)})


def digits(value: str) -> str | Piece:
    """Guess the number somebody wrote with separators or a currency: ``52.000 €`` -> 52000."""
    match = _AMOUNT.fullmatch(value.strip())
    if match is None:
        return _ONLY_DIGITS
    number = _NO_CENTS.sub("", _GROUP_SIGN.sub("", match[1]).replace(",", "."))
    return number if _NUMBER.fullmatch(number) else _ONLY_DIGITS


def _misread(value: str) -> Trap | None:
    """Return the trap of a clock time, a leading zero, or digits with underscores."""
    if _CLOCK.fullmatch(value):
        return "E106", {"value": value, "read_as": _sixties(value), "better": _ONLY_DIGITS}
    if _OCTAL.fullmatch(value):
        better = value.lstrip("+-0") or "0"
        return "E107", {"value": value, "read_as": _octal(value), "better": better}
    if _UNDERSCORES.fullmatch(value):
        plain = value.replace("_", "")
        return "E108", {"value": value, "read_as": plain, "better": plain}
    return None


def _as_float(value: str) -> str | Piece:
    """Return how YAML reads digits in groups: one group is a fraction, more are a text."""
    if value.count(".") > 1 or "," in value:
        return _TEXT
    return f"{float(value):g}"


def _octal(value: str) -> str | Piece:
    number = value.lstrip("+-")
    return str(int(number, 8)) if re.fullmatch("[0-7]+", number) else _TEXT


def _sixties(value: str) -> int:
    total = 0
    for part in value.lstrip("+-").split(":"):
        total = total * 60 + int(part)
    return total
