"""How much of a message is known at all: by the words and slots that say something."""

from __future__ import annotations

from collections.abc import Sequence

from bot.matching.lexicon import Word
from bot.matching.spans import Item, Span


def coverage(items: Sequence[Item]) -> tuple[float, tuple[str, ...]]:
    """Return the share of content words and slots that are known, and the unknown words.

    A corrected word counts as much as its readings are worth.
    """
    content = [item for item in items if isinstance(item, Span) or item.tells]
    unknown = tuple(
        [item.token.text for item in content if isinstance(item, Word) and not item.known]
    )
    worth = [1.0 if isinstance(item, Span) else _worth(item) for item in content]
    return (sum(worth) / len(worth) if worth else 1.0), unknown


def _worth(word: Word) -> float:
    if not word.known:
        return 0.0
    return 1.0 if word.distance == 0 else sum(weight for _, weight in word.readings)
