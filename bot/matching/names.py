"""How the names of slot values are spelt: of occupations, places, levels and periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from bot.matching.lesson import Lesson
from bot.matching.lexicon import FILLER, Alias, keys
from bot.matching.pair_slips import PairSlips

_NO_S_AFTER = ("s", "x", "z", "ß")
_NAMES_OURS = frozenset({"generic", "short_name"})
"""Slots whose values are occupations of the knowledge."""


def name_slips(aliases: Mapping[tuple[str, ...], Alias]) -> PairSlips:
    """Return how names of occupations may be misspelt into other words."""
    return PairSlips.of(said for said, (slot, _) in aliases.items() if slot == "occupation")


def alias_lengths(aliases: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Return how many words the longest alias has that begins with a word."""
    found: dict[str, int] = {}
    for alias in aliases:
        found[alias[0]] = max(found.get(alias[0], 0), len(alias))
    return found


def aliases_of(
    lesson: Lesson, fillers: Iterable[tuple[str, ...]], function: AbstractSet[str]
) -> dict[tuple[str, ...], Alias]:
    """Map each spelling of each slot value to it; what stands first wins."""
    found: dict[tuple[str, ...], Alias] = dict.fromkeys(fillers, (FILLER, ""))
    for spelling, slot, value in _spellings(lesson):
        words = keys(spelling)
        if words:
            found.setdefault(words, (slot, value))
            if len(words) > 1 and "".join(words) not in function:  # "u.s.", but not "us"
                found.setdefault(("".join(words),), (slot, value))
    return _with_parts_apart(found)


def _with_parts_apart(aliases: dict[tuple[str, ...], Alias]) -> dict[tuple[str, ...], Alias]:
    """Return the aliases with what is written apart by itself ("back end") also apart in longer
    names ("back end director").
    """
    apart = {
        "".join(said): said
        for said, alias in aliases.items()
        if len(said) == 2 and aliases.get(("".join(said),)) == alias  # noqa: PLR2004  a pair
    }
    longer = {
        (*said[:place], *apart[word], *said[place + 1 :]): alias
        for said, alias in aliases.items()
        for place, word in enumerate(said)
        if len(said) > 1 and word in apart
    }
    return {**longer, **aliases}


def _spellings(lesson: Lesson) -> Iterable[tuple[str, str, str]]:
    """Return spelling, slot and value of everything that fills a slot in this knowledge."""
    for occupation, names in lesson.names.items():
        for spelling in names:
            yield spelling, "occupation", occupation
    for slot, values in lesson.vocabulary.slots.items():
        for value, spellings in values.items():
            if slot not in _NAMES_OURS or value in lesson.names:
                yield from ((spelling, slot, value) for spelling in spellings)
    yield from _plurals(
        (name, "occupation", o) for o, names in lesson.names.items() for name in names
    )
    if lesson.names:  # where there are none, "baker" is a word like any other
        ours = {keys(name) for names in lesson.names.values() for name in names}
        others = [
            (name, "other_occupation", name)
            for name in lesson.vocabulary.other_occupations
            if ours.isdisjoint((keys(name), keys(name.removesuffix("s"))))
        ]
        yield from others
        yield from _plurals(others)


def _plurals(names: Iterable[tuple[str, str, str]]) -> Iterable[tuple[str, str, str]]:
    """Yield what many of them are called where an s makes it: many bakers, also "des Bäckers"."""
    for name, slot, value in names:
        if name[-1:].isalpha() and not name.endswith(_NO_S_AFTER):
            yield f"{name}s", slot, value
