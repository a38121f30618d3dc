"""Stand-ins for an entry's phrases: alike phrases share a row, so that learning stays quick.

Learning costs rows x rows x entries. Small knowledge keeps a row a phrase; large knowledge gets
as many rows as the budget allows, most of them where most phrases are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.sorting import distinct, order_of
from bot.matching.vectors import Floats, Ints, Vectors, concatenate

BUDGET = 6e9
"""The largest rows x rows x entries that is learnt from."""
_GROWTH = 0.8
"""An entry with ten times the phrases of another gets about six times its rows."""
_HALVINGS = 30
_ROUNDS = 2
_TINY = 1e-9
_SLIGHT = 0.015
"""Smaller values of a merged row (length 1) say next to nothing and cost as much as large ones."""


@dataclass(frozen=True)
class StandIns:
    """The rows to learn from: vectors, the label of each, how many phrases each stands for."""

    vectors: Vectors
    labels: Ints
    counts: Ints
    members: Ints
    """The row of each phrase."""

    def together(self, each: Floats) -> Floats:
        """Return for each row the sum of what its phrases have, made one long."""
        sums = np.zeros((len(self.vectors), each.shape[1]), np.float32)
        np.add.at(sums, self.members, each)
        return np.asarray(
            sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), _TINY), np.float32
        )


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


def stand_ins(vectors: Vectors, first: Ints) -> StandIns:
    """Return the rows to learn from; label m has the vectors from ``first[m]`` on."""
    rows = rows_per_label(np.diff(first).tolist())
    parts = [
        _merge(vectors.part(begin, end), most)
        for begin, end, most in zip(first[:-1], first[1:], rows, strict=True)
    ]
    sizes = [len(part) for part, _ in parts]
    before = np.cumsum([0, *sizes])
    members = [own + first for (_, own), first in zip(parts, before, strict=False)]
    member_of = np.concatenate([np.zeros(0, np.int64), *members])
    return StandIns(
        concatenate([part for part, _ in parts]),
        np.repeat(np.arange(len(parts)), sizes),
        np.bincount(member_of, minlength=sum(sizes)),
        member_of,
    )


def _merge(vectors: Vectors, rows: int) -> tuple[Vectors, Ints]:
    """Return at most `rows` vectors that stand for all, and which stands for each."""
    if len(vectors) <= rows:
        return vectors, np.arange(len(vectors))
    owners = np.repeat(np.arange(len(vectors)), np.diff(vectors.starts))
    kept, members = np.unique(_groups(_alike(vectors, owners), rows), return_inverse=True)
    return _sums(vectors, members[owners], len(kept)), members


def _alike(vectors: Vectors, owners: Ints) -> Floats:
    """Return the similarities of all vectors to each other.

    Most features are held by one vector alone, and make it like none but itself.
    """
    order = order_of(vectors.ids)
    _, starts = distinct(vectors.ids[order].astype(np.int64))
    many = np.diff(starts, append=len(order))
    shared = many > 1
    lines, columns = order[np.repeat(shared, many)], int(shared.sum())
    dense = np.zeros((len(vectors), columns), np.float32)
    dense[owners[lines], np.repeat(np.arange(columns), many[shared])] = vectors.values[lines]
    found = dense @ dense.T
    alone = order[np.repeat(~shared, many)]
    squares = vectors.values[alone].astype(np.float64) ** 2
    found.reshape(-1)[:: len(vectors) + 1] += np.bincount(owners[alone], squares, len(vectors))
    return found


def _sums(vectors: Vectors, members: Ints, count: int) -> Vectors:
    """Return the sums of the vectors of each group, made one long; `members` has the group of
    each value.
    """
    span = int(vectors.ids.max(initial=0)) + 1
    cells = members * span + vectors.ids
    order = order_of(cells)
    cells, starts = distinct(cells[order])
    values = np.add.reduceat(vectors.values[order], starts)
    groups, features = np.divmod(cells, span)
    lengths = np.sqrt(np.bincount(groups, values.astype(np.float64) ** 2, count))
    values /= np.maximum(lengths, _TINY)[groups]
    told = values >= _SLIGHT
    sizes = np.bincount(groups[told], minlength=count)
    return Vectors(
        np.concatenate([[0], np.cumsum(sizes)]), features[told].astype(np.int32), values[told]
    )


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
