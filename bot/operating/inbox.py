"""The inbox as an operator reads it: alike questions together, with the intents they are near to.

Pure. Where the items come from is `bot.storage`'s matter; turning one into knowledge, `accept`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.matching.index import Index
from bot.matching.recognize import recognize
from bot.matching.spans import Span, read_items, without_fillers
from bot.storage.values import InboxItem
from bot.text.normalize import normalize

ALIKE = 0.6
"""Two questions are alike when they share this much of the words either of them has."""
NEAREST = 3
Nearest = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask alike, the most asked first; `id` and `text` are the first one's."""

    items: tuple[InboxItem, ...]
    nearest: Nearest
    """Intents and their share (0..1) by the knowledge as it is now, best first."""

    @property
    def id(self) -> str:
        return self.items[0].id

    @property
    def text(self) -> str | None:
        return self.items[0].text

    @property
    def count(self) -> int:
        return sum(item.count for item in self.items)

    @property
    def language(self) -> str:
        return self.items[0].language

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.reason for item in self.items))

    @property
    def last_day(self) -> date:
        return max(item.last_day for item in self.items)


def grouped(items: Iterable[InboxItem], index: Index) -> tuple[Group, ...]:
    """Return the items in groups, the most asked group first.

    Where only counts are kept, items of one language near the same intent are alike.
    """
    groups: list[tuple[frozenset[str], list[InboxItem]]] = []
    for item in sorted(items, key=lambda each: (-each.count, each.id)):
        words = _words(item, index)
        own = next((found for found in groups if _alike(found, item, words)), None)
        if own is None:
            groups.append((words, [item]))
        else:
            own[1].append(item)
    made = (Group(tuple(found), _nearest(found[0], index)) for _, found in groups)
    return tuple(sorted(made, key=lambda group: (-group.count, group.id)))


def _alike(
    group: tuple[frozenset[str], list[InboxItem]], item: InboxItem, words: frozenset[str]
) -> bool:
    theirs, (first, *_) = group
    if first.language != item.language or (first.text is None) != (item.text is None):
        return False
    together = theirs | words
    return bool(together) and len(theirs & words) >= ALIKE * len(together)


def _words(item: InboxItem, index: Index) -> frozenset[str]:
    """Return what an item asks with: the words that tell something, and slots by name."""
    if item.text is None:
        return frozenset({f"<{item.nearest[0][0]}>" if item.nearest else f"<{item.reason}>"})
    found = without_fillers(read_items(normalize(item.text), index.lexicon))
    telling = {
        f"<{each.slot}>" if isinstance(each, Span) else each.key
        for each in found
        if isinstance(each, Span) or each.content
    }
    return frozenset(telling or {each.key for each in found if not isinstance(each, Span)})


def _nearest(item: InboxItem, index: Index) -> Nearest:
    if item.text is None:
        return item.nearest
    candidates = recognize(normalize(item.text), index).candidates
    return tuple((each.entry, each.probability) for each in candidates[:NEAREST])
