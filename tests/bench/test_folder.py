"""A data set becomes a knowledge folder that the stock loader takes without an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.matching.datasets import DataSet, Question
from bench.matching.folder import write
from bench.matching.stock import Stock, knowledge


def _set(intents: dict[str, list[str]], language: str = "en") -> DataSet:
    phrases = {label: tuple(texts) for label, texts in intents.items()}
    return DataSet("made_up.2", language, phrases, {"test": (Question("x", None),)})


def _phrases(root: Path) -> dict[str, list[str]]:
    entries = knowledge(root, "made_up.2").entries.values()
    return {entry.id: [phrase.text for phrase in entry.phrases] for entry in entries}


def test_every_label_becomes_an_entry_with_its_phrases(tmp_path: Path) -> None:
    data = _set({"a/b": ["one lamp", "two lamps"], "c": ["a boat"]})
    assert write(data, tmp_path / "k") == {"0001": "a/b", "0002": "c"}
    assert _phrases(tmp_path / "k") == {"0001": ["one lamp", "two lamps"], "0002": ["a boat"]}


def test_words_yaml_would_misread_stay_texts(tmp_path: Path) -> None:
    said = ["no", "12:30", "30.000", "a: b", "# x", "- y", "2026-11-21", '"q"', "null", "it's"]
    write(_set({"odd": said}), tmp_path / "k")
    assert _phrases(tmp_path / "k") == {"0001": said}


def test_braces_line_breaks_and_mere_signs_do_no_harm(tmp_path: Path) -> None:
    write(_set({"odd": ["what is {this}", "two\nlines", "?!"]}), tmp_path / "k")
    assert _phrases(tmp_path / "k") == {"0001": ["what is this", "two lines"]}


def test_labels_that_look_alike_get_ids_of_their_own(tmp_path: Path) -> None:
    data = _set({"a b": ["one"], "A_b": ["two"], "???": ["three"], "über": ["four"]})
    ids = write(data, tmp_path / "k", names=True)
    assert list(ids.values()) == list(data.intents)
    assert list(ids) == ["a_b", "A_b_2", "0003", "über"]
    assert len(_phrases(tmp_path / "k")) == 4


@pytest.mark.parametrize(
    ("language", "spoken"),
    [("en-GB", ("en",)), ("gsw", ("de",)), ("de-st", ("de",)), ("nap", ("de", "en"))],
)
def test_phrases_stand_under_their_language_where_it_has_two_letters(
    tmp_path: Path, language: str, spoken: tuple[str, ...]
) -> None:
    write(_set({"boat": ["es schiffli"]}, language), tmp_path / "k")
    assert knowledge(tmp_path / "k", "x").languages == spoken


def test_the_stock_bot_answers_with_the_label(tmp_path: Path) -> None:
    data = _set({"boats/hire": ["hire a boat", "rent a boat"], "lamp": ["buy a lamp", "a lamp"]})
    labels = write(data, tmp_path / "k")
    label, confidence = Stock(knowledge(tmp_path / "k", "x"), labels).answer("rent a boat")
    assert label == "boats/hire"
    assert 0 < confidence <= 1
