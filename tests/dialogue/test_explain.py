"""An explanation shows how a message was read, the same every time, to the byte."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.checking.check import build_index
from bot.dialogue.explain import explain as explain_on
from bot.matching.guards import outcome
from bot.matching.index import Index
from bot.matching.recognize import MOST_SENTENCES, recognize
from tests.conftest import HERE, sound
from tests.dialogue.chat import ODD, TODAY

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


def explain(text: str, index: Index, code: str | None = None, before: Sequence[str] = ()) -> str:
    """Explain on the day all tests of dialogue are held."""
    return explain_on(text, index, TODAY, before=before, language_code=code)


@pytest.fixture(scope="module")
def other() -> Index:
    """Build the same index once more."""
    return build_index(sound(HERE / "knowledge_small"))


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
        "1.        salary  score ",
        " = share -",
        ", subject +0.00",
        "share 0.",
        "  similarity 0.",
        "  own words 0.",
        "  strength ",
        'nearest "was verdient ein {occupation}" (intents/salary.yaml:',
        "unknown words: zwirbel",
        "outcome   answer (recognized) because every guard passes",
        'phrase    salary: "was verdient ein {occupation}" (intents/salary.yaml:',
        "occupation        passes        known lighthouse_keeper corrected",
        "reply       ",
    ):
        assert part in lines


def test_a_corrected_word_is_shown_with_its_distance(small: Index) -> None:
    assert "gehlat -> gehalt (content, distance 1)" in explain("gehlat", small)


def test_every_sentence_is_explained(small: Index) -> None:
    lines = explain("Gehalt? Ausbildung! Sturm.", small).splitlines()
    assert [line.split()[1] for line in lines if line.startswith("sentence")] == [
        "gehalt?", "ausbildung!", "sturm."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("was verdient man", None, "-> de (words of the message)"),
        ("what do you earn", None, "-> en (words of the message)"),
        ("keeper", None, "-> de (nothing else says one)"),
        ("keeper", "en-GB", "-> en (language of the app)"),
        ("ile zarabia", None, "looks like pl"),
    ],
)
def test_the_language_and_its_evidence_are_shown(
    text: str, code: str | None, said: str, small: Index
) -> None:
    assert said in explain(text, small, code).splitlines()[1]


def test_a_message_of_nothing_says_so(small: Index) -> None:
    assert "(nothing)" in explain("🙈", small)
    assert "guard     words             dont_know" in explain("🙈", small)


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


def test_what_was_said_before_is_played_first(small: Index) -> None:
    alone, after = (
        explain("und im Monat?", small, before=said) for said in ([], ["gehalt keeper"])
    )
    assert "after       gehalt keeper -> answer, salary" in after
    assert "remembered  topic salary, entry salary, occupation lighthouse_keeper" in after
    assert "goes on           decides       salary" in after
    assert "goes on" not in alone


def test_a_command_and_its_argument_are_explained(small: Index) -> None:
    said = explain("/gehalt leuchtturmwärtr", small)
    assert "command     /gehalt -> salary" in said
    assert "leuchtturmwärtr = occupation:lighthouse_keeper (distance 1)" in said
    assert "command     /zwirbel -> unknown" in explain("/zwirbel", small)


def test_both_questions_of_a_message_are_marked(small: Index) -> None:
    said = explain("Gehalt keeper? Ausbildung?", small)
    assert "<- question 1" in said
    assert "<- question 2" in said


@pytest.mark.parametrize("text", [*ODD.values(), *MESSAGES])
def test_anything_can_be_explained(text: str, small: Index) -> None:
    said = explain(text, small, before=[text[:200], "gehalt"])
    assert "reply       " in said
    assert said.isprintable() or set(said) - set("\n") == {c for c in said if c.isprintable()}


@pytest.mark.parametrize(
    "text", ["was verdient ein keeper", "sturm tee", "xyzzy gehalt", "ferien geld", "wer bist du"]
)
def test_the_outcome_is_what_the_guards_say(text: str, small: Index) -> None:
    reading = recognize(text, small)
    deciding = [guard for guard in reading.guards if guard.verdict == "decides"]
    if not deciding:
        assert (reading.outcome, reading.reason) == outcome(reading.guards)
    names = [guard.name for guard in reading.guards]
    assert len(names) == len(set(names))
    assert {"trigger", "follow-up", "slots alone"} <= set(names)


def test_the_parts_of_a_score_add_up_to_it(small: Index) -> None:
    for candidate in recognize("was verdient man am turm bei sturm", small).candidates:
        assert round(sum(candidate.parts), 4) == candidate.score
