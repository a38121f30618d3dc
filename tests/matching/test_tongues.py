"""A word is judged by the language of the words around it, and by how often people say it."""

from __future__ import annotations

import pytest

from bot.matching.index import Index
from bot.matching.lexicon import Lexicon
from bot.matching.tongues import (
    NO_TONGUE,
    itself,
    misplaced,
    strangeness,
    tongues,
)
from bot.meaning.table import SPOKEN
from bot.text.tokens import tokenize

GERMAN, ENGLISH = SPOKEN.index("de"), SPOKEN.index("en")


def among(text: str, lexicon: Lexicon) -> list[int]:
    return tongues([word for token in tokenize(text) for word in lexicon.read(token)], lexicon)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("was macht man hier", GERMAN),
        ("what do people do there", ENGLISH),
        ("xyzzy 12 plugh", NO_TONGUE),
        ("", NO_TONGUE),
    ],
)
def test_the_words_around_tell_the_language(small: Index, text: str, expected: int) -> None:
    assert set(among(text, small.lexicon)) <= {expected}


def test_a_word_is_judged_by_the_others_and_not_by_itself(small: Index) -> None:
    assert among("nicht", small.lexicon) == [NO_TONGUE]
    assert among("does nicht", small.lexicon)[0] == GERMAN


def test_an_everyday_word_of_the_other_language_is_misplaced(small: Index) -> None:
    assert misplaced("hier", ENGLISH, small.lexicon)
    assert not misplaced("hier", GERMAN, small.lexicon)
    assert not misplaced("hier", NO_TONGUE, small.lexicon)
    assert not misplaced("hotel", GERMAN, small.lexicon)


def test_a_word_of_the_other_language_is_strange_but_a_loanword_is_not(small: Index) -> None:
    assert strangeness("because", GERMAN, small.lexicon) > 1
    assert strangeness("because", ENGLISH, small.lexicon) == 0
    assert strangeness("hotel", GERMAN, small.lexicon) == 0
    assert strangeness("because", NO_TONGUE, small.lexicon) == 0


def test_the_more_often_a_word_is_said_the_likelier_it_is_meant(small: Index) -> None:
    known = small.lexicon
    likely = [itself(word, ENGLISH, known) for word in ("xqzzt", "wha", "deserve", "people")]
    assert likely == sorted(likely)
    assert likely[0] < likely[1] < likely[2]


@pytest.mark.parametrize("word", ["", "a" * 5000, "🙈", "\ud83d"])
def test_odd_words_are_none_and_of_no_language(small: Index, word: str) -> None:
    assert itself(word, ENGLISH, small.lexicon) == itself("xqzzt", ENGLISH, small.lexicon)
    assert strangeness(word, ENGLISH, small.lexicon) == 0
