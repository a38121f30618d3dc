"""How many of a message's words an entry's phrases hold, rare ones counting more."""

from __future__ import annotations

import pytest

from bot.matching.index import Index
from bot.matching.own_shares import own_shares
from tests.matching.reading import items_of


def own(text: str, entry: str, index: Index) -> float:
    """Return the share of a message's words that one entry's phrases hold."""
    return own_shares(items_of(text, index), [index.model.labels.index(entry)], index)[0]


def test_an_entry_knows_the_words_of_its_own_phrases(small: Index) -> None:
    assert own("gefährlich sturm", "storm", small) > 0.5 > own("gefährlich sturm", "law", small)


def test_a_message_without_content_is_no_stranger_to_any_entry(small: Index) -> None:
    for entry in small.model.labels:
        assert own("und wie", entry, small) == own("", entry, small) == 1
    assert own("keeper kiel", "greeting", small) == 1  # slots belong to nobody


def test_the_more_of_its_own_words_are_said_the_surer_an_entry_is(small: Index) -> None:
    found = [
        own(text, "storm", small)
        for text in ("gehalt ausbildung", "gehalt", "sturm", "gefährlich sturm")
    ]
    assert 0 < found[0] < found[1] < 0.5 < found[2] < found[3] < 1


def test_a_word_nobody_knows_speaks_against_every_entry(small: Index) -> None:
    for entry in ("storm", "salary"):
        assert own("sturm zwirbel", entry, small) < own("sturm", entry, small)
        assert own("zwirbel", entry, small) < 0.5
        assert own("zwirbel xyzzy", entry, small) < own("zwirbel", entry, small)


def test_a_rare_word_counts_more_than_a_frequent_one(small: Index) -> None:
    # several entries hold "gehalt", only one holds "gefährlich"
    assert own("gefährlich", "storm", small) > own("gehalt", "salary", small) > 0.5
    assert own("gefährlich", "law", small) < own("gehalt", "law", small) < 0.5


def test_a_corrected_word_is_held_a_little_less(small: Index) -> None:
    assert 0.5 < own("gehlat", "salary", small) < own("gehalt", "salary", small)


def test_the_shares_of_many_entries_are_those_one_by_one(small: Index) -> None:
    for text in ("gefährlich sturm zwirbel", "gehlat", "was macht man", "und", "\ud83d 🙈"):
        entries = list(range(len(small.model.labels)))
        found = own_shares(items_of(text, small), entries, small)
        alone = [own(text, entry, small) for entry in small.model.labels]
        assert found == pytest.approx(alone)
        assert all(0 <= share <= 1 for share in found)
