"""Misspelt words are taken for the words people most likely meant to type."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from bot.matching.index import Index
from bot.matching.spelling import Speller, slip_distance

WORDS = {"gehalt": 9, "ausbildung": 6, "aufgaben": 4, "salary": 8, "training": 5, "turm": 3}


@pytest.mark.parametrize("word", ["", "a", "gehalt", "ausbildung"])
def test_equal_words_are_no_distance_apart(word: str) -> None:
    assert slip_distance(word, word) == 0


@pytest.mark.parametrize(
    ("cheaper", "dearer", "meant"),
    [
        ("gehakt", "gehaxt", "gehalt"),  # a key beside the right one, and one far off
        ("gehlat", "gexxlt", "gehalt"),  # two letters swapped, and two wrong ones
        ("gehhalt", "gehxalt", "gehalt"),  # a letter doubled, and a foreign one put in
        ("komen", "komme", "kommen"),  # one of a double letter missing, and another letter
        ("gehaxt", "xehalt", "gehalt"),  # people get the first letter right
        ("gehat", "geat", "gehalt"),  # one letter missing, and two
        ("zraining", "qraining", "training"),  # z stands beside t on a German keyboard
    ],
)
def test_likelier_slips_cost_less(cheaper: str, dearer: str, meant: str) -> None:
    assert 0 < slip_distance(cheaper, meant) < slip_distance(dearer, meant)


@pytest.mark.parametrize(
    ("seen", "meant"), [("mist", "most"), ("lat", "alt"), ("gehat", "gehalt"), ("tiur", "trum")]
)
def test_letters_before_and_behind_the_slip_change_nothing(seen: str, meant: str) -> None:
    alone = slip_distance(f"w{seen}", f"w{meant}")
    assert slip_distance(f"dwarf{seen}enz", f"dwarf{meant}enz") == alone


def test_a_word_nobody_typed_costs_every_letter() -> None:
    assert slip_distance("", "turm") > slip_distance("tu", "turm") > slip_distance("tur", "turm")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gehlat", "gehalt"), ("gehallt", "gehalt"), ("gehat", "gehalt"), ("gejalt", "gehalt"),
        ("ausbldung", "ausbildung"), ("salery", "salary"), ("trainning", "training"),
    ],
)  # fmt: skip
def test_the_likeliest_reading_comes_first(written: str, meant: str) -> None:
    assert Speller(WORDS).readings(written)[0][0] == meant


def test_readings_are_few_and_their_weights_leave_room_for_none_of_them() -> None:
    speller = Speller({f"gehal{letter}": 1 for letter in "abcdefgh"})
    readings = speller.readings("gehalz")
    assert 1 <= len(readings) <= 3
    weights = [weight for _, weight in readings]
    assert weights == sorted(weights, reverse=True)
    assert 0 < sum(weights) < 1


def test_of_two_equally_near_words_the_more_frequent_one_comes_first() -> None:
    assert Speller({"mast": 1, "mest": 90}).readings("mist")[0][0] == "mest"


@pytest.mark.parametrize("word", ["", "x", "3", "a1b2", "c++", "zeppelin", "gehaltserhöhungen"])
def test_what_is_no_word_or_near_none_has_no_reading(word: str) -> None:
    assert Speller(WORDS).readings(word) == ()


def test_the_order_in_which_words_were_counted_does_not_matter() -> None:
    turned = dict(reversed(WORDS.items()))
    for written in ("gehlat", "salari", "turn", "aufgabe"):
        assert Speller(turned).readings(written) == Speller(WORDS).readings(written)


def test_a_forgotten_reading_is_found_again() -> None:
    speller = Speller({"turm": 1})
    first = speller.readings("trum")
    for number in range(5000):
        speller.readings("q" + "".join("abcdefghij"[int(digit)] for digit in str(number)))
    assert speller.readings("trum") == first != ()


def relative(written: str, meant: str) -> float:
    """Return what the slips cost in proportion to the length of the words, up to a bound."""
    return slip_distance(written, meant) / (min(max(len(written), len(meant)), 9) + 1.5)


@pytest.mark.parametrize(
    "written", ["gehlat", "gehhallt", "aufgabne", "stumr", "leuchtturmwaerte", "kepeer", "trrm"]
)
def test_no_known_word_that_costs_less_is_passed_over(written: str, small: Index) -> None:
    words = {word: 1 for word in small.lexicon.words if len(word) > 2 and word.isalpha()}
    near = [word for word in words if OSA.distance(written, word) <= 2]
    found = [word for word, _ in Speller(words).readings(written)]
    cheapest = sorted(near, key=lambda word: (relative(written, word), word))
    assert found
    assert found == cheapest[: len(found)]


@pytest.mark.parametrize("typed", ["noe.js", "noode.js", "ndoe.js"])
def test_a_name_with_a_point_may_be_misspelt(typed: str) -> None:
    assert Speller({"node.js": 3, "note": 9}).readings(typed)[0][0] == "node.js"


@pytest.mark.parametrize("typed", [".", "..", "3.5", "a.b.c", "no1.js"])
def test_what_has_other_signs_is_no_misspelt_word(typed: str) -> None:
    assert Speller({"node.js": 3, "note": 9}).readings(typed) == ()
