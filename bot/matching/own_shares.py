"""Which share of a message's words the phrases of an entry hold, rare words counting more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from bot.matching.index import FollowUp, Index
from bot.matching.item_features import stem_features
from bot.matching.spans import Item, Span
from bot.matching.spelling import Readings
from bot.matching.vectors import Ints

_GUESS, _EVERYWHERE = 0.4, 0.9
"""The trust in what no slip explains, and how much of a word's rarity even the commonest has."""
_DOUBT, _HALF = 3.0, 0.5
"""One word proves little: the share starts from a half, held with the weight of a usual word."""

_Lines = Callable[[Ints], list[list[bool]]]
"""Tells of each stem, for one entry after the other, whether it is held."""


class _Telling(NamedTuple):
    """A word that tells what is asked: what it may stand for, and how far that is trusted."""

    readings: Readings
    known: bool


def own_shares(items: Sequence[Item], labels: Sequence[int], index: Index) -> list[float]:
    """Return for each label the share of the content words, rare ones counting more, that the
    entry's own phrases hold. "How long does the flu last" is no question about training.
    """
    stems, asked = index.model.stems, np.array(labels, np.int64)
    found = _shares(items, index, lambda ids: stems.holds(asked, ids).tolist())
    return found or [1.0] * len(labels)


def shared_with(items: Sequence[Item], index: Index, follow_up: FollowUp) -> float:
    """Return the share of the content words that a follow-up phrase holds."""
    phrases, number = index.model.follow_ups, follow_up.number
    found = _shares(items, index, lambda ids: [phrases.holds(number, ids).tolist()])
    return found[0] if found else 1.0


def _shares(items: Sequence[Item], index: Index, held: _Lines) -> list[float]:
    """Return the share of each line of what is `held`; nothing where no word tells anything.

    A handful of words are added up by themselves: arrays would cost more than they save.
    """
    words = [found for item in items for found in _telling(item)]
    if not words:
        return []
    rarity = index.model.rarity
    ids = rarity.find(stem_features([word for found in words for word, _ in found.readings]))
    rare = _weights(words, rarity.telling(ids).tolist(), rarity.rarest)
    total = sum(rare) + _DOUBT
    return [(_held(words, rare, line) + _DOUBT * _HALF) / total for line in held(ids)]


def _held(words: Sequence[_Telling], rare: Sequence[float], held: Sequence[bool]) -> float:
    """Return what the words weigh that are held, as far as their readings are trusted."""
    found, place = 0.0, 0
    for word, weight in zip(words, rare, strict=True):
        most = 0.0
        for _, trust in word.readings:
            if held[place] and trust > most:
                most = trust
            place += 1
        found += most * weight
    return found


def _weights(words: Sequence[_Telling], telling: Sequence[float], rarest: float) -> list[float]:
    """Return how much each word tells: nothing if all entries hold it; unknown ones tell as much
    as the rarest.
    """
    found, first = [], 0
    for word in words:
        found.append((telling[first] if word.known else rarest) - _EVERYWHERE)
        first += len(word.readings)
    return found


def _telling(item: Item) -> Iterable[_Telling]:
    """Return the content words of an item; the name of an occupation not ours is one."""
    if isinstance(item, Span):
        if item.slot != "other_occupation":
            return ()
        return [_Telling(((word, 1.0),), known=True) for word in item.words]
    if not item.tells:
        return ()
    if item.known and not item.distance:
        return (_Telling(tuple([(word, 1.0) for word, _ in item.readings]), known=True),)
    trust = 1.0 if item.known else _GUESS  # what no slip explains is hardly more than a guess
    return (_Telling(tuple([(w, trust * sure) for w, sure in item.readings]), item.known),)
