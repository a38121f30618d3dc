"""On the grid, the order in which products are added up changes nothing."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.grid import LINES, on_grid
from tests.matching.plain_bags import vectors


def test_a_value_moves_by_half_a_line_at_the_most() -> None:
    values = np.linspace(-1, 1, 999, dtype=np.float32)
    assert np.abs(on_grid(values) - values).max() <= 0.5 / LINES
    assert on_grid(values)[[0, -1]].tolist() == [-1, 1]


def test_what_is_on_the_grid_stays() -> None:
    once = on_grid(np.linspace(0, 1, 999, dtype=np.float32))
    assert on_grid(once).tobytes() == once.tobytes()


def test_nothing_is_on_the_grid() -> None:
    assert on_grid(np.zeros(0, np.float32)).size == 0


@pytest.mark.parametrize("seed", range(5))
def test_products_add_up_to_the_same_in_any_order(seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = chance.random((2, 3000)).astype(np.float32)
    one, other = on_grid(rows / np.linalg.norm(rows, axis=1, keepdims=True))
    exact = float((one.astype(np.float64) * other).sum())
    for _ in range(5):
        order = chance.permutation(len(one))
        total = np.float32(0)
        for product in (one * other)[order]:
            total += product
        assert float(total) == exact == float(one[order] @ other[order])


def test_phrases_are_as_alike_on_the_grid_as_off_it() -> None:
    _, read = vectors("pay keeper storm", "pay keeper", "storm tower", "tower pay")
    assert on_grid(read.values) == pytest.approx(read.values, abs=1e-3)
