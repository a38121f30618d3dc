"""Train the model on the phrases of each label; what was trained before is used again.

An edit changes a few phrases, and how rare their features are a few others. What must come out
the same is taken over, the rest is worked out; the outcome is that of training on everything.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.bags import Bags
from bot.matching.feature_keys import ranges
from bot.matching.features import features
from bot.matching.gram import Compared, gram
from bot.matching.grid import on_grid
from bot.matching.label_postings import LabelPostings
from bot.matching.meaning import meanings
from bot.matching.merge import stand_ins
from bot.matching.model import Model, OwnStems, compressed, share_of_meaning, worded
from bot.matching.nested import Nested, Taught, learn_nested
from bot.matching.patchwork import NEW, Patchwork
from bot.matching.postings import Postings
from bot.matching.shared_items import Shared
from bot.matching.spans import Item
from bot.matching.stand_ins import Earlier, StandIns
from bot.matching.vectors import Doubles, Floats, Ints, Rarity, Vectors
from bot.meaning.table import NOTHING, Meanings

Messages = Sequence[Sequence[Item]]


@dataclass(frozen=True)
class Trained:
    """What a model was trained from, step by step."""

    labels: tuple[str, ...]
    first: Ints
    """Label m has the messages from ``first[m]`` up to ``first[m + 1]``; follow-ups come last."""
    messages: Messages
    bags: Bags
    idf: Doubles
    vectors: Vectors
    meant: Floats
    table: Meanings
    rows: StandIns
    scales: Floats
    beside: Floats
    similar: Floats
    weight: Floats
    nested: Nested


def train(  # noqa: PLR0913 - all that a model depends on
    examples: Mapping[str, Messages],
    groups: Sequence[Hashable] = (),
    follow_ups: Messages = (),
    table: Meanings = NOTHING,
    *,
    pause: Callable[[], object] = bool,
    before: Trained | None = None,
) -> tuple[Model, Trained]:
    """Learn from the items of each label's phrases (no label without phrases).

    `groups` names the group of each label, for labels that are alike; none: one group.
    `follow_ups` are compared with, not learnt from, and their features count as known.
    What words mean is taken from the `table`; `pause` is called now and then.
    """
    labels = tuple(examples)
    sizes = [len(many) for many in examples.values()]
    first = np.cumsum([0, *sizes])
    messages = [*(items for many in examples.values() for items in many), *follow_ups]
    numbers = np.repeat(np.arange(len(labels) + 1), [*sizes, len(follow_ups)])
    read = _Read.of(messages, numbers, table, before)
    pause()
    phrases = read.vectors.part(0, int(first[-1]))
    after = read.vectors.part(int(first[-1]), len(messages))
    earlier = None if before is None else _earlier(labels, read, before)
    rows = stand_ins(phrases, first, earlier)
    pause()
    postings = Postings.of(rows.vectors, len(read.rarity.keys))
    meant = rows.together(read.meant[: first[-1]])
    share = share_of_meaning(compressed(postings.count, len(phrases)))
    scales, beside = worded(meant, share), on_grid(meant * np.sqrt(share))
    trained = (rows, scales, beside)
    known = _compared(trained, earlier, before)
    similar = gram(postings, scales, beside, known)
    pause()
    weight = np.sqrt(rows.counts.astype(np.float32))
    taught = None
    if before is not None and known is not None:
        taught = Taught(before.nested, before.rows.labels, before.weight, known.origin)
    nested = learn_nested(similar, rows.labels, weight, groups or [None] * len(labels), taught)
    weights = nested.apart(scales, share * meant)
    pause()
    model = Model(
        labels,
        read.rarity,
        postings,
        weights,
        np.searchsorted(rows.labels, np.arange(len(labels))),
        LabelPostings.of(phrases, first),
        OwnStems.of(read.bags, numbers),
        Postings.of(after, len(read.rarity.keys)),
    )
    return model, Trained(
        labels, first, messages, read.bags, read.rarity.idf, read.vectors, read.meant, table,
        *trained, similar, weight, nested,
    )  # fmt: skip


@dataclass(frozen=True)
class _Read:
    """The messages as vectors; `origin` has for each the number of the same vector before, or
    `NEW`, and `ids` what each feature of before is now.
    """

    bags: Bags
    rarity: Rarity
    vectors: Vectors
    meant: Floats
    origin: Ints
    ids: Ints

    @classmethod
    def of(
        cls, messages: Messages, numbers: Ints, table: Meanings, before: Trained | None
    ) -> _Read:
        if before is None or before.table is not table:
            shared = Shared.of(messages)
            bags = features(shared)
            rarity = Rarity.count(bags, numbers)
            vectors = rarity.vectors(bags)
            vectors = Vectors(vectors.starts, vectors.ids, on_grid(vectors.values))
            origin, ids = np.full(len(messages), NEW), np.zeros(0, np.int64)
            return cls(bags, rarity, vectors, meanings(shared, table), origin, ids)
        work = Patchwork.of(messages, before.messages)
        shared = Shared.of([messages[number] for number in work.new.tolist()])
        new = features(shared)
        bags, ids = work.bags(before.bags, new)
        rarity = Rarity.count(bags, numbers)
        meant = work.rows(before.meant, meanings(shared, table))
        changed = _reweighed(bags, rarity, ids, before.idf, work)
        values = work.lines(
            (before.vectors.starts, before.vectors.values),
            (new.starts, np.zeros(len(new.features), np.float32)),
        )
        again = rarity.vectors(bags.some(changed)).values
        values[ranges(bags.starts[changed], np.diff(bags.starts)[changed])] = on_grid(again)
        origin = work.origin.copy()
        origin[changed] = NEW
        return cls(bags, rarity, Vectors(bags.starts, bags.features, values), meant, origin, ids)


def _reweighed(bags: Bags, rarity: Rarity, ids: Ints, idf: Doubles, work: Patchwork) -> Ints:
    """Return the messages that are new, or hold a feature that tells more or less than before."""
    other = np.ones(len(bags.keys), bool)
    still = ids >= 0
    other[ids[still]] = rarity.idf[ids[still]] != idf[still]
    changed = work.origin == NEW
    lines = np.flatnonzero(other[bags.features])
    changed[bags.starts.searchsorted(lines, "right") - 1] = True
    return np.flatnonzero(changed)


def _earlier(labels: Sequence[str], read: _Read, before: Trained) -> Earlier:
    known = {label: number for number, label in enumerate(before.labels)}
    numbers = [known.get(label, NEW) for label in labels]
    return Earlier(before.rows, before.first, numbers, read.origin, read.ids)


def _compared(
    trained: tuple[StandIns, Floats, Floats], earlier: Earlier | None, before: Trained | None
) -> Compared | None:
    """Return what is known of the rows that are the same as before."""
    if earlier is None or before is None:
        return None
    rows, scales, beside = trained
    origin = np.full(len(rows.labels), NEW)
    for label, old in enumerate(earlier.labels):
        begin, end = rows.starts[label : label + 2].tolist()
        if old != NEW and end - begin == before.rows.starts[old + 1] - before.rows.starts[old]:
            origin[begin:end] = np.arange(end - begin) + before.rows.starts[old]
    old = np.maximum(origin, 0)
    sizes, others = np.diff(rows.vectors.starts), np.diff(before.rows.vectors.starts)[old]
    alike = (origin != NEW) & (sizes == others) & (scales == before.scales[old])
    alike &= (beside == before.beside[old]).all(1)
    some = np.flatnonzero(alike)
    held = ranges(rows.vectors.starts[some], sizes[some])
    earlier_held = ranges(before.rows.vectors.starts[old[some]], sizes[some])
    same = rows.vectors.values[held] == before.rows.vectors.values[earlier_held]
    same &= rows.vectors.ids[held] == earlier.ids[before.rows.vectors.ids[earlier_held]]
    alike[np.repeat(some, sizes[some])[~same]] = False
    return Compared(before.similar, np.where(alike, origin, NEW))
