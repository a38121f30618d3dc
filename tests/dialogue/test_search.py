"""Answers found while somebody types: half words, slips, and never a neighbour's figure."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dialogue.search import Found, search
from bot.matching.index import Index
from tests.dialogue.chat import ODD

TODAY = date(2026, 11, 21)


def found(query: str, index: Index, code: str | None = "de") -> tuple[Found, ...]:
    return search(query, code, index, TODAY)


def titles(query: str, index: Index, code: str | None = "de") -> list[str]:
    return [one.title for one in found(query, index, code)]


@pytest.mark.parametrize(
    "query", ["gehalt keeper", "gehalt keep", "geha", "gehlat keepr", "GEHALT  KEEPER ", "gehalt"]
)
def test_half_typed_and_misspelt_queries_find_the_answer_first(query: str, small: Index) -> None:
    first = found(query, small)[0]
    assert first.title.startswith("Gehalt")
    assert "36.000 €" in first.summary
    assert "Almanach der Küste (2024)" in first.summary


def test_the_language_is_that_of_the_words_then_that_of_the_app(small: Index) -> None:
    assert found("salary of a keeper", small, "de")[0].reply.language == "en"
    assert found("keeper", small, "en")[0].reply.language == "en"
    assert found("gehalt", small, "en")[0].reply.language == "de"
    assert found("", small, "fr")[0].reply.language == "de"


def test_all_that_is_found_speaks_one_language(small: Index) -> None:
    for query in ("gehalt", "salary", "", "keeper", "le"):
        assert len({one.reply.language for one in found(query, small, "en")}) <= 1


def test_an_empty_query_finds_the_main_subjects(small: Index) -> None:
    assert titles("", small)[:2] == titles(" \n", small)[:2]
    assert titles("", small)[0].startswith("Gehalt")


def test_a_single_letter_finds_the_main_subjects(small: Index) -> None:
    assert titles("g", small) == titles("", small)


@pytest.mark.parametrize("query", ["negot", "negotiat"])
def test_a_half_typed_word_may_go_on_as_another_than_the_commonest(
    query: str, shipped: Index
) -> None:
    assert "Negotiating pay" in titles(query, shipped, "en")


@pytest.mark.parametrize("query", ["gehalt arzt", "gehalt astronaut", "wie wird das wetter"])
def test_what_nobody_knows_finds_no_figure(query: str, shipped: Index) -> None:
    assert all("€" not in one.summary for one in found(query, shipped))


def test_each_answer_is_found_once_and_under_the_same_id(small: Index) -> None:
    names = [one.id for one in found("gehalt keeper", small)]
    assert len(set(names)) == len(names) > 1
    assert names == [one.id for one in found("gehalt keeper", small)]
    assert all(0 < len(name.encode()) <= 64 for name in names)


def test_only_answers_are_found(small: Index) -> None:
    for query in ("", "hallo", "gehalt", "/start", "/gehalt keeper", "start"):
        assert all(one.reply.kind == "answer" for one in found(query, small))


@pytest.mark.parametrize("query", ODD.values(), ids=list(ODD))
def test_odd_queries_do_no_harm(query: str, small: Index) -> None:
    assert len(found(query, small)) <= 8


@pytest.mark.parametrize("query", ["backend", "backend developer", "backend entwickler"])
def test_an_occupation_alone_finds_the_main_answers_about_it(query: str, shipped: Index) -> None:
    told = ["Gehalt", "Wege in den Beruf", "Bewerbung", "Aufgaben"]
    assert titles(query, shipped)[:4] == [f"{title} · Backend Developer" for title in told]
