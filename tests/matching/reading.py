"""Read a message the way the matcher does, down to its words and slots."""

from __future__ import annotations

from bot.matching.index import Index
from bot.matching.lexicon import Word
from bot.matching.spans import Item, Span, read_items
from bot.text.normalize import normalize


def items_of(text: str, index: Index) -> tuple[Item, ...]:
    """Return the words and slots of a message as typed."""
    return read_items(normalize(text), index.lexicon)


def words_of(text: str, index: Index) -> list[str]:
    """Return the keys of the words that are no slot."""
    return [item.key for item in items_of(text, index) if isinstance(item, Word)]


def spans_of(text: str, index: Index) -> list[Span]:
    """Return the slots."""
    return [item for item in items_of(text, index) if isinstance(item, Span)]


def slots_of(text: str, index: Index) -> list[tuple[str, str]]:
    """Return slot and value of each span."""
    return [(span.slot, span.value) for span in spans_of(text, index)]
