"""Slots are found where people mean them: the longest name first, exact before misspelt."""

from __future__ import annotations

import pytest

from bot.matching.index import Index
from bot.text.normalize import normalize
from tests.matching.reading import slots_of, spans_of, words_of


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("gehalt leuchtturmwärter", [("occupation", "lighthouse_keeper")]),
        ("Leuchtturmwärter:in", [("occupation", "lighthouse_keeper")]),
        ("leuchtturmwaerter", [("occupation", "lighthouse_keeper")]),
        ("lighthouse keepers", [("occupation", "lighthouse_keeper")]),
        ("lighthouse director", [("occupation", "lighthouse_director")]),
        ("in Kiel", [("place", "kiel")]),
        ("in Norwegen", [("country", "norway")]),
        ("in Deutschland", [("home", "germany")]),
        ("als Bäckerin", [("other_occupation", "bäcker")]),
        ("train driver", [("other_occupation", "train driver")]),
        ("junior oder senior", [("level", "junior"), ("level", "senior")]),
        ("netto im Monat", [("pay", "net"), ("period", "month")]),
        ("after tax per month", [("pay", "net"), ("period", "month")]),
        ("40.000 € im Jahr", [("amount", "40000"), ("period", "year")]),
        ("3k a month", [("amount", "3000"), ("period", "month")]),
        ("im Jahr 2030", [("period", "year"), ("year", "2030")]),
        ("ein Wächter", [("generic", "lighthouse_keeper")]),
        ("was gibt es", []),
        ("", []),
    ],
)
def test_slots_are_found(text: str, slots: list[tuple[str, str]], small: Index) -> None:
    assert slots_of(text, small) == slots


def test_the_longest_name_wins(small: Index) -> None:
    assert [span.text for span in spans_of("der lighthouse director", small)] == [
        "lighthouse director"
    ]
    assert slots_of("bergen auf rügen", small) == [("place", "cape")]


def test_a_span_knows_what_was_written_and_where(small: Index) -> None:
    text = normalize("Gehalt als LeuchtturmWÄRTER, 40.000 € im Monat")
    spans = spans_of(text, small)
    assert [span.slot for span in spans] == ["occupation", "amount", "period"]
    assert [text[span.start : span.end] for span in spans] == [span.text for span in spans]


@pytest.mark.parametrize(
    ("text", "distance"),
    [("leuchtturmwärter", 0), ("leuchtturmwärtr", 1), ("leuchtumwärter", 2), ("keper", 1)],
)
def test_a_misspelt_name_says_how_far_off_it_is(text: str, distance: int, small: Index) -> None:
    (span,) = spans_of(text, small)
    assert (span.value, span.distance) == ("lighthouse_keeper", distance)


def test_a_name_spelt_right_is_never_taken_for_a_similar_one(small: Index) -> None:
    assert slots_of("leuchtturmmaler", small) == [("other_occupation", "leuchtturmmaler")]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("nicht der direktor", True),
        ("kein turmdirektor", True),
        ("not the director", True),
        ("der direktor", False),
        ("gehalt nicht aufgaben direktor", False),
        ("nicht was ein anderer meint sondern der direktor", False),
    ],
)
def test_a_name_behind_a_not_is_ruled_out(text: str, negated: bool, small: Index) -> None:
    assert [span.negated for span in spans_of(text, small)] == [negated]


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("Monatsgehalt", "period", "month"),
        ("Jahresgehalt", "period", "year"),
        ("Stundenlohn", "period", "hour"),
        ("Nettogehalt", "pay", "net"),
        ("Juniorgehalt", "level", "junior"),
    ],
)
def test_a_compound_asks_its_question_and_names_a_slot(
    text: str, slot: str, value: str, small: Index
) -> None:
    assert slots_of(text, small) == [(slot, value)]
    assert "gehalt" in words_of(text, small)


def test_a_number_is_one_slot_however_it_is_written(small: Index) -> None:
    for written in ("52.000", "52,000", "52 000 €", "52k", "€52,000", "52 tsd."):
        assert slots_of(f"ist {written} viel", small) == [("amount", "52000")]
