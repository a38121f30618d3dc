"""Alike phrases share a row where an entry has more phrases than rows."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.merge import BUDGET, merge, rows_per_label
from bot.matching.postings import Vector


def vector(*ids: int) -> Vector:
    """Return the vector of length 1 of some features."""
    values = np.full(len(ids), len(ids) ** -0.5, np.float32)
    return Vector(np.array(ids, np.int64), values, ())


FAMILIES = [vector(0, 1, 2), vector(0, 1, 3), vector(0, 1), vector(7, 8), vector(7, 8, 9)]


@pytest.mark.parametrize("sizes", [[3, 12, 7], [], [0], [1], [300]])
def test_a_small_knowledge_keeps_a_row_for_each_phrase(sizes: list[int]) -> None:
    assert rows_per_label(sizes) == sizes


@pytest.mark.parametrize("sizes", [[90] * 400, [100] * 1500, [90_000], [500, 10] * 300])
def test_a_large_knowledge_stays_within_the_budget(sizes: list[int]) -> None:
    rows = rows_per_label(sizes)
    assert sum(rows) ** 2 * len(sizes) <= BUDGET * 1.01
    assert sum(rows) < sum(sizes)
    assert all(1 <= few <= size for few, size in zip(rows, sizes, strict=True))


def test_entries_with_more_phrases_get_more_rows_and_none_is_left_without() -> None:
    few, many = rows_per_label([10, 500] * 300)[:2]
    assert 1 <= few < many
    assert few / 10 > many / 500


@pytest.mark.parametrize("rows", [1, 2, 3, 4])
def test_merged_rows_stand_for_all_phrases(rows: int) -> None:
    merged = merge(FAMILIES, rows)
    assert 1 <= len(merged) <= rows
    assert sum(count for _, count in merged) == len(FAMILIES)
    for row, _ in merged:
        assert np.linalg.norm(row.values) == pytest.approx(1, abs=1e-5)


def test_few_enough_phrases_stay_as_they_are() -> None:
    merged = merge(FAMILIES, len(FAMILIES))
    assert [row for row, _ in merged] == FAMILIES
    assert {count for _, count in merged} == {1}


def test_alike_phrases_are_merged_and_unlike_ones_are_not() -> None:
    rows = [(set(row.ids.tolist()), count) for row, count in merge(FAMILIES, 2)]
    assert sorted(rows, key=lambda row: row[1]) == [({7, 8, 9}, 2), ({0, 1, 2, 3}, 3)]


def test_equal_phrases_need_one_row_only() -> None:
    merged = merge([vector(4, 5)] * 3, 2)
    assert [(row.ids.tolist(), count) for row, count in merged] == [([4, 5], 3)]


def test_merging_twice_gives_the_same_rows() -> None:
    one, other = merge(FAMILIES, 2), merge(FAMILIES, 2)
    assert [row.values.tobytes() for row, _ in one] == [row.values.tobytes() for row, _ in other]
