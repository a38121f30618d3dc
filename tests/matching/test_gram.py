"""The similarities of all rows to each other are those of the plain product."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching import gram as gram_of
from bot.matching.gram import gram
from bot.matching.postings import Postings
from bot.matching.vectors import Floats, Vectors, concatenate
from tests.matching.plain_bags import dense, vectors


def many_texts() -> list[str]:
    """Return texts in which some words are frequent and others rare."""
    return [f"every {'even' if n % 2 == 0 else 'odd'} n{n} t{n // 7}" for n in range(200)]


def plain(rows: Vectors, features: int, scales: Floats, beside: Floats) -> Floats:
    """Return what `gram` returns, the slow and plain way."""
    scaled = dense(rows, features) * scales[:, None]
    product: Floats = scaled @ scaled.T + beside @ beside.T
    return product


@pytest.mark.parametrize("at_once", [10, 100_000])
def test_rows_are_as_alike_as_their_plain_product(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gram_of, "_PAIRS_AT_ONCE", at_once)
    monkeypatch.setattr(gram_of, "_LINES_AT_ONCE", at_once)
    rarity, rows = vectors(*many_texts())
    scales = np.linspace(0.5, 1, len(rows), dtype=np.float32)
    beside = np.linspace(0, 0.1, 3 * len(rows), dtype=np.float32).reshape(-1, 3)
    found = gram(Postings.of(rows, len(rarity.keys)), scales, beside)
    expected = plain(rows, len(rarity.keys), scales, beside)
    assert found == pytest.approx(expected, abs=1e-5)
    assert (found == found.T).all()


def test_a_single_row_is_like_itself() -> None:
    rarity, rows = vectors("pay keeper")
    found = gram(Postings.of(rows, len(rarity.keys)), np.ones(1, np.float32), nothing(1))
    assert found == pytest.approx(np.ones((1, 1)))


def test_no_rows_are_like_nothing() -> None:
    found = gram(Postings.of(concatenate([]), 0), np.ones(0, np.float32), nothing(0))
    assert found.shape == (0, 0)


def nothing(rows: int) -> Floats:
    """Return no numbers for each row."""
    return np.zeros((rows, 0), np.float32)
