"""What one word or slot of a message says: as it is written, and the words it may stand for."""

from __future__ import annotations

from collections.abc import Iterable

from bot.matching.lexicon import Word
from bot.matching.spans import Item

SIGNS = {
    "occupation": "\ue001", "other_occupation": "\ue001", "generic": "\ue001", "place": "\ue002",
    "country": "\ue003", "home": "\ue004", "amount": "\ue005", "year": "\ue006",
}  # fmt: skip
"""The sign each slot is replaced by; slots not named here keep their words."""
_NAMED = 0.4
"""How much the name of another occupation says about what is asked."""
_SURELY = 0.6
"""From which weight on a misspelt word counts as written the way it was meant."""
Reading = tuple[tuple[str, float], ...]


def said(item: Item) -> tuple[str, ...]:
    """Return an item's words as written, or the sign of its slot."""
    if isinstance(item, Word):
        return (item.key if item.part or _surely_meant(item) else item.token.key,)
    sign = SIGNS.get(item.slot)
    return (sign,) if sign else item.words


def _surely_meant(word: Word) -> bool:
    """Tell whether a misspelt word hardly stands for any but its likeliest reading."""
    return word.distance > 0 and word.readings[0][1] >= _SURELY


def readings(items: Iterable[Item]) -> Iterable[Reading]:
    """Yield for each place of a message the words that may stand there, with weights."""
    for item in items:
        if isinstance(item, Word):
            yield item.readings
            continue
        sign = SIGNS.get(item.slot)
        if sign is None:
            yield from (((word, 1.0),) for word in item.words)
            continue
        yield ((sign, 1.0),)
        if item.slot == "other_occupation":  # frontend and full stack have entries of their own
            yield from (((word, _NAMED),) for word in item.words)
