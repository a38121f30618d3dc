"""Misspelt words are read as what fits between the others; real words are left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.matching.index import Index
from bot.matching.lexicon import Lexicon, Word
from bot.matching.spans import read_items
from bot.matching.spelling import Speller
from bot.matching.word_pairs import WordPairs

SAID = [("how", "much"), ("how", "much"), ("ask", "mich"), ("das", "ist", "mein")]


def lexicon(small: Index) -> Lexicon:
    """Return the small knowledge's lexicon with words of these phrases only."""
    words = {"how": 2, "much": 2, "ask": 1, "mich": 1, "das": 1, "ist": 1, "mein": 1}
    return replace(
        small.lexicon, words=words, speller=Speller(words), pairs=WordPairs.of(SAID, {}),
        aliases={}, alias_lengths={}, synonyms={},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how mcch", ["how", "much"]),
        ("ask mcch", ["ask", "mich"]),
        ("hwo mcch", ["how", "much"]),
        ("das isst mwin", ["das", "ist", "mein"]),
        ("how zzzzzzz", ["how", "zzzzzzz"]),
    ],
)
def test_a_slip_is_read_by_its_neighbours(small: Index, typed: str, meant: list[str]) -> None:
    items = read_items(typed, lexicon(small))
    assert [item.key for item in items if isinstance(item, Word)] == meant


def test_well_spelt_words_are_what_they_are(small: Index) -> None:
    items = read_items("das ist much", lexicon(small))
    assert [item.key for item in items if isinstance(item, Word)] == ["das", "ist", "much"]


@pytest.mark.parametrize("word", ["lighthouse", "regenwetter"])
def test_a_word_of_the_table_or_two_in_one_is_a_word(small: Index, word: str) -> None:
    assert small.lexicon.is_word(word)


@pytest.mark.parametrize("word", ["mcch", "salrt", ""])
def test_letters_that_mean_nothing_are_no_word(small: Index, word: str) -> None:
    assert not small.lexicon.is_word(word)
