"""Find thousands written as words: ``fifty k``, ``forty-five thousand``, ``fünfzigtausend``.

Small numbers ("three years", "drei Wege") are left to others; digits are read by `amounts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "fuenf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "zwanzig": 20, "dreißig": 30, "dreissig": 30,
    "vierzig": 40, "fünfzig": 50, "fuenfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80,
    "neunzig": 90,
}  # fmt: skip
_WHOLE = {
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "zehn": 10, "elf": 11, "zwölf": 12,
    "hundred": 100, "hundert": 100,
}  # fmt: skip
_SCALE = r"(?:k|grand|mille|thousand|tausend|tsd)\b"
_ONE, _TEN = "|".join(_ONES), "|".join(_TENS)
_SAID = re.compile(
    rf"(?<![\w-])(?:(?P<before>{_ONE})und(?P<tens_after>{_TEN})"
    rf"|(?P<tens>{_TEN})(?:[ -](?P<after>{_ONE}))?"
    rf"|(?P<whole>{'|'.join(_WHOLE)})|(?P<one>{_ONE}))[ -]?{_SCALE}"
    r"(?P<unit>\s?(?:€|euros?\b|eur\b))?"
    r"(?P<pay>(?=\s?(?:brutto|netto|gross|net|monthly|yearly|monatlich)\b"
    r"|\s?(?:im|pro|a|per)\s(?:monat|jahr|month|year)\b))?"
)
_THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class Said:
    """An amount in words at `start`..`end`; `money` where a euro or a period stands by."""

    value: int
    start: int
    end: int
    money: bool


def find_number_words(text: str) -> Iterator[Said]:
    """Yield the thousands a normalised text writes as words."""
    for found in _SAID.finditer(text):
        ones = _ONES.get(found["before"] or found["after"] or found["one"] or "", 0)
        tens = _TENS.get(found["tens"] or found["tens_after"] or "", 0)
        value = (ones + tens + _WHOLE.get(found["whole"] or "", 0)) * _THOUSAND
        money = found["unit"] is not None or found["pay"] is not None
        yield Said(value, found.start(), found.end(), money)
