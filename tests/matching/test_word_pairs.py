"""Which words stand behind which, and how often."""

from __future__ import annotations

import pytest

from bot.matching.word_pairs import BEGIN, WordPairs, chance, number_of

PAIRS = WordPairs.of(
    [("how", "much", "pay"), ("how", "much"), ("how", "many"), ()], {"pay": "salary"}
)


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        (BEGIN, "how", 3),
        ("how", "much", 2),
        ("much", "salary", 1),
        ("much", "pay", 0),  # counted by what it is a synonym of
        ("much", "how", 0),
        ("unheard", "of", 0),
    ],
)
def test_pairs_are_counted_in_their_order_and_by_key(one: str, other: str, times: int) -> None:
    assert PAIRS.behind(one).get(number_of(other), 0) == times


def test_without_phrases_no_pair_was_ever_seen() -> None:
    assert WordPairs.of([], {}).behind("a") == {}


def test_a_word_never_seen_behind_another_has_a_chance_of_its_own() -> None:
    assert 0 < chance(0, 10, 0.01) < 0.01 < chance(5, 10, 0.01) < 1


def test_what_stands_behind_many_words_is_forgotten_and_found_again() -> None:
    pairs = WordPairs.of([(f"word{n}", "end") for n in range(3000)], {})
    assert all(pairs.behind(f"word{n}") == {number_of("end"): 1} for n in (*range(3000), 0))
