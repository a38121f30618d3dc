"""What was learnt from phrases: every phrase leads to its label, every word to its owners."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
import pytest

from bot.matching.index import Index
from bot.matching.item_features import stem_features
from bot.matching.model import OwnStems
from bot.matching.spans import Item
from bot.matching.training import train
from bot.matching.views import STEMS
from tests.matching.plain_bags import bags, key, labels
from tests.matching.reading import items_of

PHRASES = {
    "pay": ("gehalt keeper", "was verdient man", "lohn im monat"),
    "learn": ("wie wird man keeper", "ausbildung"),
    "storm": ("sturm", "was macht man bei sturm"),
}
GROUPINGS: list[list[Hashable]] = [[], ["work", "work", "sea"], [1, 2, 3]]


def examples(index: Index) -> dict[str, list[tuple[Item, ...]]]:
    """Return the phrases as items."""
    return {name: [items_of(text, index) for text in many] for name, many in PHRASES.items()}


def holds(own: OwnStems, label: int, *words: str) -> list[bool]:
    """Tell for each word whether a label holds it; the keys are those of `OWN_BAGS`."""
    ids = np.searchsorted(OWN_BAGS.keys, [key(word, STEMS) for word in words])
    found: list[bool] = own.holds(labels(label), ids)[0].tolist()
    return found


OWN_BAGS = bags("pay keeper", "pay chief", "storm")


def test_a_label_holds_the_words_of_all_its_phrases_and_no_others() -> None:
    own = OwnStems.of(OWN_BAGS, labels(0, 0, 1))
    assert holds(own, 0, "pay", "keeper", "chief", "storm") == [True, True, True, False]
    assert holds(own, 1, "pay", "keeper", "chief", "storm") == [False, False, False, True]


def test_an_unknown_word_is_held_by_no_label() -> None:
    own = OwnStems.of(OWN_BAGS, labels(0, 0, 1))
    assert not own.holds(labels(0, 1, 2), labels(-1, -1)).any()


def test_only_stems_are_held_as_words() -> None:
    own = OwnStems.of(OWN_BAGS, labels(0, 0, 1))
    found = own.holds(labels(0, 1), np.arange(len(OWN_BAGS.keys)))
    assert (found.any(0) == (OWN_BAGS.keys >> 58 == STEMS)).all()


def test_many_labels_and_words_at_once_are_those_one_by_one() -> None:
    own = OwnStems.of(OWN_BAGS, labels(0, 1, 2))
    some, ids = labels(2, 0, 1, 0), labels(-1, *range(len(OWN_BAGS.keys)))
    found = own.holds(some, ids)
    assert found.shape == (len(some), len(ids))
    for row, label in enumerate(some):
        for column, number in enumerate(ids):
            assert found[row, column] == own.holds(labels(label), labels(number))[0, 0]


def test_where_nothing_was_learnt_no_label_holds_anything() -> None:
    own = OwnStems.of(bags(), labels())
    assert own.holds(labels(0, 1), labels(-1, 0)).tolist() == [[False] * 2] * 2
    assert own.holds(labels(), labels()).shape == (0, 0)


@pytest.mark.parametrize("groups", GROUPINGS, ids=str)
def test_every_phrase_is_told_to_its_label(groups: list[Hashable], small: Index) -> None:
    read = examples(small)
    model = train(read, groups)[0]
    assert model.labels == tuple(PHRASES)
    for number, many in enumerate(read.values()):
        for place, items in enumerate(many):
            vector = model.vector(items)
            look = model.look(vector)
            assert look.probabilities.argmax() == number
            assert look.probabilities.sum() == pytest.approx(1, abs=1e-5)
            assert model.phrases.nearest(number, vector)[0] == place


@pytest.mark.parametrize("groups", GROUPINGS, ids=str)
def test_a_message_is_as_near_to_a_label_as_to_its_nearest_phrase(
    groups: list[Hashable], small: Index
) -> None:
    model = train(examples(small), groups)[0]
    for text in ("gehalt", "was macht man", "sturm keeper zwirbel"):
        vector = model.vector(items_of(text, small))
        nearest = model.phrases.nearness(range(len(PHRASES)), vector)
        assert model.look(vector).nearness == pytest.approx(nearest, abs=5e-3)


def test_a_message_without_a_known_feature_has_no_shares(small: Index) -> None:
    model = train({"pay": [items_of("gehalt", small)]})[0]
    vector = model.vector(items_of("xyzzy", small))
    look = model.look(vector)
    assert look.probabilities.tolist() == look.nearness.tolist() == [0]
    assert not len(vector.ids)


def test_the_model_notes_which_words_are_whose(small: Index) -> None:
    model = train(examples(small), GROUPINGS[1])[0]
    ids = model.rarity.find(stem_features(["gehalt", "sturm", "xyzzy"]))
    assert model.stems.holds(labels(0, 1, 2), ids).tolist() == [
        [True, False, False], [False, False, False], [False, True, False],
    ]  # fmt: skip


def test_without_labels_there_is_nothing_to_see(small: Index) -> None:
    model = train({})[0]
    for text in ("gehalt", ""):
        vector = model.vector(items_of(text, small))
        assert vector.ids.size == 0
        assert model.look(vector).probabilities.size == 0
