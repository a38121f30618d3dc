"""Vectors of messages: as long as the message is known, rare words telling more."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from bot.matching.bag import Bag, bag
from bot.matching.features import features
from bot.matching.index import Index
from bot.matching.shared_items import Shared
from bot.matching.vectors import Rarity, Vectors, concatenate
from bot.matching.views import VIEWS
from tests.matching.plain_bags import bags, dense, key, labels, lengths, single, vectors
from tests.matching.reading import items_of

TOTAL = sum(weight for _, weight in VIEWS)


def idf(rarity: Rarity, word: str) -> float:
    """Return how much a word tells."""
    return float(rarity.idf[rarity.find(labels(key(word)))[0]])


def same(one: Vectors, other: Vectors) -> bool:
    """Tell whether two lots of vectors are equal."""
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("starts", "ids", "values")
    )


def test_a_message_of_known_words_has_length_one() -> None:
    _, read = vectors("pay keeper", "pay pay pay", "storm", "pay storm tower keeper")
    assert lengths(read) == pytest.approx([1] * 4, abs=1e-5)


def test_each_view_has_its_share_of_the_length() -> None:
    rarity, read = vectors("pay keeper", "storm")
    views = rarity.keys[read.ids] >> 58
    for view, (_, weight) in enumerate(VIEWS):
        held = read.values[: read.starts[1]][views[: read.starts[1]] == view]
        assert float((held**2).sum()) == pytest.approx(weight / TOTAL, abs=1e-5)


def test_unknown_words_make_a_vector_shorter_but_never_empty_it() -> None:
    rarity, _ = vectors("pay keeper")
    found = lengths(rarity.vectors(bags("pay", "pay xyz", "pay xyz zyx", "pay x y z u v w")))
    assert found[0] == pytest.approx(1, abs=1e-5)
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found)
    assert found[-1] > 0.3


def test_a_message_of_unknown_words_is_empty() -> None:
    rarity, _ = vectors("pay keeper")
    read = rarity.vectors(bags("xyzzy"))
    assert len(read) == 1
    assert len(read.ids) == 0


def test_rare_words_tell_more_than_frequent_ones() -> None:
    rarity, _ = vectors("pay keeper", "pay chief", "pay tower")
    assert idf(rarity, "keeper") > idf(rarity, "pay")
    assert rarity.rarest > max(rarity.idf)


def test_how_rare_a_word_is_counts_entries_not_phrases() -> None:
    phrases = bags("pay storm", "pay keeper", "pay tower", "storm")
    rarity = Rarity.count(phrases, labels(0, 0, 0, 1))
    assert idf(rarity, "pay") == idf(rarity, "keeper") > idf(rarity, "storm")


def test_more_phrases_that_say_the_same_make_no_word_better_known() -> None:
    few = Rarity.count(bags("pay", "storm"), labels(0, 1))
    many = Rarity.count(bags(*["pay"] * 9, "storm"), labels(*[0] * 9, 1))
    assert many.idf.tolist() == few.idf.tolist()


def test_a_word_said_again_tells_more_but_not_twice_as_much() -> None:
    rarity, read = vectors("pay storm", "pay pay storm")
    (number,) = rarity.find(labels(key("pay")))
    once, twice = dense(read, len(rarity.keys))[:, number]
    assert once < twice < 2 * once


def test_features_are_found_by_their_keys() -> None:
    rarity, _ = vectors("pay keeper storm")
    found = rarity.find(labels(key("storm"), key("xyzzy"), key("pay"), 0, (1 << 62)))
    assert rarity.keys[found[[0, 2]]].tolist() == [key("storm"), key("pay")]
    assert found[[1, 3, 4]].tolist() == [-1, -1, -1]


def test_many_messages_at_once_have_the_vectors_of_each_alone(small: Index) -> None:
    texts = ("was verdient ein keeper", "", "xyzzy", "gehlat bäcker", "und?", "sturm sturm")
    rarity, read = small.model.rarity, [items_of(text, small) for text in texts]
    together = rarity.vectors(features(Shared.of(read)))
    assert len(together) == len(texts)
    size = len(rarity.keys)
    alone = [dense(rarity.vectors(features(Shared.of([items]))), size)[0] for items in read]
    assert dense(together, size) == pytest.approx(np.array(alone), abs=1e-6)
    assert all(
        (np.diff(together.ids[begin:end]) > 0).all()
        for begin, end in zip(together.starts[:-1], together.starts[1:], strict=True)
    )


def test_one_message_has_the_vector_it_has_among_many(small: Index) -> None:
    texts = ("was verdient ein keeper", "", "xyzzy", "gehlat bäcker", "und?", "sturm sturm", "x")
    rarity, read = small.model.rarity, [items_of(text, small) for text in texts]
    together = rarity.vectors(features(Shared.of(read)))
    for number, items in enumerate(read):
        alone, expected = rarity.vector(bag(items)), single(together, number)
        assert alone.ids.tolist() == expected.ids.tolist()
        assert alone.values == pytest.approx(expected.values, abs=1e-6)


@pytest.mark.parametrize("cuts", [(0, 4), (0, 1, 4), (0, 0, 2, 2, 4, 4), (0, 1, 2, 3, 4)])
def test_parts_put_together_are_the_whole(cuts: tuple[int, ...]) -> None:
    _, read = vectors("pay keeper", "storm", "pay", "tower storm pay")
    parts = [read.part(first, last) for first, last in itertools.pairwise(cuts)]
    assert [len(part) for part in parts] == np.diff(cuts).tolist()
    assert same(concatenate(parts), read)


def test_nothing_to_count_is_no_trouble() -> None:
    nothing = bags()
    rarity = Rarity.count(nothing, labels())
    assert len(rarity.keys) == len(rarity.idf) == 0
    assert len(rarity.vectors(nothing)) == 0
    assert rarity.find(labels(key("pay"))).tolist() == [-1]
    read = rarity.vectors(bags("pay"))
    assert (len(read), len(read.ids)) == (1, 0)
    assert rarity.vector(Bag(labels(key("pay")), np.ones(1))).ids.size == 0
    assert len(concatenate([])) == 0
