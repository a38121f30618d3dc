"""Write a misspelt message the way it is surely meant, so that guards which go by single words
find them: "jaa, gnau" is a yes, and "nihct das Gehalt" sets something aside.

Names of occupations and places stay as they were typed, because the reply says what they were
taken for; and so does what may be a word of its own.
"""

from __future__ import annotations

from bot.matching.lexicon import Lexicon, Word
from bot.matching.spans import Item, read_items

_SURELY, _SURELY_NO_WORD = 0.65, 0.9
"""How surely something else is meant by letters that are no word, and by a word."""


def as_meant(text: str, lexicon: Lexicon) -> str:
    """Return a normalised text with its misspelt words as they are surely meant."""
    pieces, at = [], 0
    for item in read_items(text, lexicon):
        meant = _meant(item, lexicon)
        if isinstance(item, Word) and meant is not None:
            pieces += [text[at : item.token.start], meant]
            at = item.token.end
    return "".join([*pieces, text[at:]]) if pieces else text


def _meant(item: Item, lexicon: Lexicon) -> str | None:
    """Return the word that a misspelt one surely stands for, or None."""
    if not isinstance(item, Word) or not item.distance or item.part:
        return None
    meant, weight = item.readings[0]
    least = _SURELY_NO_WORD if lexicon.is_word(item.token.key) else _SURELY
    surely = weight >= least and lexicon.synonyms.get(meant, meant) == item.key
    return meant if surely else None
