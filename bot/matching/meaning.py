"""What messages mean: the vectors of their words from a table, added up to one of length 1.

A word that the table holds is taken at its word, even where the knowledge has one that is
written alike; any other stands for what it may be a slip of. Slots' signs mean nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from bot.matching.bags import AT_ONCE
from bot.matching.features import SIGNS
from bot.matching.lexicon import Word
from bot.matching.spans import Item
from bot.matching.spelling import Readings
from bot.matching.vectors import Floats
from bot.meaning.table import Meanings


def meaning(items: Iterable[Item], table: Meanings) -> Floats:
    """Return the vector of one message; zeros if no word of it is known."""
    return _of_length_one(_sum(items, table)[None]).reshape(-1)


def meanings(messages: Sequence[Sequence[Item]], table: Meanings) -> Floats:
    """Return what `meaning` returns for each message; a phrase's items are often those of others,
    and looked up once.
    """
    found = np.zeros((len(messages), table.size), np.float32)
    if not table.size:
        return found
    for first in range(0, len(messages), AT_ONCE):
        some = messages[first : first + AT_ONCE]
        items = {id(item): item for item in chain.from_iterable(some)}
        places = {name: place for place, name in enumerate(items)}
        each = np.array([_sum((item,), table) for item in items.values()]).reshape(-1, table.size)
        for row, message in enumerate(some, first):
            if message:
                found[row] = each[[places[id(item)] for item in message]].sum(0)
    return _of_length_one(found)


def _sum(items: Iterable[Item], table: Meanings) -> Floats:
    found = np.zeros(table.size, np.float32)
    for item in items:
        for word, weight in _meant(item, table):
            vector = table.vector(word)
            if vector is not None:
                found += np.float32(weight) * vector
    return found


def _meant(item: Item, table: Meanings) -> Readings:
    """Return the words an item may stand for, with weights."""
    if not isinstance(item, Word):
        return () if item.slot in SIGNS else tuple((word, 1.0) for word in item.words)
    if (item.distance or not item.known) and table.holds(item.token.key):
        return ((item.token.key, 1.0),)
    return item.readings


def _of_length_one(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    return np.asarray(rows / lengths, np.float32)
