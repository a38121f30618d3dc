"""The same text in two languages must tell the same facts: numbers, addresses, points, length.

Amounts of money and texts that are too long are the business of `texts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise, permutations

from bot.knowledge.across.collected import Said
from bot.knowledge.across.texts import LONGEST_TEXT, without_amounts

_PLACEHOLDER = re.compile(r"\{[^{}\n]*\}")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w])|(?<=[^\W\d])\d+\b|\d+(?:[.,]\d+)*")
_DIGIT = re.compile(r"\d")
_GROUPS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_ADDRESS = re.compile(r"(?:https?://|www\.)(?:www\.)?([\w.-]+\w)")
_POINT = re.compile(r"(?m)^\s*(?:[-•–*]|\d+[.)])\s+\S")
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"(?i)\b(?:p\.?m|uhr)\b")
_HOUR = re.compile("[0-9]{1,2}")
_NOON = 12
_SHORT_TEXT = 160
"""Characters; of shorter texts length tells nothing."""
_SENTENCE = 5
"""Words from which on two languages never say the same."""
_HALF = 0.5
_WORDS = {
    1: "ein eine einen einer eins erste ersten one a an first januar january once einmal",
    2: "zwei zweite zweiten two second beide both februar february twice zweimal halb half",
    3: "drei dritte dritten three third märz march dreimal", 4: "vier vierte four fourth april",
    5: "fünf fünfte five fifth mai may", 6: "sechs sechste six sixth juni june",
    7: "sieben siebte seven seventh juli july", 8: "acht achte eight eighth august",
    9: "neun neunte nine ninth september", 10: "zehn zehnte ten tenth oktober october",
    11: "elf elfte eleven eleventh november", 12: "zwölf twelve dezember december dutzend dozen",
    13: "dreizehn thirteen dreizehnte thirteenth", 14: "vierzehn fourteen vierzehnte fourteenth",
    15: "fünfzehn fifteen", 16: "sechzehn sixteen", 18: "achtzehn eighteen",
    20: "zwanzig twenty", 24: "vierundzwanzig uhr clock", 30: "dreißig thirty",
    50: "fünfzig fifty hälfte half", 100: "hundert hundred ganz whole", 1000: "tausend thousand",
}  # fmt: skip
_COUNTS = {
    word: str(number)
    for number, words in enumerate(
        ("zwei two", "drei three", "vier four", "fünf five", "sechs six", "sieben seven",
         "acht eight", "neun nine", "zehn ten", "elf eleven", "zwölf twelve"), 2)
    for word in words.split()
}  # fmt: skip
_FOREIGN_SIGN = {"de": ",", "en": "."}
"""What parts thousands in the other language, and fractions in this one."""
_MEANING: dict[str, set[str]] = {}
for _number, _said in _WORDS.items():
    for _each in _said.split():
        _MEANING.setdefault(_each, set()).add(str(_number))


@dataclass(frozen=True, slots=True)
class _Facts:
    """What can be compared of a text, without its placeholders and amounts of money."""

    said: Said
    text: str
    numbers: dict[str, str]
    """Number without signs -> as it is written."""
    addresses: frozenset[str]
    points: int
    length: int

    def means(self) -> set[str]:
        """Return the numbers its words may stand for: three, March, 3 pm."""
        words = _WORD.findall(self.text.casefold())
        meant = {each for word in words for each in _MEANING.get(word, ())}
        if _CLOCK.search(self.text):
            hours = [int(number) for number in self.numbers if _HOUR.fullmatch(number)]
            meant |= {str(hour + shift) for hour in hours for shift in (_NOON, -_NOON)}
        return meant


def check_facts(said: Iterable[Said]) -> None:
    """Warn of what one language tells and another does not.

    Texts of one key follow each other in `said`.
    """
    for _, group in groupby(said, key=lambda each: (id(each.document), each.group)):
        texts = list(group)
        if len(texts) > 1:
            facts = [_facts(each) for each in texts]
            for one, other in permutations(facts, 2):
                _compare(one, other)
            for one, other in pairwise(facts):
                _compare_words(one, other)
                _compare_counts(one, other)
                for each, own in ((one, other), (other, one)):
                    _check_groups(each, own)


def _compare(one: _Facts, other: _Facts) -> None:
    """Report at `other` what `one` tells and `other` does not."""
    at, names = other.said, {"language": one.said.language, "other": other.said.language}
    alone = one.numbers.keys() - other.numbers.keys()
    alone -= other.means() if alone else set()
    for number, written in one.numbers.items():
        if number in alone:
            line, column = one.said.document.find(one.said.node, written)
            one.said.document.add("W524", line, column, value=written, **names)
    for address in sorted(one.addresses - other.addresses):
        at.document.at("W527", at.node, value=address, **names)
    if 1 < one.points != other.points and one.points > other.points:
        values = {"count": other.points, "more": one.points}
        at.document.at("W525", at.node, language=names["other"], other=names["language"], **values)
    if _SHORT_TEXT < one.length <= LONGEST_TEXT and other.length < _HALF * one.length:
        at.document.at("W526", at.node, language=names["other"], other=names["language"])


def _compare_words(one: _Facts, other: _Facts) -> None:
    """Report a text that was copied and never translated."""
    at = other.said
    if one.text.strip() == other.text.strip() and len(_WORD.findall(one.text)) >= _SENTENCE:
        at.document.at("W539", at.node, language=at.language, other=one.said.language)


def _compare_counts(one: _Facts, other: _Facts) -> None:
    """Report a number in words, where each text names one that the other does not."""
    told = [_counts(each) for each in (one, other)]
    alone = [
        [word for word, number in own.items() if number not in theirs]
        for own, theirs in (
            (told[0], {*told[1].values(), *other.numbers}),
            (told[1], {*told[0].values(), *one.numbers}),
        )
    ]
    if len(alone[0]) == len(alone[1]) == 1:
        line, column = one.said.document.find(one.said.node, alone[0][0])
        names = {"language": one.said.language, "other": other.said.language}
        one.said.document.add("W524", line, column, value=alone[0][0], **names)


def _counts(facts: _Facts) -> dict[str, str]:
    """Return the numbers from two to twelve that a text writes as words."""
    return {word: _COUNTS[word] for word in _WORD.findall(facts.text) if word in _COUNTS}


def _check_groups(one: _Facts, other: _Facts) -> None:
    """Report a number whose thousands are parted as in the other language."""
    sign = _FOREIGN_SIGN.get(one.said.language)
    if sign is None:
        return
    for number, written in one.numbers.items():
        if _GROUPS.fullmatch(written) and sign in written and other.numbers.get(number) == written:
            line, column = one.said.document.find(one.said.node, written)
            better = written.replace(sign, "," if sign == "." else ".")
            one.said.document.add(
                "W558", line, column, value=written, language=one.said.language, better=better
            )


def _facts(said: Said) -> _Facts:
    text = said.node.value
    text = without_amounts(_PLACEHOLDER.sub(" ", text) if "{" in text else text)
    numbers: dict[str, str] = {}
    for found in _NUMBER.findall(text) if _DIGIT.search(text) else ():
        for number in _plain(found):
            numbers.setdefault(number, found)
    addresses = _ADDRESS.findall(text) if "http" in text or "www." in text else ()
    points = len(_POINT.findall(text)) if "\n" in text else 0
    found_addresses = frozenset(found.casefold() for found in addresses)
    return _Facts(said, text, numbers, found_addresses, points, len(text))


def _plain(written: str) -> list[str]:
    """Return a number without what groups its digits; a date is several numbers."""
    if _GROUPS.fullmatch(written):
        return [re.sub("[.,]", "", written)]
    parts = re.split("[.,]", written)
    if len(parts) == 2:  # noqa: PLR2004  a whole number and its fraction
        return [".".join(parts)]
    return [part.lstrip("0") or "0" for part in parts]
