"""Bags of plain words, in every view alike: messages for what is learnt from features."""

from __future__ import annotations

import numpy as np

from bot.matching.bags import Bags, Lines
from bot.matching.vectors import Floats, Ints, Rarity, Vector, Vectors
from bot.matching.views import VIEWS


def key(word: str, view: int = 0) -> int:
    """Return the key of a word of at most seven letters in a view."""
    return view << 58 | int.from_bytes(word.encode(), "big")


def bags(*texts: str) -> Bags:
    """Return the words of each text in every view, each word as often as it stands there."""
    lines: dict[tuple[int, int], float] = {}
    for row, text in enumerate(texts):
        for word in text.split():
            for view in range(len(VIEWS)):
                line = row, key(word, view)
                lines[line] = lines.get(line, 0.0) + 1.0
    keys = np.unique(np.array([number for _, number in lines], np.int64))
    held = sorted(lines)
    rows = np.array([row for row, _ in held], np.int32)
    features = np.searchsorted(keys, np.array([number for _, number in held], np.int64))
    weights = np.array([lines[line] for line in held], np.float32)
    return Bags.of(keys, [Lines(0, len(texts), rows, features.astype(np.int32), weights)])


def whole(read: Bags) -> Lines:
    """Return the lines of all portions, one after the other."""
    parts = list(read.portions())
    return Lines(
        0,
        read.count,
        np.concatenate([(part.first + part.rows).astype(np.int32) for part in parts]),
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def labels(*numbers: int) -> Ints:
    """Return the numbers of labels as an array."""
    return np.array(numbers, np.int64)


def vectors(*texts: str) -> tuple[Rarity, Vectors]:
    """Return how rare each word is and the vectors of some texts, a label each."""
    read = bags(*texts)
    rarity = Rarity.count(read, np.arange(len(texts)))
    return rarity, rarity.vectors(read)


def single(many: Vectors, number: int = 0) -> Vector:
    """Return one of the vectors by itself."""
    held = slice(many.starts[number], many.starts[number + 1])
    return Vector(many.ids[held].astype(np.int64), many.values[held])


def dense(many: Vectors, size: int) -> Floats:
    """Return the vectors as rows of a matrix, the slow and plain way."""
    matrix = np.zeros((len(many), size), np.float32)
    for row in range(len(many)):
        held = slice(many.starts[row], many.starts[row + 1])
        matrix[row, many.ids[held]] = many.values[held]
    return matrix


def lengths(many: Vectors) -> list[float]:
    """Return the length of each vector."""
    return [
        float(np.linalg.norm(many.values[begin:end]))
        for begin, end in zip(many.starts[:-1], many.starts[1:], strict=True)
    ]
