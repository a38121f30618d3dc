"""Shares in two steps, groups and then their labels: they sum to one and leave no label out."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
import pytest

from bot.matching.nested import Nested, learn_nested
from bot.matching.softmax import learn
from bot.matching.vectors import Floats, Ints

GROUPINGS: list[list[Hashable]] = [
    ["a", "a", "a", "b", "b", "b"],
    ["a", "b", "a", "b", "c", "a"],  # the labels of a group need not stand together
    ["c", "b", "b", "b", "b", "b"],
    [None] * 6,
    list(range(6)),
]


def toy(group_of: list[Hashable], each: int) -> tuple[Floats, Ints]:
    """Return the similarities of rows that are most alike within a label, and somewhat within a
    group.
    """
    labels = np.repeat(np.arange(len(group_of)), each)
    groups = np.array([group_of.index(group_of[label]) for label in labels])
    similar = np.where(groups[:, None] == groups[None, :], 0.3, 0.1).astype(np.float32)
    similar[labels[:, None] == labels[None, :]] = 0.6
    np.fill_diagonal(similar, 1)
    return similar, labels


def learnt(similar: Floats, labels: Ints, group_of: list[Hashable]) -> Nested:
    return learn_nested(similar, labels, np.ones(len(labels), np.float32), group_of)


@pytest.mark.parametrize("group_of", GROUPINGS, ids=str)
def test_shares_sum_to_one_for_whatever_message(group_of: list[Hashable]) -> None:
    nested = learnt(*toy(group_of, 3), group_of)
    for message in (np.zeros(18), np.ones(18), np.linspace(0, 1, 18), np.full(18, 1e4)):
        shares, _ = nested.probabilities(message.astype(np.float32))
        assert len(shares) == len(group_of)
        assert shares.sum() == pytest.approx(1, abs=1e-5)
        assert (shares >= 0).all()


@pytest.mark.parametrize("each", [1, 4])
@pytest.mark.parametrize("group_of", GROUPINGS, ids=str)
def test_every_label_is_reached_by_its_own_rows(group_of: list[Hashable], each: int) -> None:
    similar, labels = toy(group_of, each)
    nested = learnt(similar, labels, group_of)
    found = np.array([nested.probabilities(row)[0] for row in similar])
    assert (found.argmax(1) == labels).all()


@pytest.mark.parametrize("group_of", [[None] * 6, ["a"] * 6, list(range(6))], ids=str)
def test_one_group_or_one_for_each_label_is_as_good_as_no_groups(
    group_of: list[Hashable],
) -> None:
    similar, labels = toy(["a", "a", "b", "b", "c", "c"], 3)
    flat = learn(similar, labels, np.ones(len(labels), np.float32))
    nested = learnt(similar, labels, group_of)
    for row in (*similar, np.zeros(18, np.float32), np.linspace(0, 1, 18, dtype=np.float32)):
        assert nested.probabilities(row)[0] == pytest.approx(flat.probabilities(row), abs=1e-6)


def test_a_message_like_a_whole_group_is_shared_out_inside_it() -> None:
    group_of: list[Hashable] = ["a", "b", "a", "b", "b", "b"]
    nested = learnt(*toy(group_of, 3), group_of)
    message = np.where(np.isin(np.repeat(np.arange(6), 3), [0, 2]), 0.5, 0.1).astype(np.float32)
    shares, _ = nested.probabilities(message)
    assert shares[[0, 2]].sum() > 0.5
    assert shares[0] == pytest.approx(shares[2], abs=0.01)


def test_each_group_knows_the_rows_of_its_own_labels_only() -> None:
    group_of: list[Hashable] = ["a", "b", "a"]
    similar, labels = toy(group_of, 2)
    one, other = learnt(similar, labels, group_of).groups
    assert (one.labels.tolist(), one.rows.tolist()) == ([0, 2], [0, 1, 4, 5])
    assert (other.labels.tolist(), other.rows.tolist()) == ([1], [2, 3])


def test_a_row_that_stands_for_many_counts_for_many() -> None:
    group_of: list[Hashable] = ["a", "a", "b"]
    similar, labels = toy(group_of, 1)
    heavy = learn_nested(similar, labels, np.array([9, 1, 1], np.float32), group_of)
    even = learn_nested(similar, labels, np.ones(3, np.float32), group_of)
    between = np.full(3, 0.3, np.float32)
    assert heavy.probabilities(between)[0][0] > even.probabilities(between)[0][0]


def test_one_label_takes_all() -> None:
    shares, _ = learnt(*toy(["a"], 3), ["a"]).probabilities(np.zeros(3, np.float32))
    assert shares.tolist() == [1]


@pytest.mark.parametrize("group_of", GROUPINGS, ids=str)
def test_equal_input_gives_equal_weights_to_the_byte(group_of: list[Hashable]) -> None:
    one, other = (learnt(*toy(group_of, 3), group_of) for _ in range(2))
    assert one.top.rows.tobytes() == other.top.rows.tobytes()
    for here, there in zip(one.groups, other.groups, strict=True):
        assert here.weights.rows.tobytes() == there.weights.rows.tobytes()
        assert here.weights.offsets.tobytes() == there.weights.offsets.tobytes()


def test_learning_changes_none_of_what_it_was_given() -> None:
    similar, labels = toy(GROUPINGS[1], 2)
    before = similar.copy(), labels.copy()
    learnt(similar, labels, GROUPINGS[1])
    assert (similar == before[0]).all()
    assert (labels == before[1]).all()


def test_no_labels_are_no_groups() -> None:
    nested = learnt(np.zeros((0, 0), np.float32), np.zeros(0, np.int64), [])
    assert nested.groups == ()
