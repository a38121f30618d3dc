"""Stand-ins for an entry's phrases: alike phrases share a row, so that learning stays quick.

Learning costs rows x rows x entries. Small knowledge keeps a row a phrase; large knowledge gets
as many rows as the budget allows, most of them where most phrases are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from bot.matching.postings import Floats, Ints, Vector

BUDGET = 6e9
"""The largest rows x rows x entries that is learnt from."""
_GROWTH = 0.8
"""An entry with ten times the phrases of another gets about six times its rows."""
_HALVINGS = 30
_ROUNDS = 2
_TINY = 1e-9


def rows_per_label(sizes: Sequence[int]) -> list[int]:
    """Return how many rows each entry gets, given the number of phrases of each."""
    most = math.sqrt(BUDGET / max(len(sizes), 1))
    if sum(sizes) <= most:
        return list(sizes)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(_rows(sizes, middle)) <= most else (low, middle)
    return _rows(sizes, low)


def _rows(sizes: Sequence[int], share: float) -> list[int]:
    return [min(size, max(1, math.ceil(share * size**_GROWTH))) for size in sizes]


def merge(vectors: Sequence[Vector], rows: int) -> list[tuple[Vector, int]]:
    """Return at most `rows` vectors that stand for all, each with how many it stands for."""
    if len(vectors) <= rows:
        return [(vector, 1) for vector in vectors]
    features, dense = _dense(vectors)
    members = _groups(dense @ dense.T, rows)
    merged = []
    for seed in range(rows):
        group = dense[members == seed]
        if len(group):
            mean = group.mean(0)
            held = np.flatnonzero(mean)
            length = float(np.linalg.norm(mean)) or 1.0
            values = (mean[held] / length).astype(np.float32)
            merged.append((Vector(features[held], values, ()), len(group)))
    return merged


def _dense(vectors: Sequence[Vector]) -> tuple[Ints, Floats]:
    features = np.unique(np.concatenate([vector.ids for vector in vectors]))
    dense = np.zeros((len(vectors), len(features)), np.float32)
    for row, vector in enumerate(vectors):
        dense[row, np.searchsorted(features, vector.ids)] = vector.values
    return features, dense


def _groups(similar: Floats, count: int) -> Ints:
    """Return each vector's group: seeds as unlike each other as can be, then the means of what
    joined them (k-means), because the farthest vectors are often odd ones.
    """
    seeds = [int(similar.sum(1).argmax())]
    nearest = similar[seeds[0]].copy()
    while len(seeds) < count:
        seeds.append(int(nearest.argmin()))
        nearest = np.maximum(nearest, similar[seeds[-1]])
    groups = similar[seeds].argmax(0)
    for _ in range(_ROUNDS):
        members = np.zeros((count, len(groups)), np.float32)
        members[groups, np.arange(len(groups))] = 1
        members = members[members.any(1)]
        products = members @ similar
        lengths = np.sqrt(np.maximum((products * members).sum(1), _TINY))
        groups = (products / lengths[:, None]).argmax(0)
    return np.asarray(groups)
