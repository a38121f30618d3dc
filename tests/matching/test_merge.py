"""Alike phrases share a row where an entry has more phrases than rows."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching import merge
from bot.matching.merge import BUDGET, rows_per_label, stand_ins
from bot.matching.stand_ins import StandIns
from bot.matching.vectors import Vectors
from tests.matching.plain_bags import lengths


def vectors(*rows: tuple[int, ...]) -> Vectors:
    """Return vectors of length 1, each of some features."""
    sizes = [len(ids) for ids in rows]
    return Vectors(
        np.cumsum([0, *sizes]),
        np.array([number for ids in rows for number in ids], np.int32),
        np.array([size**-0.5 for size in sizes for _ in range(size)], np.float32),
    )


FAMILIES = vectors((0, 1, 2), (0, 1, 3), (0, 1), (7, 8), (7, 8, 9))


def merged(phrases: Vectors, rows: int, monkeypatch: pytest.MonkeyPatch) -> StandIns:
    """Return the stand-ins of one label's phrases where there is room for so many rows."""
    monkeypatch.setattr(merge, "BUDGET", float(rows**2))
    return stand_ins(phrases, np.array([0, len(phrases)]))


def held(rows: Vectors) -> list[set[int]]:
    """Return the features of each row."""
    return [
        set(rows.ids[begin:end].tolist())
        for begin, end in zip(rows.starts[:-1], rows.starts[1:], strict=True)
    ]


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
def test_merged_rows_stand_for_all_phrases(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found = merged(FAMILIES, rows, monkeypatch)
    assert 1 <= len(found.vectors) <= rows
    assert len(found.labels) == len(found.counts) == len(found.vectors)
    assert found.counts.sum() == len(FAMILIES)
    assert set().union(*held(found.vectors)) == set().union(*held(FAMILIES))
    assert lengths(found.vectors) == pytest.approx([1] * len(found.vectors), abs=1e-3)


def test_few_enough_phrases_stay_as_they_are() -> None:
    found = stand_ins(FAMILIES, np.array([0, len(FAMILIES)]))
    assert held(found.vectors) == held(FAMILIES)
    assert (found.vectors.values == FAMILIES.values).all()
    assert set(found.counts.tolist()) == {1}


def test_alike_phrases_are_merged_and_unlike_ones_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = merged(FAMILIES, 2, monkeypatch)
    rows = zip(found.counts.tolist(), held(found.vectors), strict=True)
    assert sorted(rows, key=lambda row: row[0]) == [(2, {7, 8, 9}), (3, {0, 1, 2, 3})]


def test_equal_phrases_need_one_row_only(monkeypatch: pytest.MonkeyPatch) -> None:
    found = merged(vectors((4, 5), (4, 5), (4, 5)), 2, monkeypatch)
    assert held(found.vectors) == [{4, 5}]
    assert found.counts.tolist() == [3]


def test_phrases_of_different_entries_never_share_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "BUDGET", 2.0 * 3**2)
    found = stand_ins(vectors((4, 5), (4, 5), (4, 5), (4, 5)), np.array([0, 2, 4]))
    assert held(found.vectors) == [{4, 5}, {4, 5}]
    assert found.labels.tolist() == [0, 1]
    assert found.counts.tolist() == [2, 2]


def test_every_row_has_the_label_of_its_phrases() -> None:
    found = stand_ins(FAMILIES, np.array([0, 3, 5]))
    assert found.labels.tolist() == [0, 0, 0, 1, 1]
    assert held(found.vectors) == held(FAMILIES)


def test_no_phrases_need_no_rows() -> None:
    found = stand_ins(vectors(), np.array([0]))
    assert (len(found.vectors), len(found.labels), len(found.counts)) == (0, 0, 0)


def test_merging_twice_gives_the_same_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (merged(FAMILIES, 2, monkeypatch).vectors for _ in range(2))
    assert one.values.tobytes() == other.values.tobytes()
    assert one.ids.tobytes() == other.ids.tobytes()


def test_what_phrases_have_is_added_up_for_their_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    found = merged(FAMILIES, 2, monkeypatch)
    each = np.array([[1, 0], [1, 0], [0, 0], [0, 2], [0, 0]], np.float32)
    assert found.members[:3].tolist() == [found.members[0]] * 3
    together = found.together(each)
    assert together[found.members[0]].tolist() == [1, 0]
    assert together[found.members[3]].tolist() == [0, 1]
    assert not found.together(np.zeros((5, 2), np.float32)).any()
