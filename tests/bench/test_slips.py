"""Typing slips: how many, of which kind, where, and always the same ones."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from bench.matching.slips import neighbours, with_many_slips, with_slips

_TEXT = "Wie viel verdient man im Norden als Gärtnerin"


def test_the_same_text_and_seed_give_the_same_slips() -> None:
    assert with_slips(_TEXT, 2, "de") == with_slips(_TEXT, 2, "de")
    assert with_many_slips(_TEXT, "de", seed=1) == with_many_slips(_TEXT, "de", seed=1)
    assert len({with_many_slips(_TEXT, "de", seed=seed) for seed in range(5)}) == 5


@pytest.mark.parametrize("seed", range(30))
def test_one_slip_is_one_edit_of_a_long_word(seed: int) -> None:
    text = "how much does the gardener earn"
    slipped = with_slips(text, 1, "en", seed)
    assert OSA.distance(text, slipped) == 1
    words = slipped.split()
    assert (words[0], words[3]) == ("how", "the")


@pytest.mark.parametrize("seed", range(10))
def test_two_slips_hit_two_words(seed: int) -> None:
    text = "gardener wages north"
    pairs = zip(text.split(), with_slips(text, 2, "en", seed).split(), strict=True)
    assert sum(before != after for before, after in pairs) == 2


@pytest.mark.parametrize("text", ["", "an ox", "12345 67890", "?!"])
def test_texts_without_long_words_stay_as_they_are(text: str) -> None:
    assert with_slips(text, 3, "en") == text
    assert with_many_slips(text, "en") == text


def test_everything_is_lower_case_and_half_of_the_umlauts_are_spelt_out() -> None:
    told = [with_slips("ÄÖ Ü", 0, "de", seed) for seed in range(200)]
    assert {"äö ü", "aeoe ue"} < set(told)
    assert with_slips("Ä", 0, "en") == "ä"


def test_neighbours_are_those_of_the_language() -> None:
    assert "z" in neighbours("t", "de")
    assert "z" not in neighbours("t", "en")
    assert sorted(neighbours("g", "en")) == sorted("fhtyvb")
    assert neighbours("1", "en") == ""
