"""Personal data of real people has no place among phrases and golden conversations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from bot.knowledge.models import Conversation, Entry, Place
from bot.knowledge.parsing.document import Document

_LEAST_DIGITS = 8
_SIGN = re.compile(r"[@\d][^\n]*")
_HINTS = (
    "Herr", "Frau", "Mr", "Ms", "Miss", "t.me/", ".com/", "heiße ", "heisse ", "name is",
    "am called", "ier ist ", "(at)", "[at]", "(ät)",
)  # fmt: skip
"""What a text holds at least, beside a digit, that is looked at more closely."""
_EMAIL = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w.+-]+ ?[(\[](?:at|ät)[)\]] ?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b"
)
_INVENTED = re.compile(
    r"(?i)@(?:[\w-]+\.)*(?:example\.(?:org|com|net|de)|beispiel\.de|[\w-]+\.(?:example|invalid|test))$"
)
_PHONE = re.compile(r"(?<![\w+])(?:\+\d{1,3}|0)[\d\s/()-]{6,}\d(?!\w)")
_IBAN = re.compile(
    r"(?i)\b(?:de|at|ch|lu|nl|fr|be|li)\d{2}(?: ?[0-9a-z]{4}){3,7}(?: ?[0-9a-z]{1,3})?\b"
)
_STREET = re.compile(
    r"(?i)\b(?!(?:arbeits|ausbildungs|studien|praktikums|lehr|kita)platz|muster|beispiel)"
    r"[^\W\d]{2,}(?:stra(?:ß|ss)e|str\.|allee|gasse|platz|weg)\s\d{1,3}\s?[a-h]?(?!\w|[.,]\d)"
    r"|\b[^\W\d]+ \d{1,3} ?[a-h]?,? (?:in )?\d{5} (?!euro\b|eur\b)[^\W\d]{3,}"
)
_NAME = re.compile(
    r"\b(?:Herrn?|Frau|Mr|Mrs|Ms|Miss)\.? (?:Dr\.? |Prof\.? )*"
    r"(?!Muster|Beispiel|Doe\b|Dr\b|Prof\b)"
    r"[A-ZÄÖÜ][a-zäöüß]+(?:[ -][A-ZÄÖÜ][a-zäöüß]+)*"
)
_HANDLE = re.compile(
    r"(?<![\w.@/])@[A-Za-z]\w{2,}"
    r"|(?i:(?:t\.me|telegram\.me|(?:instagram|facebook|linkedin|xing|x|twitter)\.com)/[\w./@-]*\w)"
)
"""An account of a person, by its sign or its address."""
_BIRTH = re.compile(
    r"(?i)\b(?:geboren|geb\.|born)(?: am| on)?:? "
    r"(?:\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}\.? [a-zä]+ \d{4})"
)
_NUMBER = re.compile(
    r"(?i)\b(?:steuer-?(?:nummer|nr|id)|(?:sozial|renten)versicherungsnummer|(?:kunden|ausweis)nummer"
    r"|social security number|tax (?:id|number))\b\D{0,12}\d[\d /.A-Z-]{5,}\d"
)
"""A number that an office or a firm gave one person."""
_CALLED = re.compile(
    r"(?:[Hh]ier ist|[Ii]ch hei(?:ß|ss)e|[Mm]ein [Nn]ame ist|[Mm]y name is|I am called) "
    r"(?!Max Muster|Erika Muster|John Doe\b|Jane Doe\b)"
    r"[A-ZÄÖÜ][^\W\d_A-ZÄÖÜ]+(?:[ -][A-ZÄÖÜ][^\W\d_A-ZÄÖÜ]+)+"
)
_KINDS = (
    ("E703", _IBAN), ("E701", _EMAIL), ("E706", _HANDLE), ("E704", _STREET), ("W705", _NAME),
    ("W705", _CALLED), ("E707", _BIRTH), ("E708", _NUMBER),
    ("E702", _PHONE),
)  # fmt: skip

Documents = Mapping[str, Document]


def check_personal(
    entries: Iterable[Entry], conversations: Iterable[Conversation], documents: Documents
) -> None:
    """Report e-mail addresses, accounts, phone numbers, streets, names, days of birth."""
    texts = list(_texts(entries, conversations))
    for text, place in _suspicious(texts):
        for rule, found in _found(text.replace("\n", " ")):
            document = documents[place.path]
            line, column = document.find(place, found)
            document.add(rule, line, column, value=found)


def _suspicious(texts: Sequence[tuple[str, Place]]) -> Iterator[tuple[str, Place]]:
    """Yield the texts worth a closer look, found in one go over all of them."""
    joined = "\n".join([text for text, _ in texts])
    starts = list(accumulate((len(text) + 1 for text, _ in texts), initial=0))
    found = {match.start() for match in _SIGN.finditer(joined)}
    for hint in _HINTS:
        at = joined.find(hint)
        while at >= 0:
            found.add(at)
            at = joined.find(hint, at + 1)
    for number in sorted({bisect_right(starts, at) - 1 for at in found}):
        yield texts[number]


def _texts(
    entries: Iterable[Entry], conversations: Iterable[Conversation]
) -> Iterator[tuple[str, Place]]:
    for entry in entries:
        for phrase in (*entry.phrases, *entry.follow_ups, *entry.triggers):
            yield phrase.text, phrase.place
    for conversation in conversations:
        for turn in conversation.turns:
            yield turn.say, turn.place


def _found(text: str) -> Iterator[tuple[str, str]]:
    """Yield the rules a text breaks and what breaks them; no piece of it counts twice."""
    rest = text
    for rule, pattern in _KINDS:
        matches = list(pattern.finditer(rest))
        if not matches:
            continue
        for match in matches:
            piece = match[0].strip()
            if rule == "E701" and _INVENTED.search(piece):
                continue
            if rule == "E702" and sum(sign.isdigit() for sign in piece) < _LEAST_DIGITS:
                continue
            yield rule, piece
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
