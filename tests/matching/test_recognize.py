"""One sentence, one reading: an answer, a did-you-mean, or an honest don't-know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.matching.guards import ANSWER_FROM, SUGGEST_FROM
from bot.matching.index import Index
from bot.matching.interpretation import Interpretation
from bot.matching.recognize import recognize
from bot.matching.score import SHOWN
from bot.text.normalize import normalize


def read(text: str, index: Index, topic: str | None = None) -> Interpretation:
    """Return the reading of a sentence as typed."""
    return recognize(normalize(text), index, topic)


@pytest.mark.parametrize(
    ("text", "topic", "reading"),
    [
        ("gehalt keeper", None, "answer exact salary"),
        ("Gehalt als Turmdirektor?", None, "answer recognized salary"),
        ("was kriegt ein leuchtturmwärter an gehalt", None, "answer recognized salary"),
        ("ich will nicht mehr leben", None, "answer trigger crisis"),
        ("Gehalt ist egal, ich will nicht mehr leben!", None, "answer trigger crisis"),
        ("und die aufgaben", "salary", "answer follow_up tasks"),
        ("welche hauptstadt hat frankreich", None, "dont_know unknown_words"),
        ("xyzzy", None, "dont_know unknown_words"),
        ("und im monat", "salary", "dont_know only_slots"),
        ("turmdirektor", "tasks", "dont_know only_slots"),
        ("in kiel", "salary", "dont_know only_slots"),
        ("", None, "dont_know no_words"),
        ("?!", None, "dont_know no_words"),
    ],
)
def test_every_sentence_has_one_of_three_outcomes_with_a_reason(
    text: str, topic: str | None, reading: str, small: Index
) -> None:
    found = read(text, small, topic)
    entry = f" {found.entry}" if found.outcome == "answer" else ""
    assert f"{found.outcome} {found.reason}{entry}" == reading


def test_a_half_understood_sentence_is_asked_back_about(small: Index) -> None:
    texts = (
        "ferien geld",
        "ferien arbeit",
        "tage",
        "was lernt man am abend",
        "stories about storms",
    )
    unsure = [r for text in texts if (r := read(text, small)).outcome == "did_you_mean"]
    assert unsure
    assert {reading.reason for reading in unsure} <= {"ambiguous", "unknown_words"}


@pytest.mark.parametrize("text", ["gehalt keeper", "urlaub", "what happens in a storm"])
def test_a_phrase_word_for_word_is_certain(text: str, small: Index) -> None:
    reading = read(text, small)
    assert reading.confidence == 1
    assert reading.phrase is not None


def test_slots_alone_ask_nothing_where_there_is_something_to_go_on_with(small: Index) -> None:
    reading = read("Turmdirektor in Kiel?", small, "salary")
    assert reading.reason == "only_slots"
    assert reading.slots == {"occupation": "lighthouse_director", "place": "kiel"}


def test_what_is_ruled_out_is_no_slot(small: Index) -> None:
    assert read("gehalt, aber nicht direktor", small).slots == {}
    assert read("gehalt turmwärter nicht direktor", small).slots == {
        "occupation": "lighthouse_keeper"
    }


def test_the_first_of_two_values_counts(small: Index) -> None:
    assert read("gehalt kiel oder lübeck", small).slots["place"] == "kiel"
    reading = read("gehalt in kiel", small)
    span = reading.span("place")
    assert span is not None
    assert span.text == "kiel"
    assert reading.span("country") is None


def test_candidates_are_few_and_the_best_one_comes_first(small: Index) -> None:
    for text in ("was macht man da so", "gehalt", "ausbildung und sturm", "hello"):
        reading = read(text, small)
        entries = [candidate.entry for candidate in reading.candidates]
        assert 1 <= len(set(entries)) == len(entries) <= SHOWN
        assert entries[0] == reading.entry
        for candidate in reading.candidates:
            assert 0 <= candidate.probability <= 1
            assert -1e-6 <= candidate.similarity <= 1


def test_unknown_words_are_named_and_make_less_sure(small: Index) -> None:
    plain, odd = read("aufgaben als keeper", small), read("aufgaben als keeper zwirbel", small)
    assert odd.unknown == ("zwirbel",)
    assert plain.unknown == ()
    assert odd.confidence < plain.confidence
    assert odd.coverage < plain.coverage == 1


@pytest.mark.parametrize(
    "text", ["gehalt keeper", "gehat kepper", "gehalt mond", "was kostet brot", "xyzzy", "hi"]
)
def test_the_outcome_follows_from_how_sure_the_reading_is(text: str, small: Index) -> None:
    reading = read(text, small)
    assert 0 <= reading.confidence <= 1
    if reading.outcome == "answer":
        assert reading.confidence >= ANSWER_FROM
    elif reading.reason not in ("only_slots", "no_words"):
        assert (reading.outcome == "did_you_mean") == (reading.confidence >= SUGGEST_FROM)


def test_the_topic_talked_about_gets_a_lead(small: Index) -> None:
    scores = [
        {candidate.entry: candidate.score for candidate in read(*asked).candidates}
        for asked in (("wie lange", small), ("wie lange", small, "training"))
    ]
    assert scores[0]["training"] < scores[1]["training"]
    others = scores[0].keys() & scores[1].keys() - {"training"}
    assert others
    assert all(scores[0][entry] == scores[1][entry] for entry in others)


@pytest.mark.parametrize(
    "typo", ["geahlt keeper", "gehalt kepper", "gehallt keeper", "Gehat KEEPER"]
)
def test_a_slip_of_the_finger_changes_nothing(typo: str, small: Index) -> None:
    reading = read(typo, small)
    assert (reading.outcome, reading.entry) == ("answer", "salary")
    assert reading.slots["occupation"] == "lighthouse_keeper"


def test_of_an_endless_sentence_only_the_ends_are_compared_but_all_slots_count(
    small: Index,
) -> None:
    start, end = "was verdient man " * 6, " als leuchtturmwärter mit gehalt" * 6
    one = read(f"{start}{'aufgaben ' * 30}in kiel{end}", small)
    other = read(f"{start}{'ausbildung ' * 30}in kiel{end}", small)
    assert one.candidates == other.candidates
    assert one.slots["place"] == other.slots["place"] == "kiel"


def test_little_likeness_and_few_common_words_are_no_question_together(shipped: Index) -> None:
    sea = read("why is the sea salty", shipped)
    guard = next(guard for guard in sea.guards if guard.name == "evidence")
    assert (sea.outcome, guard.verdict) == ("did_you_mean", "did_you_mean")
    assert guard.found is not None
    assert guard.needed is not None
    assert guard.found < guard.needed
    assert read("why is the salary of a backend director low", shipped).outcome == "answer"


@pytest.mark.parametrize("text", ["gehalt keeper", "gehalt mond", "hello", "was macht man da so"])
def test_a_thorough_reading_differs_in_nothing_but_further_candidates(
    text: str, small: Index
) -> None:
    thorough = recognize(text, small)
    quick = recognize(text, small, thorough=False)
    assert quick.candidates == thorough.candidates[: len(quick.candidates)]
    assert (len(quick.candidates) < len(thorough.candidates)) == (thorough.reason == "exact")
    assert replace(quick, candidates=()) == replace(thorough, candidates=())
