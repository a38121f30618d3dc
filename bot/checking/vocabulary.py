"""Spellings in the vocabulary that the live matcher never reads as what they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.checking.places import find_spelling
from bot.checking.reading import read_as
from bot.knowledge.problems import Problem
from bot.knowledge.rules import problem
from bot.knowledge.source import lines_of
from bot.matching.index import Index
from bot.matching.spans import Item, Span, read_items
from bot.text.normalize import normalize

_OTHER = "other_occupations"


def check_vocabulary(index: Index) -> Iterator[Problem]:
    """Yield spellings of slots and other occupations that something else takes before them.

    Only the folder's own vocabulary is looked at.
    """
    path = f"{index.knowledge.root}/vocabulary.yaml"
    lines = lines_of(path)
    for keys, slot, value, spelling in _spellings(index) if lines else ():
        items = read_items(normalize(spelling), index.lexicon)
        if not any(_is(item, slot, value) for item in items):
            place = find_spelling(lines, keys, spelling)
            if place is not None:
                yield _unread(path, place, spelling, items, keys)


def _unread(
    path: str, place: tuple[int, int], spelling: str, items: Sequence[Item], keys: Sequence[str]
) -> Problem:
    """Return the problem of a spelling that something else takes before it."""
    first = next((item for item in items if isinstance(item, Span)), None)
    if keys == (_OTHER,) and first is not None and first.slot == "occupation":
        return problem("W612", path, *place, value=spelling, other=first.value)
    return problem("W610", path, *place, value=spelling, result=read_as(items))


def _spellings(index: Index) -> Iterator[tuple[tuple[str, ...], str, str | None, str]]:
    """Yield the keys above each spelling, its slot, the value (None: any) and itself."""
    words = index.knowledge.vocabulary
    for slot, values in words.slots.items():
        for value, spellings in values.items():
            for spelling in spellings:
                yield ("slots", slot, value), slot, value, spelling
    for spelling in words.other_occupations:
        yield (_OTHER,), "other_occupation", None, spelling


def _is(item: Item, slot: str, value: str | None) -> bool:
    if not isinstance(item, Span) or item.slot != slot:
        return False
    return value is None or item.value == value
