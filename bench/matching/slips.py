"""Make typing slips, the same ones for the same text and seed.

A slip hits a word of four letters or more: a neighbouring key instead of the right one, two
letters swapped, one left out or one doubled. All is lower case, and in German each umlaut is
spelt out (ae, oe, ue, ss) with a chance of one half.
"""

from __future__ import annotations

import re
from random import Random

SEED = 20261121
_WORD = re.compile(r"[^\W\d_]{4,}")
_EVERY = 12
"""With many slips there are one or two in so many characters."""
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_ROWS = {
    "de": ("qwertzuiopü", "asdfghjklöä", "yxcvbnm"),
    "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
}


def with_slips(text: str, count: int, language: str, seed: int = SEED) -> str:
    """Return the text with so many slips, in different words as long as there are any."""
    return _slipped(text, count, language, Random(f"{seed} {count} {text}"))


def with_many_slips(text: str, language: str, seed: int = SEED) -> str:
    """Return the text with one or two slips in every twelve characters (begun ones count)."""
    chance = Random(f"{seed} many {text}")
    count = sum(chance.randint(1, 2) for _ in range(0, max(len(text), 1), _EVERY))
    return _slipped(text, count, language, chance)


def _slipped(text: str, count: int, language: str, chance: Random) -> str:
    text = text.lower()
    if language == "de":
        text = "".join(
            _UMLAUTS[sign] if sign in _UMLAUTS and chance.random() < 1 / 2 else sign
            for sign in text
        )
    pieces = _pieces(text)
    places = [number for number, piece in enumerate(pieces) if _WORD.fullmatch(piece)]
    waiting: list[int] = []
    for _ in range(count if places else 0):
        if not waiting:
            waiting = chance.sample(places, len(places))
        place = waiting.pop()
        pieces[place] = _slip(pieces[place], language, chance)
    return "".join(pieces)


def _pieces(text: str) -> list[str]:
    """Return the words that may be hit and what stands between them, in order."""
    return re.split(f"({_WORD.pattern})", text)


def _slip(word: str, language: str, chance: Random) -> str:
    place = chance.randrange(len(word))
    letter = word[place]
    kind = chance.choice(("neighbour", "swap", "omission", "doubling"))
    if kind == "neighbour" and (near := neighbours(letter, language)):
        return word[:place] + chance.choice(near) + word[place + 1 :]
    if kind == "swap":
        place = _different(word, place)
        return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    if kind == "omission":
        return word[:place] + word[place + 1 :]
    return word[:place] + letter + word[place:]


def _different(word: str, place: int) -> int:
    """Return the place at or after `place` (then from the start) whose next letter differs."""
    order = (*range(place, len(word) - 1), *range(min(place, len(word) - 1)))
    return next((at for at in order if word[at] != word[at + 1]), 0)


def neighbours(letter: str, language: str) -> str:
    """Return the keys around a letter's, on the keyboard people of that language use."""
    rows = _ROWS.get(language, _ROWS["en"])
    for number, row in enumerate(rows):
        column = row.find(letter)
        if column >= 0:
            beside = row[max(column - 1, 0) : column] + row[column + 1 : column + 2]
            above = rows[number - 1][column : column + 2] if number else ""
            below = rows[number + 1][max(column - 1, 0) : column + 1] if number < 2 else ""
            return beside + above + below
    return ""
