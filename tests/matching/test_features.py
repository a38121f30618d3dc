"""What a message looks like to the model: how it asks, whatever occupation or place it names."""

from __future__ import annotations

import pytest

from bot.matching.features import VIEWS, features, stem_feature
from bot.matching.index import Index
from bot.matching.postings import Rarity
from tests.matching.reading import items_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gehalt leuchtturmwärter", "gehalt turmdirektor"),
        ("gehalt in kiel", "gehalt in lübeck"),
        ("ist 40.000 € viel", "ist 3k viel"),
        ("gehalt 2030", "gehalt 2031"),
        ("gehalt in norwegen", "gehalt in dänemark"),
        ("lohn", "lohn"),
    ],
)
def test_another_value_of_a_slot_asks_the_same(one: str, other: str, small: Index) -> None:
    assert features(items_of(one, small)) == features(items_of(other, small))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gehalt im monat", "gehalt im jahr"),
        ("gehalt leuchtturmwärter", "aufgaben leuchtturmwärter"),
        ("gehalt in kiel", "gehalt in norwegen"),
        ("gehalt", "gehalt leuchtturmwärter"),
        ("lohn", "kohle"),  # one meaning, but not written alike
    ],
)
def test_another_question_looks_different(one: str, other: str, small: Index) -> None:
    assert features(items_of(one, small)) != features(items_of(other, small))


def test_synonyms_differ_only_in_how_they_are_written(small: Index) -> None:
    one, other = features(items_of("lohn", small)), features(items_of("kohle", small))
    views = [name for name, _ in VIEWS]
    same = {name for name, a, b in zip(views, one, other, strict=True) if a == b}
    assert same == {"corrected", "stems", "pairs"}


def test_there_is_one_bag_for_each_view(small: Index) -> None:
    assert len(features(items_of("was macht ein keeper", small))) == len(VIEWS)
    assert features(()) == ({"z  ": 1.0}, {}, {}, {})


def test_pairs_of_words_are_the_same_in_either_order(small: Index) -> None:
    one, other = (items_of(text, small) for text in ("gehalt ausbildung", "ausbildung gehalt"))
    assert features(one)[2:] == features(other)[2:]
    assert features(one)[0] != features(other)[0]


def test_a_word_is_known_by_its_stem(small: Index) -> None:
    _, _, stems, _ = features(items_of("gehalt", small))
    assert set(stems) == {stem_feature("gehalt")} == {stem_feature("gehaltsfrage")}


def test_the_name_of_another_occupation_says_a_little_about_the_question(small: Index) -> None:
    _, _, stems, _ = features(items_of("gehalt bäcker", small))
    assert 0 < stems[stem_feature("backer")] < stems[stem_feature("gehalt")]


def test_the_order_of_features_in_a_bag_does_not_matter(small: Index) -> None:
    bags = features(items_of("was verdient ein keeper im monat", small))
    turned = tuple(dict(reversed(bag.items())) for bag in bags)
    rarity = Rarity.count([bags, turned], [0, 1])
    one, other = rarity.vector(bags), rarity.vector(turned)
    values = dict(zip(one.ids.tolist(), one.values.tolist(), strict=True))
    assert dict(zip(other.ids.tolist(), other.values.tolist(), strict=True)) == pytest.approx(
        values
    )
