"""An explanation shows how a message was read, the same every time, to the byte."""

from __future__ import annotations

import pytest

from bot.matching.explain import explain
from bot.matching.index import Index
from bot.matching.recognize import MOST_SENTENCES
from tests.conftest import HERE, sound

MESSAGES = (
    "Was verdient ein Leuchtturmwärtr in Kiel?",
    "Hallo! Ich wollte mal fragen: gehalt? Und die Ausbildung?",
    "ich will nicht mehr leben",
    "xyzzy",
    "",
    "<b>gehalt</b> \u202e 💰",
    "ile zarabia jest",
    "gehalt " * 300,
)


@pytest.fixture(scope="module")
def other() -> Index:
    """Build the same index once more."""
    return Index.build(sound(HERE / "knowledge_small"))


@pytest.mark.parametrize("text", MESSAGES)
def test_the_same_message_is_explained_in_the_same_bytes(
    text: str, small: Index, other: Index
) -> None:
    first = explain(text, small, "de").encode()
    assert explain(text, small, "de").encode() == first
    assert explain(text, other, "de").encode() == first


def test_words_slots_candidates_and_outcome_are_shown(small: Index) -> None:
    lines = explain("Was verdient ein Leuchtturmwärtr in Kiel zwirbel?", small)
    for part in (
        "leuchtturmwärtr = occupation:lighthouse_keeper (distance 1)",
        "kiel = place:kiel (distance 0)",
        "verdient -> verdient (content)",
        "ein -> ein (function word)",
        "zwirbel -> zwirbel (unknown)",
        "1. salary  score ",
        "  probability 0.",
        "  similarity 0.",
        "  own words 0.",
        'nearest "was verdient ein {occupation}" (intents/salary.yaml:',
        "unknown words: zwirbel",
        "outcome   answer",
    ):
        assert part in lines


def test_a_corrected_word_is_shown_with_its_distance(small: Index) -> None:
    assert "gehlat -> gehalt (content, corrected, distance 1)" in explain("gehlat", small)


def test_every_sentence_is_explained(small: Index) -> None:
    lines = explain("Gehalt? Ausbildung! Sturm.", small).splitlines()
    assert [line.split()[1] for line in lines if line.startswith("sentence")] == [
        "gehalt?", "ausbildung!", "sturm."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("was verdient man", None, "-> de"),
        ("what do you earn", None, "-> en"),
        ("keeper", None, "undecided, so the chat decides (app: not given)"),
        ("keeper", "de-AT", "(app: de-AT)"),
        ("ile zarabia", None, "looks like pl"),
    ],
)
def test_the_language_and_its_evidence_are_shown(
    text: str, code: str | None, said: str, small: Index
) -> None:
    assert said in explain(text, small, code).splitlines()[1]


def test_a_message_of_nothing_says_so(small: Index) -> None:
    assert "(nothing)" in explain("🙈", small)
    assert "no_words" in explain("🙈", small)


@pytest.mark.parametrize(
    "text", ["a? " * 33_000, "Leuchtturm. " * 9000, "gehalt\n" * 15_000, "{x;}" * 25_000]
)
def test_of_a_very_long_message_the_most_telling_sentences_are_explained(
    text: str, small: Index
) -> None:
    shown = explain(text, small).splitlines()
    assert sum(line.startswith("sentence    ") for line in shown) <= MOST_SENTENCES
    assert len(shown) < 1000


def test_sentences_left_out_of_an_explanation_are_counted(small: Index) -> None:
    text = "".join(
        f"Zwirbel {word}.\n" for word in ("eins", "zwei", "drei", "vier", "fünf", "elf")
    )
    shown = explain(text, small)
    assert "6, of which 5 follow" in shown
    assert "sentence    zwirbel elf." in shown
