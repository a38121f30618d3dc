"""Everything learnt from a knowledge base: the same every time, whatever the order of files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.checking.check import build_index
from bot.dialogue.explain import explain as explain_on
from bot.matching.index import Index
from bot.matching.learnt import pack
from bot.matching.lesson import Lesson
from bot.matching.phrase_texts import PhraseTexts
from bot.matching.word_counts import count_words
from tests.conftest import HERE, sound
from tests.dialogue.chat import TODAY
from tests.knowledge.broken import folder
from tests.matching.reading import items_of

QUESTIONS = ("gehalt keeper", "was macht ein wächter bei sturm", "how do i become one", "xyzzy")


def explain(text: str, index: Index) -> str:
    """Explain on the day all tests of dialogue are held."""
    return explain_on(text, index, TODAY)


def exact(text: str, index: Index) -> str | None:
    """Return the entry that asks word for word the same as the message."""
    found = index.exact(items_of(text, index))
    return found[0] if found else None


def test_two_builds_are_equal_to_the_byte(small: Index) -> None:
    again = build_index(sound(HERE / "knowledge_small"))
    assert pack(again.learnt) == pack(small.learnt)


def test_the_order_in_which_files_were_created_does_not_matter(
    small: Index, tmp_path: Path
) -> None:
    files = [path for path in (HERE / "knowledge_small").rglob("*") if path.is_file()]
    for path in sorted(files, reverse=True):
        copy = tmp_path / path.relative_to(HERE / "knowledge_small")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    assert pack(build_index(sound(tmp_path)).learnt) == pack(small.learnt)


def test_the_names_of_faq_files_change_no_reading(small: Index, tmp_path: Path) -> None:
    shutil.copytree(HERE / "knowledge_small", tmp_path / "kb")
    (tmp_path / "kb/faq/lighthouse.yaml").rename(tmp_path / "kb/faq/a.yaml")
    (tmp_path / "kb/faq/edges.yaml").rename(tmp_path / "kb/faq/zzz.yaml")
    moved = build_index(sound(tmp_path / "kb"))
    for text in QUESTIONS:
        said = explain(text, moved).replace("faq/a.yaml", "faq/lighthouse.yaml")
        assert said.replace("faq/zzz.yaml", "faq/edges.yaml") == explain(text, small)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("gehalt keeper", "salary"),
        ("Gehalt: Leuchtturmdirektor!", "salary"),
        ("Was verdient ein Turmwärter?", "salary"),
        ("Urlaub", "holidays"),  # a title is a phrase as well
        ("lohn", "salary"),
        ("ist 31.000 viel?", "salary_check"),
        ("gehalt keeper kiel", None),
        ("sprich englisch", None),  # "sprich deutsch" is another question
        ("", None),
    ],
)
def test_a_phrase_matches_word_for_word_whatever_its_slots_hold(
    text: str, entry: str | None, small: Index
) -> None:
    assert exact(text, small) == entry


def test_follow_ups_belong_to_the_topics_they_come_after(small: Index) -> None:
    items = items_of("und die aufgaben", small)
    nearest = small.nearest_follow_ups(items, "salary")[0]
    assert nearest.entry == "tasks"
    assert small.follow_ups.phrases[nearest.number].text == "und die aufgaben"
    assert 0.5 < nearest.similarity <= 1
    assert "tasks" not in [found.entry for found in small.nearest_follow_ups(items, "tasks")]
    assert small.nearest_follow_ups(items, None) == []
    assert small.nearest_follow_ups(items, "no topic of ours") == []


@pytest.mark.parametrize("topic", ["salary", "tasks", "training"])
@pytest.mark.parametrize("text", ["und die aufgaben", "und im monat", "how long", "xyzzy", ""])
def test_each_entry_has_one_nearest_follow_up_and_the_nearest_comes_first(
    text: str, topic: str, small: Index
) -> None:
    found = small.nearest_follow_ups(items_of(text, small), topic)
    entries = [follow_up.entry for follow_up in found]
    assert found
    assert len(set(entries)) == len(entries)
    assert entries == [small.follow_ups.entries[follow_up.number] for follow_up in found]
    assert all(topic in small.knowledge.entries[entry].after for entry in entries)
    likeness = [follow_up.similarity for follow_up in found]
    assert likeness == sorted(likeness, reverse=True)
    assert all(-1e-6 <= similarity <= 1 for similarity in likeness)


def test_a_long_message_is_no_follow_up(small: Index) -> None:
    text = "und die aufgaben " * 5
    assert small.nearest_follow_ups(items_of(text, small), "salary") == []


def test_the_nearest_phrase_of_an_entry_is_found(small: Index) -> None:
    phrase = small.nearest_phrase("training", items_of("wie wird man eigentlich keeper", small))
    assert phrase is not None
    assert phrase.text == "wie wird man {occupation}"
    assert small.nearest_phrase("crisis", items_of("leben", small)) is None
    assert small.nearest_phrase("no entry of ours", items_of("leben", small)) is None


def test_words_of_both_languages_tell_neither(small: Index) -> None:
    words = small.language_words
    for kind in (words.function, words.content):
        assert not set(kind["de"]) & set(kind["en"])
    assert "in" not in words.function["de"]
    assert "was" in words.function["de"]
    assert "gehalt" in words.content["de"]
    assert "salary" in words.content["en"]
    for loanword in ("keeper", "director", "job"):
        assert loanword not in words.content["de"] | words.content["en"]


def test_words_are_counted_by_phrase_and_language(small: Index) -> None:
    lesson = Lesson.of(small.knowledge)
    texts = PhraseTexts.taught(lesson)
    counts = count_words(lesson.said(), lesson.languages, texts)
    assert counts.by_language["de"]["gehalt"] >= 5
    assert "gehalt" not in counts.by_language["en"]
    assert counts.all["sturm"] == 3


def test_commands_of_all_languages_are_known_by_their_folded_names(small: Index) -> None:
    assert small.commands["gehalt"] == small.commands["salary"] == "salary"
    assert all(name == name.lower() for name in small.commands)


@pytest.mark.parametrize(
    "files",
    [
        {"faq__x": "cats: {phrases: {en: [are there cats]}, reply: {en: Yes!}}\n"},
        {"faq__x": "cats: {title: {en: Cats}, reply: {en: Yes!}}\n"},
        {"faq__x": "cats: {triggers: {en: [cat]}, title: {en: c}, reply: {en: Yes!}}\n"},
        {"intents__x": "phrases: [a]\n", "intents__y": "phrases: [b]\n"},
    ],
)
def test_a_knowledge_of_next_to_nothing_can_be_indexed(
    tmp_path: Path, files: dict[str, str]
) -> None:
    index = build_index(sound(folder(tmp_path, **files)))
    for text in ("are there cats", "", "xyzzy", "und?"):
        assert explain(text, index)
