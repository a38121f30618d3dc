"""Label by label, the phrase most like a message is found with its similarity."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.label_postings import LabelPostings
from bot.matching.vectors import Vector, concatenate
from tests.matching.plain_bags import dense, labels, single, vectors


def test_the_nearest_phrase_of_a_label_is_found_with_its_similarity() -> None:
    _, read = vectors("pay keeper", "pay", "storm", "storm tower")
    kept = LabelPostings.of(read, labels(0, 2, 4))
    assert kept.nearest(0, single(read, 1)) == (1, pytest.approx(1, abs=1e-2))
    assert kept.nearest(1, single(read, 1)) == (0, 0)
    assert kept.nearness([1, 0], single(read, 1)) == [0, pytest.approx(1, abs=1e-2)]


def test_many_labels_at_once_are_those_one_by_one_and_the_plain_way() -> None:
    texts = [f"every {'even' if n % 2 else 'odd'} n{n % 5} t{n // 7}" for n in range(60)]
    rarity, read = vectors(*texts)
    first = labels(0, 1, 9, 30, 60)
    kept, plain = LabelPostings.of(read, first), dense(read, len(rarity.keys))
    for number in range(0, 60, 7):
        message = single(read, number)
        similar = plain @ plain[number]
        for label, near in enumerate(kept.nearness([0, 1, 2, 3], message)):
            own = similar[first[label] : first[label + 1]]
            best, alone = kept.nearest(label, message)
            assert near == alone == pytest.approx(own.max(), abs=1e-3)
            assert own[best] == pytest.approx(own.max(), abs=1e-3)


def test_a_message_of_unknown_words_is_like_no_phrase() -> None:
    _, read = vectors("pay keeper", "storm")
    kept = LabelPostings.of(read, labels(0, 1, 2))
    nothing = Vector(labels(), np.zeros(0, np.float32))
    assert kept.nearness([1, 0], nothing) == [0, 0]
    assert kept.nearest(1, nothing) == (0, 0)


def test_a_label_without_phrases_is_like_no_message() -> None:
    _, read = vectors("pay keeper", "pay")
    kept = LabelPostings.of(read, labels(0, 0, 1, 1, 2, 2))
    found = kept.nearness([0, 1, 2, 3, 4], single(read, 1))
    assert found == [0, pytest.approx(found[1]), 0, pytest.approx(1, abs=1e-2), 0]
    assert 0 < found[1] < found[3]
    assert [kept.nearest(label, single(read, 1)) for label in (0, 2, 4)] == [(0, 0)] * 3
    assert kept.nearness([2, 4], single(read, 1)) == [0, 0]
    assert kept.nearness([], single(read, 1)) == []


def test_without_labels_nothing_is_kept() -> None:
    kept = LabelPostings.of(concatenate([]), labels(0))
    assert len(kept.features) == len(kept.values) == 0


def test_turned_back_the_phrases_are_the_vectors_they_were() -> None:
    _, read = vectors("pay keeper", "pay", "storm", "storm tower pay")
    back = LabelPostings.of(read, labels(0, 2, 4)).vectors()
    assert back.starts.tolist() == read.starts.tolist()
    assert back.ids.tolist() == read.ids.tolist()
    assert back.values == pytest.approx(read.values, abs=1e-3)
