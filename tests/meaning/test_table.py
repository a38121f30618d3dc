"""Words are looked up by themselves or by their parts, and never taken for others."""

from __future__ import annotations

import numpy as np
import pytest

from bot.meaning.packaged import packaged
from bot.meaning.table import NOTHING, Floats, Meanings, key_of

WORDS = {"haus": (0,), "tür": (1,), "schlüssel": (2, 3), "dieb": (2,)}
PIECES = np.array([[127, 0], [0, 127], [64, 64], [0, -10]], np.int8)
SCALES = np.array([1 / 127, 2 / 127, 0.5, 0.1], np.float32)
ODD = ["", "x", "12345", "ß" * 5000, "\ud83d", "🙈", "a\0b", "haus" * 400]


@pytest.fixture
def table() -> Meanings:
    order = sorted(WORDS, key=key_of)
    return Meanings(
        np.array([key_of(word) for word in order], np.uint32),
        np.cumsum([0, *(len(WORDS[word]) for word in order)]).astype(np.uint32),
        np.array([piece for word in order for piece in WORDS[word]], np.uint16),
        PIECES,
        SCALES,
        "invented",
    )


def vector(word: str, table: Meanings) -> Floats:
    found = table.vector(word)
    assert found is not None
    return found


def test_a_word_is_the_sum_of_its_pieces(table: Meanings) -> None:
    assert table.size == 2
    assert vector("haus", table).tolist() == pytest.approx([1, 0])
    assert vector("tür", table).tolist() == pytest.approx([0, 2])
    assert vector("schlüssel", table).tolist() == pytest.approx([32, 31])


def test_a_compound_is_the_sum_of_its_words(table: Meanings) -> None:
    expected = vector("haus", table) + vector("tür", table) + vector("schlüssel", table)
    assert not table.holds("haustürschlüssel")
    assert vector("haustürschlüssel", table).tolist() == pytest.approx(expected.tolist())


def test_a_few_letters_between_and_after_the_words_do_not_matter(table: Meanings) -> None:
    expected = vector("haus", table) + vector("dieb", table)
    assert vector("hausesdieb", table).tolist() == pytest.approx(expected.tolist())
    assert vector("hausdiebs", table).tolist() == pytest.approx(expected.tolist())


@pytest.mark.parametrize(("word", "two"), [("haustür", True), ("türdieb", True), ("haust", False)])
def test_two_words_of_the_table_may_make_up_one(word: str, two: bool, table: Meanings) -> None:
    assert table.cut_in_two(word, 3) is two
    assert not table.cut_in_two(word, 5)
    assert not NOTHING.cut_in_two(word, 3)


@pytest.mark.parametrize("word", ["hausverwaltung", "zwirbel", "hau", "tü", *ODD])
def test_a_word_that_is_hardly_made_of_known_ones_has_no_meaning(
    word: str, table: Meanings
) -> None:
    assert table.vector(word) is None
    assert not table.holds(word)


def test_forgetting_changes_nothing(table: Meanings) -> None:
    before = vector("haustür", table)
    for number in range(5000):
        table.vector(f"zwirbel{number}x")
    assert (vector("haustür", table) == before).all()


@pytest.mark.parametrize("word", ["haus", "haustür", *ODD])
def test_an_empty_table_knows_nothing(word: str) -> None:
    assert NOTHING.size == 0
    assert NOTHING.vector(word) is None
    assert not NOTHING.holds(word)


@pytest.mark.parametrize("word", ODD)
def test_the_table_of_the_bot_takes_odd_words(word: str) -> None:
    found = packaged().vector(word)
    assert found is None or np.isfinite(found).all()
