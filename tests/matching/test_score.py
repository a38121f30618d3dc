"""How sure a reading is: from the learnt share, the nearest phrase and the entry's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.matching.index import Index
from bot.matching.interpretation import Candidate
from bot.matching.score import SHOWN, confidence, coverage, lead, own_shares, rank
from bot.matching.spans import without_fillers
from tests.matching.reading import items_of

PAY = Candidate("salary", probability=0.4, similarity=0.5, own=0.6, score=10.0)
TRAINING = Candidate("training", probability=0.2, similarity=0.4, own=0.5, score=8.0)
OFFER = Candidate("salary_check", probability=0.3, similarity=0.5, own=0.6, score=9.5)


def own(text: str, entry: str, index: Index) -> float:
    """Return the share of a message's words that one entry's phrases hold."""
    return own_shares(items_of(text, index), [index.model.labels.index(entry)], index)[0]


def ranked(text: str, index: Index, topic: str | None = None) -> tuple[Candidate, ...]:
    """Return the candidates for a message as typed."""
    return rank(without_fillers(items_of(text, index)), index, topic)


@pytest.fixture
def large(small: Index) -> Index:
    """Return the small knowledge, bearing itself as one whose phrases share rows."""
    postings = replace(small.model.postings, count=1)
    model = replace(small.model, postings=postings)
    return replace(small, learnt=replace(small.learnt, model=model))


def sure(
    index: Index, *candidates: Candidate, covered: float = 1.0, talking: bool = False
) -> float:
    return confidence(candidates, index, covered, talking=talking)


def test_coverage_counts_content_words_and_slots(small: Index) -> None:
    share, unknown = coverage(items_of("gehalt zwirbel in kiel", small))
    assert (round(share, 3), unknown) == (0.667, ("zwirbel",))
    assert coverage(items_of("und wie", small)) == (1.0, ())
    corrected, _ = coverage(items_of("gehlat", small))
    assert 0 < corrected < 1


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


def test_the_lead_is_over_the_best_of_another_topic(small: Index) -> None:
    assert lead((PAY, TRAINING), small) == 2
    assert lead((PAY, OFFER, TRAINING), small) == 2
    assert lead((TRAINING, OFFER, PAY), small) == pytest.approx(-1.5)


def test_without_another_topic_the_lead_is_as_large_as_it_gets(small: Index) -> None:
    most = lead((PAY,), small)
    assert lead((PAY, OFFER), small) == most
    assert lead((PAY, replace(TRAINING, score=-1000.0)), small) == most > 2


def test_a_reading_is_the_surer_the_more_similar_its_phrase_is(large: Index) -> None:
    found = [
        sure(large, replace(PAY, similarity=similarity), TRAINING)
        for similarity in (0.0, 0.3, 0.6, 1.0)
    ]
    assert found == sorted(set(found))


def test_a_reading_is_the_surer_the_more_words_are_its_own(small: Index) -> None:
    found = [sure(small, replace(PAY, own=share), TRAINING) for share in (0.0, 0.3, 0.6, 1.0)]
    assert found == sorted(set(found))


def test_a_reading_is_the_surer_the_farther_the_next_topic_is_behind(large: Index) -> None:
    found = [sure(large, PAY, replace(TRAINING, score=score)) for score in (10.0, 9.0, 6.0, 4.0)]
    assert found == sorted(set(found))
    assert sure(large, PAY) == sure(large, PAY, OFFER) >= found[-1]


def test_a_reading_is_the_surer_the_larger_its_share_is(large: Index) -> None:
    found = [sure(large, replace(PAY, probability=p), TRAINING) for p in (0.0, 0.1, 0.5, 1.0)]
    assert found == sorted(set(found))


def test_a_reading_is_the_surer_the_more_of_the_message_is_known(large: Index) -> None:
    found = [sure(large, PAY, TRAINING, covered=share) for share in (0.0, 0.3, 0.6, 1.0)]
    assert found == sorted(set(found))


def test_in_small_knowledge_a_reading_is_the_surer_the_more_strongly_it_is_meant(
    small: Index,
) -> None:
    found = [sure(small, replace(PAY, strength=much), TRAINING) for much in (-3.0, 0.0, 2.0, 5.0)]
    assert found == sorted(set(found))
    assert 0 < found[0] < 0.5 < found[-1] < 1


def test_in_small_knowledge_the_share_alone_ranks(small: Index, large: Index) -> None:
    assert (small.model.compressed, large.model.compressed) == (0, 1)


def test_to_stay_on_the_subject_is_surer_than_to_leave_it(small: Index) -> None:
    stays = replace(PAY, subject=1.0)
    assert sure(small, stays, TRAINING, talking=True) > sure(small, PAY, TRAINING)
    assert sure(small, PAY, TRAINING) > sure(small, PAY, TRAINING, talking=True)


def test_how_sure_a_reading_is_lies_between_zero_and_one(large: Index) -> None:
    least = Candidate("salary", probability=0.0, similarity=0.0, own=0.0, score=-99.0)
    most = Candidate("salary", probability=1.0, similarity=1.0, own=1.0, score=99.0)
    assert 0 <= sure(large, least, replace(TRAINING, score=99.0), covered=0) < 0.1
    assert 0.9 < sure(large, most, replace(TRAINING, score=-99.0)) <= 1
    assert sure(large) == 0


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
        nearest = shipped.model.phrases.nearest(labels, shipped.vector(items))
        for candidate, (_, similarity) in zip(found, nearest, strict=True):
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
