"""How usual a word is among the words around it: said often, and in the language they are in.

Goes by how often people say words at all (`Meanings.said`), not by what any phrase holds. Messages
mix both languages; so nothing is ruled out here, it only becomes less likely.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.matching.amounts import Number
from bot.matching.lexicon import Lexicon, Word

NO_TONGUE = -1
_MOST_LEAN, _CLEAR_LEAN = 3.0, 2.5
"""How much one word may speak for a language, and how much all must, in powers of ten."""
_HARDLY, _EVERYDAY = 3.0, 5.0
"""As often a word is said at most in a language it does not belong to, and at least in its own."""
_LOANED = 1.0
"""How much rarer than in its own language a loanword may be."""
_USUAL, _OF_TWO = 3.5, 3.5
"""As often people say a word that no phrase holds, and a compound of two words."""
_MOST_MEANT, _NOT_MEANT = 5.0, -5.0
"""How likely, as a logarithm, a word that no phrase holds is meant, at the most and the least."""
_TEN = math.log(10)


def tongues(words: Sequence[Word | Number], lexicon: Lexicon) -> list[int]:
    """Return which language the words around each one are in: a place in `SPOKEN`, or
    `NO_TONGUE`.
    """
    leans = [_lean(word, lexicon) for word in words]
    total = sum(leans)
    return [_tongue(total - lean) for lean in leans]


def _lean(word: Word | Number, lexicon: Lexicon) -> float:
    """Return how much a well-spelt word speaks for the one language, or (below 0) the other."""
    if not isinstance(word, Word) or word.distance or not word.token.key.isalpha():
        return 0.0
    one, other = lexicon.said(word.token.key)
    return min(max(one - other, -_MOST_LEAN), _MOST_LEAN)


def _tongue(lean: float) -> int:
    return NO_TONGUE if abs(lean) < _CLEAR_LEAN else int(lean < 0)


def misplaced(word: str, tongue: int, lexicon: Lexicon) -> bool:
    """Tell whether a folded word is an everyday one of another language than those around it:
    the "hier" of "do banks hier developers".
    """
    if tongue == NO_TONGUE:
        return False
    said = lexicon.said(word)
    return said[tongue] <= _HARDLY and said[1 - tongue] >= _EVERYDAY


def itself(word: str, tongue: int, lexicon: Lexicon) -> float:
    """Return how likely, as a logarithm, a folded word that no phrase holds is what it is."""
    if not lexicon.is_word(word):
        return _NOT_MEANT
    often = _often(word, tongue, lexicon)
    meant = _TEN * ((_OF_TWO if often is None else often) - _USUAL)
    return max(min(meant, _MOST_MEANT), _NOT_MEANT)


def strangeness(word: str, tongue: int, lexicon: Lexicon) -> float:
    """Return what it costs that a folded word is one of another language than those around it."""
    if tongue == NO_TONGUE:
        return 0.0
    said = lexicon.said(word)
    return min(max(said[1 - tongue] - said[tongue] - _LOANED, 0.0), _MOST_LEAN)


def _often(word: str, tongue: int, lexicon: Lexicon) -> float | None:
    """Return how often a word is said among such words; None for one that stands in no table."""
    said = lexicon.said(word)
    if not any(said):
        return None
    return max(said) if tongue == NO_TONGUE else said[tongue]
