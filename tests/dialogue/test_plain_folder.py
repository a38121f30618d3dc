"""Knowledge of phrases alone, as other people's questions come in: no slots, no stories."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checking.check import build_index
from bot.dialogue.turn import Understood
from bot.matching.index import Index
from bot.matching.lexicon import Word
from bot.matching.spans import Span, read_items
from bot.text.tokens import tokenize
from tests.conftest import sound
from tests.dialogue.chat import Chat

PHRASES = """
munich: {phrases: [wo in münchen seid ihr, eure adresse in münchen, wie komme ich zu euch nach münchen]}
lisbon: {phrases: [wo in lissabon seid ihr, eure adresse in lissabon, wie komme ich zu euch nach lissabon]}
hamburg: {phrases: [wo in hamburg seid ihr, eure adresse in hamburg, wie komme ich zu euch nach hamburg]}
sister: {phrases: [hast du eine schwester, gibt es geschwister von dir, wie heißt dein bruder]}
alive: {phrases: [lebst du, bist du am leben, gibt es dich wirklich]}
who: {phrases: [wer bist du, was bist du, wie heißt du]}
"""  # noqa: E501  one entry a line


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Return the index of a folder that holds phrases and nothing else."""
    return build_index(sound(folder(tmp_path_factory.mktemp("plain"), PHRASES)))


def folder(root: Path, phrases: str) -> Path:
    (root / "faq").mkdir()
    (root / "faq" / "all.yaml").write_text(phrases, encoding="utf-8")
    return root


def asked(text: str, index: Index) -> Understood:
    return Chat(index).say(text).interpretation


@pytest.mark.parametrize("town", ["munich", "lisbon", "hamburg"])
def test_towns_are_words_where_no_phrase_has_a_slot(town: str, plain: Index) -> None:
    name = {"munich": "München", "lisbon": "Lissabon", "hamburg": "Hamburg"}[town]
    assert asked(f"wo finde ich euch in {name}?", plain).intent == town
    assert asked(f"{name}?", plain).intent == town


def test_amounts_are_no_slots_where_no_phrase_has_one(plain: Index, small: Index) -> None:
    text = "wo in hamburg gibt es 45000 € im monat"
    assert not any(isinstance(item, Span) for item in read_items(text, plain.lexicon))
    assert any(isinstance(item, Span) for item in read_items(text, small.lexicon))


def test_one_phrase_with_a_slot_brings_the_slots_back(tmp_path: Path) -> None:
    more = "weather: {phrases: ['wie wird das wetter in {place}']}"
    index = build_index(sound(folder(tmp_path, f"{PHRASES}{more}\n")))
    spans = [i for i in read_items("das wetter in hamburg", index.lexicon) if isinstance(i, Span)]
    assert [(span.slot, span.value) for span in spans] == [("place", "hamburg")]


def test_a_clause_of_a_strange_story_is_no_surer_than_the_story(plain: Index) -> None:
    clause = asked("gibt es dich wirklich", plain)
    story = asked("glaubt die wissenschaft an meteore im sternbild orion, gibt es dich", plain)
    assert clause.confidence > 0.9
    assert story.confidence < clause.confidence - 0.3


def test_a_question_of_function_words_alone_is_offered_where_phrases_are_such(
    plain: Index,
) -> None:
    found = asked("wer bist du denn nur", plain)
    assert (found.intent, found.kind) in {("who", "answer"), ("who", "clarify")}


def test_dialect_is_read_by_its_sound(tmp_path: Path) -> None:
    phrases = """
price: {phrases: [was kostet die rechnung, wie teuer ist die rechnung]}
card: {phrases: [ich habe die karte verloren, die karte wurde gestohlen]}
weather: {phrases: [wie wird das wetter am wochenende, scheint die sonne]}
"""
    index = build_index(sound(folder(tmp_path, phrases)))
    said = {"was choschtet d rächnig": "price", "i ha d charte verlore": "card"}
    assert {text: asked(text, index).intent for text in said} == said
    words = read_items("was choschtet d rächnig", index.lexicon)
    assert [word.key for word in words if isinstance(word, Word)][1::2] == ["kostet", "rechnung"]
    assert not index.lexicon.read(tokenize("wasser")[0])[0].distance  # a word of its own
