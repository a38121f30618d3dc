"""Choose what is read of a very long message: the start, the end, and every question.

Life stories put the question last, and sometimes in the middle. What is kept is bounded in
characters, so that no message costs much more than an ordinary one.
"""

from __future__ import annotations

import re

LONGEST_MESSAGE = 2000
"""Characters up to which all of a message is read."""
_END = 300
"""Characters kept of the start and of the end."""
_LONGEST_QUESTION = 160
_MOST_QUESTIONS, _FIRST_QUESTIONS = 32, 8
"""How many different questions are kept; of more, the first ones and the last ones."""
_ALL_QUESTIONS = 3000
_LOOKED_AT = 256
_MARKS = re.compile(r"[?？؟⁇⁈]+")
_SENTENCE_END = re.compile(r"[!\n]|\.(?=\s)")
_CUTS = ((". ", "! ", "? ", "\n"), (" ",))
_WORD_SIGN = re.compile(r"[^\W_]")


def shorten(text: str) -> str:
    """Return at most about twice `LONGEST_MESSAGE` characters of a longer message."""
    if len(text) > LONGEST_MESSAGE:
        text = text.strip()
    if len(text) <= LONGEST_MESSAGE:
        return text
    tail = _tail(text, _END)
    questions = _questions(text[: len(text) - len(tail)])
    return "\n".join([_head(text, _END), *questions, tail])


def _questions(text: str) -> list[str]:
    """Return the different questions of a text in their order, each with its mark."""
    told = list(dict.fromkeys(_MARKS.split(text)[:-1]))
    found = list(dict.fromkeys(_asked(part) for part in _first_and_last(told, _LOOKED_AT)))
    kept = _first_and_last([part for part in found if _WORD_SIGN.search(part)], _MOST_QUESTIONS)
    while sum(map(len, kept)) > _ALL_QUESTIONS:
        del kept[min(_FIRST_QUESTIONS, len(kept) // 2)]
    return [f"{part}?" for part in kept]


def _first_and_last(parts: list[str], most: int) -> list[str]:
    if len(parts) <= most:
        return parts
    return parts[:_FIRST_QUESTIONS] + parts[_FIRST_QUESTIONS - most :]


def _asked(part: str) -> str:
    """Return the last sentence of what stands before a question mark."""
    near = _tail(part, _LONGEST_QUESTION)
    return _SENTENCE_END.split(near)[-1].strip()


def _head(text: str, most: int) -> str:
    """Return the start of a text, up to the end of a sentence, at least of a word."""
    for signs in _CUTS:
        place = max(text.rfind(sign, most // 2, most) for sign in signs)
        if place >= 0:
            return text[: place + 1].rstrip()
    return text[:most]


def _tail(text: str, most: int) -> str:
    """Return the end of a text, from the start of a sentence, at least of a word."""
    if len(text) <= most:
        return text
    for signs in _CUTS:
        found = [text.find(sign, len(text) - most, len(text) - most // 2) for sign in signs]
        places = [place for place in found if place >= 0]
        if places:
            return text[min(places) + 1 :].lstrip()
    return text[-most:]
