"""Take out of a question what points to a person: addresses, numbers, links, names. Pure.

It hides rather too much than too little. It cannot know every name; that is why a kept question
is shown only once several chats asked the same.
"""

from __future__ import annotations

import re
import unicodedata

from bot.storage.given_names import GIVEN_NAMES

HIDDEN = "…"

_NAME = r"[^\W\d_][\w'’.-]*"
_CAPITAL = r"(?-i:[A-ZÄÖÜÀ-ÖØ-Þ])[\w'’-]*"
_STREET = (
    r"(?:stra(?:ß|ss)e|str\b\.?|weg|platz|allee|gasse|ring|damm|ufer|chaussee|promenade"
    r"|street|road|avenue|lane|drive|square)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|\s+at\s+(?=[\w-]+\.\w))\s?[\w-]+(?:\s?\.\s?[\w-]+)+",
        r"(?<!\w)@\w+",
        r"\b(?:https?://|www\.|t\.me/)\S*",
        r"\b(?:[\w-]{1,63}\.){1,4}(?:de|com|net|org|eu|at|ch|io|info|me|app|co|uk)\b(?:/\S*)?",
        r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?\b",
        r"\b\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4}\b",
        rf"\b[\w-]*{_STREET}\s+\d+\s?[a-z]?\b",
        rf"\b(?:[\w-]+(?:er|e|en)\s)?{_STREET}\s+\d+\s?[a-z]?\b",
        rf"\b\d+\s?[a-z]?\s+(?:{_NAME}\s){{1,2}}{_STREET}\b",
    )
)
_NUMBER = re.compile(
    r"(?P<before>[€$£]\s?)?(?<!\w)\+?\(?\d(?:[\s()/.,-]{0,3}\d)*(?P<after>\s?(?:€|\$|£|k\b|eur|euro|tausend|brutto|netto|gross|net))?",
    re.IGNORECASE,
)
_LONG_NUMBER = 5
"""Digits from which a number that is no amount of money may be a phone or postal number."""
_LONGEST_AMOUNT = 7

_NO_NAME = r"und|ich|bin|habe|suche|and|i|am|was|wie|what|how|ist|is|aus|from|mit|with|der|die"
_INTRODUCED = re.compile(
    r"(?P<how>\b(?:ich hei(?:ß|ss)e|hei(?:ß|ss)e ich|mein name (?:ist|lautet)|name:|ich werde"
    r"|my name(?: is|'s|’s)|i am called|call me|nenn(?:t)? mich|ich nenne mich"
    r"|gr(?:ü|ue)(?:ß|ss)e?(?: von)?,?|lg,?|vg,?|mfg,?|regards,?|cheers,?|yours,?|sincerely,?)\s+)"
    rf"(?P<name>{_NAME}(?:[ -](?!(?:{_NO_NAME})\b){_NAME})?(?:[ -]{_CAPITAL}){{0,2}})",
    re.IGNORECASE,
)
_PRESENTED = re.compile(
    rf"(?P<how>\b(?i:ich bin|hier ist|i am|i['’]m|this is)\s+){_CAPITAL}(?:[ -]{_CAPITAL}){{1,2}}"
)
_TITLED = re.compile(
    r"(?P<how>\b(?:herrn?|frau|familie|mr|mrs|ms|miss|mister|dr|prof|professor)\b\.?\s+)"
    rf"(?P<name>(?:(?:dr|prof)\.?\s+)*{_CAPITAL}(?:[ -]{_CAPITAL}){{0,2}})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_SURNAME = re.compile(rf"{HIDDEN}{HIDDEN}(?:[ -]{_CAPITAL})?")
_SPACES = re.compile(r"\s+")
_HIDDEN_AGAIN = re.compile(rf"{HIDDEN}(?:[\s,]*{HIDDEN})+")


def scrub(text: str) -> str:
    """Return `text` on one line with everything that points to a person hidden as ``…``."""
    text = _SPACES.sub(" ", _plain(text)).strip()
    for pattern in _PATTERNS:
        text = pattern.sub(HIDDEN, text)
    text = _NUMBER.sub(_number, text)
    for introduced in (_INTRODUCED, _PRESENTED, _TITLED):
        text = introduced.sub(rf"\g<how>{HIDDEN}", text)
    text = _SURNAME.sub(HIDDEN, _WORD.sub(_given_name, text))
    return _HIDDEN_AGAIN.sub(HIDDEN, text)


def _plain(text: str) -> str:
    """Drop what is not to be seen, and what no database takes."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(
        " " if sign.isspace() else sign
        for sign in composed
        if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


def _number(found: re.Match[str]) -> str:
    """Hide long numbers, unless they are amounts of money."""
    digits = sum(sign.isdigit() for sign in found.group())
    is_amount = bool(found["before"] or found["after"]) and digits <= _LONGEST_AMOUNT
    return found.group() if digits < _LONG_NUMBER or is_amount else HIDDEN


def _given_name(found: re.Match[str]) -> str:
    """Hide a known given name, twice, so that the surname behind it is found."""
    parts = found.group().casefold().split("-")
    return HIDDEN * 2 if all(part in GIVEN_NAMES for part in parts) else found.group()
