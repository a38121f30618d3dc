"""No word that is near enough is ever lost, and hardly one that is far off is kept."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from bot.matching.index import Index
from bot.matching.letter_counts import LetterCounts

WRITTEN = ("gehlat", "leuchturmwarter", "sturrm", "aufgabenn", "trainig", "зарплата", "œuvre")


@pytest.mark.parametrize("slips", [0, 1, 2, 3])
@pytest.mark.parametrize("written", WRITTEN)
def test_every_word_within_reach_is_among_those_found(
    written: str, slips: int, small: Index
) -> None:
    words = sorted((*small.lexicon.words, "зарплат", "oeuvre"), key=lambda word: (len(word), word))
    found = {words[place] for place in LetterCounts.of(words).within(written, slips).tolist()}
    assert found >= {word for word in words if OSA.distance(written, word) <= slips}
    assert len(found) < len(words) / 4


def test_swapped_letters_are_the_same_letters() -> None:
    assert LetterCounts.of(["gehalt"]).within("gehlat", 0).tolist() == [0]


def test_without_words_none_is_found() -> None:
    assert LetterCounts.of([]).within("gehalt", 3).tolist() == []
