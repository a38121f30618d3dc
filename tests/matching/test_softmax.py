"""Learning from similarities: probabilities that sum to one and tell a toy set apart."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.postings import Floats
from bot.matching.softmax import Weights, learn


def toy(labels: int, each: int) -> tuple[Floats, np.ndarray]:
    """Return the similarities of rows that are alike within a label and unlike across labels."""
    numbers = np.repeat(np.arange(labels), each)
    similar = np.where(numbers[:, None] == numbers[None, :], 0.6, 0.1).astype(np.float32)
    np.fill_diagonal(similar, 1)
    return similar, numbers


def learnt(similar: Floats, labels: np.ndarray) -> Weights:
    return learn(similar, labels, np.ones(len(labels), np.float32))


@pytest.mark.parametrize(("labels", "each"), [(2, 3), (5, 4), (20, 12), (3, 1)])
def test_every_row_of_a_toy_set_is_told_apart(labels: int, each: int) -> None:
    similar, numbers = toy(labels, each)
    weights = learnt(similar, numbers)
    found = np.array([weights.probabilities(row) for row in similar])
    assert (found.argmax(1) == numbers).all()
    assert found.sum(1) == pytest.approx(np.ones(len(numbers)), abs=1e-5)
    assert (found[np.arange(len(numbers)), numbers] > 1.5 / labels).all()


def test_probabilities_sum_to_one_for_whatever_message() -> None:
    weights = learnt(*toy(6, 3))
    for message in (np.zeros(18), np.ones(18), np.linspace(0, 1, 18), np.full(18, 1e4)):
        shares = weights.probabilities(message.astype(np.float32))
        assert shares.sum() == pytest.approx(1, abs=1e-5)
        assert (shares >= 0).all()


def test_a_message_like_nothing_known_is_shared_out_among_equals() -> None:
    shares = learnt(*toy(4, 5)).probabilities(np.zeros(20, np.float32))
    assert shares == pytest.approx(np.full(4, 0.25), abs=0.02)


def test_one_label_takes_all() -> None:
    assert learnt(*toy(1, 3)).probabilities(np.zeros(3, np.float32)).tolist() == [1]


def test_a_row_that_stands_for_many_counts_for_many() -> None:
    similar, numbers = toy(2, 1)
    heavy = learn(similar, numbers, np.array([9, 1], np.float32))
    even = learn(similar, numbers, np.array([1, 1], np.float32))
    between = np.full(2, 0.3, np.float32)
    assert heavy.probabilities(between)[0] > even.probabilities(between)[0]


def test_equal_input_gives_equal_weights_to_the_byte() -> None:
    one, other = learnt(*toy(7, 5)), learnt(*toy(7, 5))
    assert one.rows.tobytes() == other.rows.tobytes()
    assert one.offsets.tobytes() == other.offsets.tobytes()


def test_learning_ends_and_changes_none_of_what_it_was_given() -> None:
    similar, numbers = toy(3, 4)
    before = similar.copy()
    assert np.isfinite(learnt(similar, numbers).rows).all()
    assert (similar == before).all()


def test_what_was_told_apart_gives_the_scores_of_the_whole() -> None:
    similar, labels = toy(3, 2)
    meanings = np.eye(len(labels), 4, dtype=np.float32)
    scales = np.linspace(0.5, 1, len(labels), dtype=np.float32)
    weights = learnt(similar, labels)
    message, meaning = similar[1], np.array([0.5, 0.2, 0, 0.1], np.float32)
    whole = weights.scores(message * scales + meanings @ meaning)
    apart = weights.apart(scales, meanings)
    assert apart.scores(message, meaning) == pytest.approx(whole, abs=1e-5)
    assert apart.scores(message) == pytest.approx(weights.scores(message * scales), abs=1e-5)
