"""Similarity between messages: 1 for equal ones, less for every word that is not shared."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.features import Bags
from bot.matching.postings import Floats, Postings, Rarity, Vector


def bags(*words: str) -> Bags:
    """Return the same words in every view, named after it as real features are."""
    return tuple({view + word: 1.0 for word in words} for view in "abcd")


def vectors(*texts: str) -> tuple[Rarity, list[Vector]]:
    """Return how rare each word is and the vectors of some texts, a label each."""
    read = [bags(*text.split()) for text in texts]
    rarity = Rarity.count(read, list(range(len(read))))
    return rarity, [rarity.vector(each) for each in read]


def dense(many: list[Vector], size: int) -> Floats:
    """Return the vectors as rows of a matrix, the slow and plain way."""
    matrix = np.zeros((len(many), size), np.float32)
    for row, vector in enumerate(many):
        matrix[row, vector.ids] = vector.values
    return matrix


def many_texts() -> list[str]:
    """Return texts in which some words are frequent and others rare."""
    return [f"every {'even' if n % 2 == 0 else 'odd'} number{n} t{n // 7}" for n in range(200)]


def test_equal_messages_have_similarity_one() -> None:
    rarity, (one, other) = vectors("pay keeper", "pay director")
    held = Postings.of([one, other], len(rarity.ids))
    same, partly = held.similarities(one)
    assert same == pytest.approx(1, abs=1e-5)
    assert 0 < partly < 1


def test_messages_without_a_shared_word_have_similarity_zero() -> None:
    rarity, (one, other) = vectors("pay keeper", "storm tower")
    assert Postings.of([one], len(rarity.ids)).similarities(other).tolist() == [0]


def test_unknown_words_make_a_message_less_similar() -> None:
    rarity, (one,) = vectors("pay keeper")
    held = Postings.of([one], len(rarity.ids))
    found = [
        float(held.similarities(rarity.vector(bags(*text.split())))[0])
        for text in ("pay keeper", "pay keeper please", "pay keeper please now", "pay")
    ]
    assert found[0] > found[1] > found[2] > 0
    assert 0 < found[3] < found[0]


def test_a_message_of_unknown_words_is_empty() -> None:
    rarity, _ = vectors("pay keeper")
    vector = rarity.vector(bags("xyzzy"))
    assert len(vector.ids) == 0
    assert set(vector.known) == {0.0}


def test_rare_words_tell_more_than_frequent_ones() -> None:
    rarity, _ = vectors("pay keeper", "pay director", "pay tower")
    assert rarity.idf[rarity.ids["akeeper"]] > rarity.idf[rarity.ids["apay"]]
    assert rarity.rarest > max(rarity.idf)


def test_how_rare_a_word_is_counts_entries_not_phrases() -> None:
    phrases = [bags("pay", "storm"), bags("pay", "keeper"), bags("pay", "tower"), bags("storm")]
    rarity = Rarity.count(phrases, [0, 0, 0, 1])
    idf = {word: rarity.idf[number] for word, number in rarity.ids.items()}
    assert idf["apay"] == idf["akeeper"] > idf["astorm"]


def test_all_similarities_at_once_are_those_one_by_one() -> None:
    rarity, rows = vectors(*many_texts())
    held = Postings.of(rows, len(rarity.ids))
    expected = dense(rows, len(rarity.ids))
    assert held.gram() == pytest.approx(expected @ expected.T, abs=1e-5)
    assert held.similarities(rows[3]) == pytest.approx(expected @ expected[3], abs=1e-5)
    assert (held.gram() == held.gram().T).all()


def test_nothing_to_learn_from_is_no_trouble() -> None:
    held = Postings.of([], 0)
    assert held.gram().shape == (0, 0)
    assert held.similarities(Vector(np.zeros(0, np.int64), np.zeros(0, np.float32), ())).size == 0
