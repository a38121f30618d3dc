"""Stand-ins for an entry's phrases: alike phrases share a row, so that learning stays quick.

Learning costs rows x rows x entries. Small knowledge keeps a row a phrase; large knowledge gets
as many rows as the budget allows, most of them where most phrases are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.matching.feature_keys import ranges
from bot.matching.grid import on_grid
from bot.matching.patchwork import NEW
from bot.matching.sorting import different, distinct, order_of
from bot.matching.stand_ins import Before, Earlier, Merged, StandIns
from bot.matching.vectors import Floats, Ints, Vectors, concatenate

Numbers = npt.NDArray[np.int32]

BUDGET = 6e9
"""The largest rows x rows x entries that is learnt from."""
_GROWTH = 0.8
"""An entry with ten times the phrases of another gets about six times its rows."""
_HALVINGS = 30
_ROUNDS = 2
_TINY = 1e-9
_MOSTLY_NEW = 0.5
"""The share of new phrases from which on a label is compared afresh."""
_SLIGHT = 0.015
"""Smaller values of a merged row (length 1) say next to nothing and cost as much as large ones."""


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


def stand_ins(vectors: Vectors, first: Ints, before: Earlier | None = None) -> StandIns:
    """Return the rows to learn from; label m has the vectors, which are on the grid, from
    ``first[m]`` on. What was worked out `before` is taken over where it would be the same.
    """
    room = rows_per_label(np.diff(first).tolist())
    parts = []
    for label, most in enumerate(room):
        begin, end = first[label : label + 2].tolist()
        known = before.of(label, begin, end) if before else None
        merged = known.merged(most) if known else None
        parts.append(merged or _merge(vectors.part(begin, end), most, known))
    sizes = [len(part.rows) for part in parts]
    starts = np.cumsum([0, *sizes])
    members = [part.members + start for part, start in zip(parts, starts, strict=False)]
    member_of = np.concatenate([np.zeros(0, np.int64), *members])
    return StandIns(
        concatenate([part.rows for part in parts]),
        np.repeat(np.arange(len(parts)), sizes),
        np.bincount(member_of, minlength=sum(sizes)),
        member_of,
        starts,
        room,
        [part.alike for part in parts],
    )


def _merge(vectors: Vectors, rows: int, before: Before | None = None) -> Merged:
    """Return at most `rows` vectors that stand for all."""
    if len(vectors) <= rows:
        return Merged(vectors, np.arange(len(vectors)), np.zeros((0, 0), np.float32))
    owners = np.repeat(np.arange(len(vectors)), np.diff(vectors.starts))
    alike = _updated(vectors, owners, before) if before else None
    if alike is None:
        alike = _alike(vectors, owners)
    kept, members = np.unique(_groups(alike, rows), return_inverse=True)
    known = before.groups(members, len(kept)) if before else np.full(len(kept), NEW)
    fresh = known == NEW
    groups = (np.cumsum(fresh) - 1)[members[owners]]
    held = fresh[members[owners]]
    summed = _sums(vectors.ids[held], vectors.values[held], groups[held], int(fresh.sum()))
    if before is None or fresh.all():
        return Merged(summed, members, alike)
    new = iter(range(len(summed)))
    parts = [
        before.rows(old, old + 1) if old != NEW else summed.part(number := next(new), number + 1)
        for old in known.tolist()
    ]
    return Merged(concatenate(parts), members, alike)


def _updated(vectors: Vectors, owners: Ints, before: Before) -> Floats | None:
    """Return what `_alike` returns, looking only at what is new; None where that is most of it."""
    changed = np.flatnonzero(before.origin == NEW)
    if not before.alike.size or len(changed) > _MOSTLY_NEW * len(vectors):
        return None
    origin = np.maximum(before.origin, 0)
    found = before.alike[origin].take(origin, 1)
    lines = ranges(vectors.starts[changed], np.diff(vectors.starts)[changed])
    told = different(vectors.ids[lines])
    column = np.full(int(vectors.ids.max(initial=0)) + 1, NEW)
    column[told] = np.arange(len(told))
    columns = column[vectors.ids]
    held = np.flatnonzero(columns != NEW)
    dense = np.zeros((len(vectors), len(told)), np.float32)
    dense[owners[held], columns[held]] = vectors.values[held]
    products = dense[changed] @ dense.T
    found[changed] = products
    found[:, changed] = products.T
    return found


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


def _sums(ids: Numbers, values: Floats, members: Ints, count: int) -> Vectors:
    """Return the sums of the vectors of each group, made one long; `members` has the group of
    each value.
    """
    span = int(ids.max(initial=0)) + 1
    cells = members * span + ids
    order = order_of(cells)
    cells, starts = distinct(cells[order])
    values = np.add.reduceat(values[order], starts) if len(starts) else values
    groups, features = np.divmod(cells, span)
    lengths = np.sqrt(np.bincount(groups, values.astype(np.float64) ** 2, count))
    values /= np.maximum(lengths, _TINY)[groups]
    values, told = on_grid(values), values >= _SLIGHT
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
