"""What a message looks like to the model: how it asks, whatever occupation or place it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bot.matching.bags import Bags
from bot.matching.feature_keys import gram_keys
from bot.matching.features import features as features_of
from bot.matching.index import Index
from bot.matching.item_features import stem_features
from bot.matching.shared_items import Shared
from bot.matching.spans import Item
from bot.matching.vectors import Rarity
from bot.matching.views import STEMS, VIEWS, view_of
from tests.dialogue.chat import ODD
from tests.matching.plain_bags import whole
from tests.matching.reading import items_of

NAMES = tuple(name for name, _ in VIEWS)
MESSAGES = (
    "was verdient ein keeper im monat", "gehalt bäcker in kiel", "", "gehlat", "gehalt gehalt",
    "monatsgehalt turmdirektor 40.000 €", "und die aufgaben", "zwirbel \ud83d 🙈", "gehalt",
)  # fmt: skip


def bag(message: int, bags: Bags) -> dict[int, float]:
    """Return key -> weight of one of several messages."""
    lines = whole(bags)
    held = lines.rows == message
    keys = bags.keys[lines.features[held]].tolist()
    return dict(zip(keys, lines.weights[held].tolist(), strict=True))


def features(messages: Sequence[Sequence[Item]]) -> Bags:
    """Return the features of some messages."""
    return features_of(Shared.of(messages))


def seen(text: str, index: Index) -> dict[str, dict[int, float]]:
    """Return view -> key -> weight of one message."""
    views: dict[str, dict[int, float]] = {name: {} for name in NAMES}
    bags = features([items_of(text, index)])
    for key, weight in bag(0, bags).items():
        views[NAMES[int(view_of(np.int64(key)))]][key] = weight
    return views


def stem(word: str) -> int:
    """Return the key of a word's stem."""
    return int(stem_features([word])[0])


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
    assert seen(one, small) == seen(other, small)


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
    assert seen(one, small) != seen(other, small)


def test_synonyms_differ_only_in_how_they_are_written(small: Index) -> None:
    one, other = seen("lohn", small), seen("kohle", small)
    same = {name for name in NAMES if one[name] == other[name]}
    assert same == {"corrected", "stems", "pairs"}


def test_every_view_sees_something_in_a_message_of_several_words(small: Index) -> None:
    assert all(seen("was macht ein keeper", small).values())


def test_a_message_of_one_word_has_no_pairs(small: Index) -> None:
    views = seen("gehalt", small)
    assert [name for name in NAMES if not views[name]] == ["pairs"]


def test_a_message_of_nothing_is_a_gap_between_words_and_no_word() -> None:
    bags = features([()])
    (gap,) = gram_keys(["  "])[1]
    assert bag(0, bags) == {int(gap): 1.0}
    assert view_of(bags.keys).tolist() == [NAMES.index("written")]


def test_no_messages_have_no_features() -> None:
    bags = features([])
    assert bags.count == 0
    lines = whole(bags)
    assert len(bags.keys) == len(lines.rows) == len(lines.features) == len(lines.weights) == 0


def test_pairs_of_words_are_the_same_in_either_order(small: Index) -> None:
    one, other = seen("gehalt ausbildung", small), seen("ausbildung gehalt", small)
    assert one["pairs"]
    assert (one["stems"], one["pairs"]) == (other["stems"], other["pairs"])
    assert one["written"] != other["written"]


def test_words_far_apart_are_no_pair(small: Index) -> None:
    near = seen("gehalt bel bel bel ausbildung", small)["pairs"]
    far = seen("gehalt bel bel bel bel ausbildung", small)["pairs"]
    (pair,) = seen("gehalt ausbildung", small)["pairs"]
    assert pair in near
    assert pair not in far


def test_a_word_is_known_by_its_stem(small: Index) -> None:
    stems = seen("gehalt", small)["stems"]
    assert set(stems) == {stem("gehalt")} == {stem("gehaltsfrage")}


def test_stems_are_features_of_the_view_of_stems() -> None:
    assert view_of(stem_features(["gehalt", "", "\ud83d", "🙈🙈🙈🙈🙈"])).tolist() == [STEMS] * 4
    assert VIEWS[STEMS][0] == "stems"


def test_the_name_of_another_occupation_says_a_little_about_the_question(small: Index) -> None:
    stems = seen("gehalt bäcker", small)["stems"]
    assert 0 < stems[stem("backer")] < stems[stem("gehalt")]


def test_a_corrected_word_counts_as_much_as_its_readings_are_worth(small: Index) -> None:
    plain, slip = seen("gehalt", small)["stems"], seen("gehlat", small)["stems"]
    assert 0 < slip[stem("gehalt")] < plain[stem("gehalt")] == 1


def test_a_word_said_twice_counts_twice(small: Index) -> None:
    assert seen("gehalt gehalt", small)["stems"] == {stem("gehalt"): 2.0}


def test_many_messages_at_once_look_as_each_alone(small: Index) -> None:
    read = [items_of(text, small) for text in MESSAGES]
    together = features(read)
    assert together.count == len(MESSAGES)
    for number, items in enumerate(read):
        assert bag(number, together) == pytest.approx(bag(0, features([items])))


def test_each_feature_of_a_message_stands_once_and_in_order(small: Index) -> None:
    bags = features([items_of(text, small) for text in MESSAGES])
    held = whole(bags)
    lines = list(zip(held.rows.tolist(), held.features.tolist(), strict=True))
    assert lines == sorted(set(lines))
    assert (np.diff(bags.keys) > 0).all()
    assert (held.weights > 0).all()


def test_the_order_of_features_in_a_bag_does_not_matter(small: Index) -> None:
    bags = features([items_of("was verdient ein keeper im monat", small)])
    (lines,) = bags.portions()
    back = replace(lines, features=lines.features[::-1], weights=lines.weights[::-1])
    turned = Bags.of(bags.keys, [back])
    rarity = Rarity.count(bags, np.zeros(1, np.int64))
    one, other = rarity.vectors(bags), rarity.vectors(turned)
    values = dict(zip(one.ids.tolist(), one.values.tolist(), strict=True))
    assert dict(zip(other.ids.tolist(), other.values.tolist(), strict=True)) == pytest.approx(
        values
    )


@pytest.mark.parametrize("name", [name for name in ODD if "50,000" not in name])
def test_whatever_is_typed_has_features(name: str, small: Index) -> None:
    bags = features([items_of(ODD[name], small)])
    assert (bags.keys >= 0).all()
    assert np.isfinite(whole(bags).weights).all()


def test_thousands_of_messages_are_each_what_they_are_alone(small: Index) -> None:
    many = [items_of(text, small) for text in MESSAGES] * 500
    bags, first = features(many), features(many[: len(MESSAGES)])
    assert bags.count == len(many)
    assert bags.keys.tolist() == first.keys.tolist()
    together, alone = whole(bags), whole(first)
    size = len(alone.rows)
    assert together.features.tolist() == alone.features.tolist() * 500
    assert together.weights.tolist() == alone.weights.tolist() * 500
    assert (together.rows[-size:] - alone.rows == len(many) - len(MESSAGES)).all()
