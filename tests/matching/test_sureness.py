"""How sure a reading is: from the learnt share, the nearest phrase and the entry's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.matching.index import Index
from bot.matching.interpretation import Candidate
from bot.matching.sureness import confidence, lead

PAY = Candidate("salary", probability=0.4, similarity=0.5, own=0.6, score=10.0)
TRAINING = Candidate("training", probability=0.2, similarity=0.4, own=0.5, score=8.0)
OFFER = Candidate("salary_check", probability=0.3, similarity=0.5, own=0.6, score=9.5)


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
