"""What messages mean: the vectors of their words from a table, added up to one of length 1.

A word that the table holds is taken at its word, even where the knowledge has one that is
written alike; any other stands for what it may be a slip of. Slots' signs mean nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from bot.matching.bags import AT_ONCE
from bot.matching.lexicon import Word
from bot.matching.said import SIGNS
from bot.matching.shared_items import Shared
from bot.matching.spans import Item
from bot.matching.spelling import Readings
from bot.matching.vectors import Floats
from bot.meaning.table import Meanings


def meaning(items: Iterable[Item], table: Meanings) -> Floats:
    """Return the vector of one message; zeros if no word of it is known."""
    return _of_length_one(_sum(items, table)[None]).reshape(-1)


def meanings(messages: Shared, table: Meanings) -> Floats:
    """Return what `meaning` returns for each message; what they share is looked up once."""
    found = np.zeros((len(messages), table.size), np.float32)
    if not table.size:
        return found
    each = _vectors(messages.items, table)
    held = np.flatnonzero(np.diff(messages.starts))
    for begin in range(0, len(held), AT_ONCE):
        some = held[begin : begin + AT_ONCE]
        starts = messages.starts[some]
        numbers = messages.numbers[starts[0] : messages.starts[some[-1] + 1]]
        found[some] = np.add.reduceat(each[numbers], starts - starts[0], axis=0)
    return _of_length_one(found)


def _vectors(items: Sequence[Item], table: Meanings) -> Floats:
    """Return the vector of each item; zeros if no word of it is known."""
    meant = [_meant(item, table) for item in items]
    words = {word: 0 for readings in meant for word, _ in readings}
    words = {word: number for number, word in enumerate(words)}
    vectors = table.vectors_of(tuple(words))
    found = np.zeros((len(items), table.size), np.float32)
    plain = [number for number, readings in enumerate(meant) if len(readings) == 1]
    weights = np.array([meant[number][0][1] for number in plain], np.float32)
    told = [words[meant[number][0][0]] for number in plain]
    found[plain] = weights[:, None] * vectors[told]
    for number, readings in enumerate(meant):
        if len(readings) > 1:
            for word, weight in readings:
                found[number] += np.float32(weight) * vectors[words[word]]
    return found


def _sum(items: Iterable[Item], table: Meanings) -> Floats:
    found = np.zeros(table.size, np.float32)
    for item in items:
        for word, weight in _meant(item, table):
            vector = table.vector(word)
            if vector is not None:
                found += vector if weight == 1 else np.float32(weight) * vector
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
