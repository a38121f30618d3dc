"""Which entries a message is most like, and in which order."""

from __future__ import annotations

import pytest

from bot.matching.index import Index
from bot.matching.interpretation import Candidate
from bot.matching.score import SHOWN, rank
from bot.matching.spans import without_fillers
from tests.matching.reading import items_of


def ranked(text: str, index: Index, topic: str | None = None) -> tuple[Candidate, ...]:
    """Return the candidates for a message as typed."""
    return rank(without_fillers(items_of(text, index)), index, topic)


def test_the_topic_talked_about_comes_first_among_equals(small: Index) -> None:
    alone, going_on = ranked("wie lange", small), ranked("wie lange", small, "training")
    scores = [
        next(candidate.score for candidate in found if candidate.entry == "training")
        for found in (alone, going_on)
    ]
    assert scores[0] < scores[1]
    assert not any(candidate.subject for candidate in alone)
    assert [c.entry for c in going_on if c.subject] == ["training"]


def test_candidates_stand_in_the_order_of_their_scores(small: Index) -> None:
    for text in ("was macht man da so", "gehalt", "ausbildung und sturm", "hello"):
        scores = [candidate.score for candidate in ranked(text, small)]
        assert scores == sorted(scores, reverse=True)
        assert 1 <= len(scores) <= SHOWN


@pytest.mark.parametrize("text", ["", "🙈", "灯塔"])
def test_a_message_without_a_known_feature_has_no_candidates(text: str, small: Index) -> None:
    assert ranked(text, small) == ()


def test_only_what_is_far_behind_is_not_compared_phrase_by_phrase(shipped: Index) -> None:
    far = 0
    for text in ("was macht man da so", "gehalt", "i want more money", "wie schreibe ich das"):
        items = without_fillers(items_of(text, shipped))
        found = rank(items, shipped)
        labels = [shipped.label(candidate.entry) for candidate in found]
        nearest = shipped.model.phrases.nearness(labels, shipped.vector(items))
        for candidate, similarity in zip(found, nearest, strict=True):
            if candidate.similarity != round(similarity, 4):
                far += 1
                assert candidate.score < found[0].score - 7
    assert far


def test_where_none_of_the_entries_wanted_can_win_nothing_is_ranked(small: Index) -> None:
    items = without_fillers(items_of("gehalt als keeper", small))
    pay, law = small.label("salary"), small.label("law")
    assert rank(items, small, among={pay}) == rank(items, small)
    assert rank(items, small, among={pay, law}) == rank(items, small)
    assert rank(items, small, among=set()) == ()
