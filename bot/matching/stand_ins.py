"""Rows that stand for phrases, and what of them stays as it was when the next lesson is learnt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.patchwork import NEW
from bot.matching.vectors import Floats, Ints, Vectors

_TINY = 1e-9


@dataclass(frozen=True)
class StandIns:
    """The rows to learn from: vectors, the label of each, how many phrases each stands for."""

    vectors: Vectors
    labels: Ints
    counts: Ints
    members: Ints
    """The row of each phrase."""
    starts: Ints
    """Label m has the rows from ``starts[m]`` up to ``starts[m + 1]``."""
    room: Sequence[int]
    """How many rows each label might have had."""
    alike: Sequence[Floats]
    """For each label the similarities of its phrases, nothing where none was merged."""

    def together(self, each: Floats) -> Floats:
        """Return for each row the sum of what its phrases have, made one long."""
        sums = np.zeros((len(self.vectors), each.shape[1]), np.float32)
        np.add.at(sums, self.members, each)
        return np.asarray(
            sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), _TINY), np.float32
        )


@dataclass(frozen=True)
class Earlier:
    """The stand-ins of a lesson before, and what became of it."""

    rows: StandIns
    first: Ints
    """As in `stand_ins`."""
    labels: Sequence[int]
    """For each label of now its number before, or `NEW`."""
    origin: Ints
    """For each phrase of now its number before, or `NEW` where its vector is another."""
    ids: Ints
    """What each feature of before is now."""

    def of(self, label: int, begin: int, end: int) -> Before | None:
        """Return what is known of a label with the phrases from `begin` up to `end`."""
        old = self.labels[label]
        if old == NEW:
            return None
        first, last = self.first[old : old + 2].tolist()
        own = self.origin[begin:end]
        origin = np.where((own >= first) & (own < last), own - first, NEW)
        return Before(self, old, origin)


@dataclass(frozen=True)
class Before:
    """One label as it was before; `origin` counts its phrases from its first."""

    lesson: Earlier
    label: int
    origin: Ints

    @property
    def alike(self) -> Floats:
        return self.lesson.rows.alike[self.label]

    def merged(self, room: int) -> Merged | None:
        """Return its rows as they were, if they still stand for all of its phrases."""
        rows, first = self.lesson.rows, self.lesson.first[self.label : self.label + 2]
        same = len(self.origin) == first[1] - first[0] and rows.room[self.label] == room
        if not same or (self.origin != np.arange(len(self.origin))).any():
            return None
        begin, end = rows.starts[self.label : self.label + 2].tolist()
        return Merged(self.rows(begin, end), rows.members[first[0] : first[1]] - begin, self.alike)

    def rows(self, begin: int, end: int) -> Vectors:
        """Return rows of before with the features as they are numbered now."""
        part = self.lesson.rows.vectors.part(begin, end)
        ids = self.lesson.ids[part.ids].astype(np.int32)
        return Vectors(part.starts, ids, part.values)

    def groups(self, members: Ints, count: int) -> Ints:
        """Return for each group of now the row that stood for just these phrases, or `NEW`."""
        rows, first = self.lesson.rows, self.lesson.first[self.label]
        was = np.where(self.origin == NEW, NEW, rows.members[first + self.origin])
        low, high = np.full(count, len(rows.labels)), np.full(count, NEW)
        np.minimum.at(low, members, was)
        np.maximum.at(high, members, was)
        same = (low == high) & (low != NEW)
        same &= rows.counts[high] == np.bincount(members, minlength=count)
        return np.where(same, high, NEW)


@dataclass(frozen=True)
class Merged:
    """The rows of one label, the row of each phrase, and the similarities of the phrases."""

    rows: Vectors
    members: Ints
    alike: Floats
