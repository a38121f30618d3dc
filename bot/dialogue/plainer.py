"""Take away what changes nothing about a question: forms of address, closing words, tags.

Reads no knowledge but the words that say nothing; what is left is read by `understand`.
"""

from __future__ import annotations

import re

from bot.matching.index import Index
from bot.text.tokens import tokenize

_ADDRESS = re.compile(
    r"\s*(?:sehr geehrte|liebe[rs]?\s(?:damen|herr|frau|team)|guten tag (?:frau|herr)|dear\s)"
    r"[^,!?\n]{0,60}(?:[,!]\s*|\n)"
)
_CLOSING = re.compile(
    r"[\n.!?]\s*(?:mit (?:freundlichen|besten|vielen) gr(?:ü|ue)(?:ß|ss)en"
    r"|(?:viele|beste|liebe|freundliche) gr(?:ü|ue)(?:ß|ss)e|mfg|[lvb]g"
    r"|(?:kind|best|warm) regards|yours (?:sincerely|faithfully))\b.{0,80}$",
    re.DOTALL,
)
_BRIEFLY = re.compile(
    r"(?<=\w)\s*[,;.!?]\s*(?:(?:bitte|please|just|nur|only|give me|gib mir)\s+)*"
    r"(?:(?:eine?n?|ne|a|an|one|the|die|das)\s+)?"
    r"(?:kurz(?:e antwort|e version| und knapp| gesagt)?|schnelle antwort|in kürze"
    r"|(?:short|quick) (?:answer|version)|keep it short|ja oder nein|yes or no|sentence"
    r"|(?:in\s+)?(?:einem satz|one sentence|a sentence|a few words|(?:zwei|wenigen) sätzen?))"
    r"(?:\s+(?:bitte|please|pls|reicht|is enough|will do))?\s*[.!?]*$"
)
"""A wish for a short answer, behind the question it is about."""
_TAG = re.compile(
    r"[,;]\s*(?:true|right|correct|(?:is )?(?:that|it) (?:true|right|correct)"
    r"|isn'?t (?:it|that so)|stimmt(?:'?s| das)?|richtig|oder(?: nicht)?|nicht wahr|wahr"
    r"|ist das (?:so|wahr|richtig))\s*\?*$"
)
_LOOSE_TAG = re.compile(
    r"^((?:so |and |but |ok |also |und |dann )?(?:that'?s|its|it's|this is|you mean|thats|das ist|"
    r"das sind|das heißt)\b.*\w)\s+(?:right|correct|yeah|yes|innit|oder|richtig|ja)\s*\?*$"
)
"""A tag without a comma, after a statement: "thats per year right?"."""
_OR_NOT = re.compile(r"(?<!yes)(?<!ja)[,;]?\s+or (?:not|nah|nope|what)\s*\?*$")
_HEARSAY = re.compile(
    r"^(?:(?:aber|und|also|but|and|so|ok|hey|hi|hallo|well)[,]?\s+)?"
    r"(?:(?:mein|dein|unser|ein|my|our|the|some|a)\w*\s+(?:[\w-]+\s+){1,2}?"
    r"|(?:jemand|jeder|alle|viele|manche|everyone|everybody|people|somebody|someone|they)\s+)"
    r"(?:(?:hat|haben|has|have)\s+)?(?:sag(?:t|te|ten|en)|mein(?:t|te|ten|en)|behaupte[tn]|"
    r"erzähl(?:t|te|en)|gesagt|gemeint|erzählt|says?|said|thinks?|reckons?|claims?|"
    r"tells? me|told me|keeps? (?:saying|telling me))"
    r"(?:\s+(?:mir|immer|always|to me))?\s*[,:]?\s+(?:(?:dass?|that)\s+)?"
)
"""Who said so: "my uncle says", "meine Freundin meint, dass"."""
_FEWEST_WORDS = 3
"""Words a question has at least; "Sehr geehrte Damen und Herren, ja" is a letter, no question."""
_BARE_NUMBER = re.compile(r"(?<![\w.,])(\d{2,3}|\d{1,2}[.,]\d)(?![\w%€]|[.,]\d|\s?(?:%|k\b|€))")
_THOUSANDS = (15, 250)
_A_MONTH = (1.2, 9.9)
"""Thousands a month, where they are named with their hundreds: "3,2"."""
_SALARY, _PLACES = "salary", "salary_check"


def without_courtesy(text: str) -> str:
    """Return a normalised text without a letter's address and closing around a question."""
    asked = _ADDRESS.sub("", text, count=1) if _ADDRESS.match(text) else text
    rest = _BRIEFLY.sub("", _CLOSING.sub(lambda found: found.group()[0], asked))
    return rest if len(tokenize(rest)) >= _FEWEST_WORDS else text


def without_tag(sentence: str) -> str:
    """Return a sentence without a "stimmt das?" or ", true?" at its end."""
    loose = _LOOSE_TAG.match(sentence)
    rest = _OR_NOT.sub("", loose[1] if loose else _TAG.sub("", sentence))
    return rest if len(tokenize(rest)) >= _FEWEST_WORDS else sentence


def without_hearsay(sentence: str) -> str:
    """Return a sentence without who said so: what they said is what is asked about."""
    rest = _HEARSAY.sub("", sentence, count=1)
    return rest if len(tokenize(rest)) >= _FEWEST_WORDS else sentence


def in_thousands(text: str, index: Index, topic: str | None) -> str:
    """Return "70?" as "70k?" in talk about pay: nobody names a salary of seventy euros.

    Only beside words that are said of one's own pay; "70 Bewerbungen" and "70 Stunden" count
    something.
    """
    if topic is None or topic not in _pay_topics(index):
        return text
    numbers = list(_BARE_NUMBER.finditer(text))
    if len(numbers) != 1 or not _are_thousands(numbers[0][1]):
        return text
    known = index.lexicon
    others = (token.key for token in tokenize(text) if not token.key[0].isdigit())
    telling = [key for key in others if key not in known.function and key not in known.fillers]
    if not all(index.holds(_placing(index), telling)):
        return text
    return f"{text[: numbers[0].end()]}k{text[numbers[0].end() :]}"


def _are_thousands(number: str) -> bool:
    value = float(number.replace(",", "."))
    least, most = _THOUSANDS if value >= _THOUSANDS[0] or number.isdigit() else _A_MONTH
    return least <= value <= most


def _pay_topics(index: Index) -> frozenset[str]:
    entries = index.knowledge.entries.values()
    return frozenset(entry.topic for entry in entries if entry.answer == _SALARY)


def _placing(index: Index) -> str:
    """Return the entry that tells where one's own pay stands, or nothing."""
    entries = index.knowledge.entries.values()
    return next((entry.id for entry in entries if entry.answer == _PLACES), "")
