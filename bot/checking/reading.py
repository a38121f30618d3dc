"""How the bot reads a name, in the words of a problem."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.pieces import Piece
from bot.matching.spans import Item, Span


def read_as(items: Sequence[Item]) -> Piece:
    """Return what the first thing read is taken for."""
    span = next((item for item in items if isinstance(item, Span)), None)
    if span is None:
        return Piece("as_no_name")
    return Piece.of("as_slot", slot=span.slot, other=span.value)
