"""The measures, on cases small enough to be worked out by hand."""

from __future__ import annotations

import pytest

from bench.matching.metrics import accuracy, auroc, found_outside, mean, quantile


def test_accuracy_is_the_share_of_right_answers() -> None:
    assert accuracy([True, True, False, True]) == 0.75
    assert accuracy([]) is None


def test_auroc_counts_pairs_and_equal_ones_half() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1
    assert auroc([0.1], [0.9]) == 0
    assert auroc([0.5, 0.5], [0.5]) == 0.5
    assert auroc([0.9, 0.3], [0.5, 0.1]) == 0.75
    assert auroc([], [0.1]) is None
    assert auroc([0.1], []) is None


def test_one_point_may_be_lost_for_what_is_out_of_scope() -> None:
    inside = [number / 200 for number in range(1, 201)]
    right = [True] * 200
    outside = [0.001, 0.012, 0.0149, 0.016, 0.9]
    assert found_outside(inside, right, outside) == 0.6  # two of 200 are lost, up to 0.015


def test_wrong_answers_cost_nothing_when_they_are_refused() -> None:
    inside, right = [0.1, 0.2, 0.3, 0.9], [False, False, False, True]
    assert found_outside(inside, right, [0.5, 0.95]) == 0.5


def test_rejection_needs_both_kinds_of_messages() -> None:
    assert found_outside([0.5], [True], []) is None
    assert found_outside([], [], [0.5]) is None
    assert found_outside([0.5], [False], [0.9]) == 1


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.75, 3), (0.99, 4), (0.01, 1)])
def test_a_quantile_is_one_of_the_values(share: float, value: float) -> None:
    assert quantile([4, 1, 3, 2], share) == value


def test_a_mean_leaves_out_what_is_not_known() -> None:
    assert mean([0.5, None, 1.0]) == 0.75
    assert mean([None]) is None
