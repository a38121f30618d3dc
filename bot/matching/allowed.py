"""How many slips a word may have and still be read as the known one near it.

Which words are near is the business of `spelling`, which of them fits best that of `in_context`.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from bot.matching.spelling import Readings, slip_distance

_SHORTEST_CORRECTED, _LONG = 4, 8
_SHORTEST_GUESSED = 3
LIKELY, LIKELY_SLOPPY = 0.45, 0.25
"""From which weight on a word is read as the likeliest known one although it has a slip more than
is allowed: by itself, and beside another misspelt word. Who slips once slips again, but a word of
its own (Hamlet is two slips from "halte") stands among well-spelt ones.
"""
_USUAL_SLIP = 0.9
"""What such slips cost on average at the most: letters are swapped, doubled, left out or beside
the right key; no letter is replaced by any other.
"""


def allowed_slips(written: str, meant: str) -> int:
    """Return how many slips a word may have and still be taken for the one meant."""
    length = min(len(written), len(meant))
    if length < _SHORTEST_CORRECTED:
        return 0
    return 1 if length < _LONG else 2


def few_slips(key: str, readings: Readings) -> tuple[str, int] | None:
    """Return the likeliest known word few slips away, and how many."""
    near = ((word, OSA.distance(key, word)) for word, _ in readings)
    return next((pair for pair in near if pair[1] <= allowed_slips(key, pair[0])), None)


def likely(key: str, readings: Readings, least: float) -> tuple[str, int] | None:
    """Return the likeliest known word one slip further away, where nothing else is as likely."""
    if not readings or len(key) < _SHORTEST_GUESSED or readings[0][1] < least:
        return None
    word = readings[0][0]
    slips = OSA.distance(key, word)
    usual = slip_distance(key, word) <= _USUAL_SLIP * slips
    return (word, slips) if usual and 0 < slips <= allowed_slips(key, word) + 1 else None
