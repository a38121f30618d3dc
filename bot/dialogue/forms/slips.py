"""Read a misspelt word among the few things that can be said to a form.

What may be said is given; what it does is not this module's business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.matching.index import Index
from bot.text.tokens import tokenize

Said = tuple[str, ...]
"""The folded words of a message or phrase."""

_SHORTEST_MISSPELT = 5
_A_SLIP_IN, _SHORTEST_GUESSED = 7, 3
_SHORTEST_TOKEN = 4
_REPEATED = re.compile(r"(.)\1+")


def corrected(text: str, steering: AbstractSet[str], index: Index) -> Said:
    """Return the words of a text, the misspelt ones as they are meant: those that steer first."""
    lexicon, found = index.lexicon, []
    for token in tokenize(text):
        near = [key for key in sorted(steering) if OSA.distance(token.key, key) == 1]
        if token.key in lexicon.words or token.key in steering or len(token.key) < _SHORTEST_TOKEN:
            found.append(token.key)
        elif len(near) == 1:
            found.append(near[0])
        else:
            found.extend(word.key for word in lexicon.read(token))
    return tuple(found)


def nearest(
    said: Said, offered: Mapping[str, frozenset[Said]], index: Index, *, waits: bool = False
) -> str | None:
    """Return what is nearest to a few words that are misspelt, if one thing alone is near.

    Few things can be said to a form, so a slip is read more generously here than in a question;
    a word that means something elsewhere is no slip, but by one letter where an answer `waits`
    to be given.
    """
    typed = " ".join(said)
    held = _once(said)
    drawn_out = [name for name, phrases in offered.items() if held in _all_once(phrases)]
    if drawn_out:
        return drawn_out[0] if len(drawn_out) == 1 else None
    misspelt = any(key not in index.lexicon.words and not key.isdigit() for key in said)
    if not (misspelt or waits) or len(typed) < _SHORTEST_GUESSED:
        return None
    allowed = 1 + len(typed) // _A_SLIP_IN if misspelt else 1
    found = sorted(
        (min(_slips(typed, said, phrase, allowed) for phrase in phrases), name)
        for name, phrases in offered.items()
        if phrases
    )
    if not found or found[0][0] > allowed:
        return None
    return found[0][1] if len(found) == 1 or found[0][0] < found[1][0] else None


def _slips(typed: str, said: Said, phrase: Said, most: int) -> int:
    """Return how many slips are between words and a phrase of as many; no more than one more
    than the `most` are counted.
    """
    if len(said) != len(phrase):
        return most + 1
    return OSA.distance(typed, " ".join(phrase), score_cutoff=most)


def _once(said: Said) -> Said:
    """Return the words without repeated letters: "jaaa" is "ja", "neeein" is "nein"."""
    return tuple(_REPEATED.sub(r"\1", key) for key in said)


@lru_cache(maxsize=512)
def _all_once(phrases: frozenset[Said]) -> frozenset[Said]:
    """Return all phrases without repeated letters: those of the knowledge, the same each time."""
    return frozenset(map(_once, phrases))


def same(typed: str, known: str) -> bool:
    """Tell whether two words are equal but for a slip in a long one."""
    if typed == known:
        return True
    return min(len(typed), len(known)) >= _SHORTEST_MISSPELT and OSA.distance(typed, known) == 1
