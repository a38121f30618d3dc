"""Similarity between messages: 1 for equal ones, less for every word that is not shared."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.postings import Postings
from bot.matching.vectors import Vector, concatenate
from tests.matching.plain_bags import bags, dense, labels, single, vectors


def many_texts() -> list[str]:
    """Return texts in which some words are frequent and others rare."""
    return [f"every {'even' if n % 2 == 0 else 'odd'} n{n} t{n // 7}" for n in range(200)]


def test_equal_messages_have_similarity_one() -> None:
    rarity, read = vectors("pay keeper", "pay chief")
    held = Postings.of(read, len(rarity.keys))
    same, partly = held.similarities(single(read))
    assert same == pytest.approx(1, abs=1e-5)
    assert 0 < partly < 1


def test_messages_without_a_shared_word_have_similarity_zero() -> None:
    rarity, read = vectors("pay keeper", "storm tower")
    held = Postings.of(read.part(0, 1), len(rarity.keys))
    assert held.similarities(single(read, 1)).tolist() == [0]


def test_unknown_words_make_a_message_less_similar() -> None:
    rarity, read = vectors("pay keeper")
    held = Postings.of(read, len(rarity.keys))
    found = [
        float(held.similarities(single(rarity.vectors(bags(text))))[0])
        for text in ("pay keeper", "pay keeper please", "pay keeper please now", "pay")
    ]
    assert found[0] > found[1] > found[2] > 0
    assert 0 < found[3] < found[0]


def test_a_message_of_unknown_words_is_like_nothing() -> None:
    rarity, read = vectors("pay keeper", "storm")
    held = Postings.of(read, len(rarity.keys))
    assert held.similarities(single(rarity.vectors(bags("xyzzy")))).tolist() == [0, 0]


def test_similarities_are_those_of_the_plain_product() -> None:
    rarity, rows = vectors(*many_texts())
    held = Postings.of(rows, len(rarity.keys))
    expected = dense(rows, len(rarity.keys))
    assert held.similarities(single(rows, 3)) == pytest.approx(expected @ expected[3], abs=1e-5)


def test_each_feature_names_the_rows_that_hold_it() -> None:
    rarity, rows = vectors("pay keeper", "storm", "pay")
    held, expected = Postings.of(rows, len(rarity.keys)), dense(rows, len(rarity.keys))
    for feature in range(len(rarity.keys)):
        found = slice(held.starts[feature], held.starts[feature + 1])
        assert held.rows[found].tolist() == np.flatnonzero(expected[:, feature]).tolist()
        assert (held.values[found] == expected[held.rows[found], feature]).all()


def test_a_row_holds_its_own_features_and_no_others() -> None:
    rarity, rows = vectors("pay keeper", "storm", "pay")
    held, expected = Postings.of(rows, len(rarity.keys)), dense(rows, len(rarity.keys)) > 0
    features = np.arange(len(rarity.keys))
    for row in range(3):
        assert (held.holds(row, features) == expected[row]).all()
    assert held.holds(0, labels(-1)).tolist() == [False]


def test_nothing_to_learn_from_is_no_trouble() -> None:
    held = Postings.of(concatenate([]), 0)
    assert held.similarities(Vector(labels(), np.zeros(0, np.float32))).size == 0
