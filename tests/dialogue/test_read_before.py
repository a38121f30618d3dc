"""What was read before is read the same again, and only where reading has not changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.checking.conversations import check_conversations
from bot.dialogue.context import Context, Message
from bot.dialogue.read_before import ReadBefore, reading_key
from bot.dialogue.respond import respond
from bot.dialogue.understand import understand
from bot.knowledge.models import Entry, Knowledge
from bot.matching.index import Index
from bot.text.normalize import normalize

TODAY = date(2026, 11, 21)
TEXTS = ["gehalt keeper", "was verdient ein leuchtturmwärter?", "and the training?", "hallo",
         "x" * 5000, "", "🚢", "how do i become a keeper? what are the tasks?"]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("topic", [None, "salary"])
def test_a_turn_is_the_same_with_and_without_memory(
    small: Index, text: str, topic: str | None
) -> None:
    memory = ReadBefore(small)
    context = Context(topic=topic)
    plain = respond(Message(text), context, small, TODAY)
    for _ in range(2):
        assert respond(Message(text), context, small, TODAY, memory.read) == plain


def test_a_text_is_read_once(small: Index) -> None:
    memory = ReadBefore(small)
    text = normalize("gehalt keeper")
    assert memory.read(text, small, None) is memory.read(text, small, None)
    assert memory.read(text, small, None) == understand(text, small, None)
    assert memory.read(text, small, "training") is not memory.read(text, small, None)


def test_it_forgets_what_was_not_asked_for_longest(small: Index) -> None:
    memory = ReadBefore(small, most=2)
    for text in ("hallo", "hi", "hallo", "moin"):
        memory.read(text, small, None)
    assert {text for text, *_ in memory.remembered()} == {"hallo", "moin"}


def test_long_texts_are_not_kept(small: Index) -> None:
    memory = ReadBefore(small)
    memory.read("hallo " * 100, small, None)
    assert memory.remembered() == {}


def edited(knowledge: Knowledge, **changes: object) -> Knowledge:
    """Return the knowledge with one entry changed."""
    first = knowledge.entries["salary"]
    entries: dict[str, Entry] = {**knowledge.entries, first.id: replace(first, **changes)}  # type: ignore[arg-type]
    return replace(knowledge, entries=entries)


def test_replies_and_figures_do_not_change_how_texts_are_read(small: Index) -> None:
    knowledge, key = small.knowledge, reading_key(small.knowledge)
    assert reading_key(edited(knowledge, reply={"de": "Neu", "en": "New"})) == key
    assert reading_key(edited(knowledge, sources=("another",))) == key
    assert reading_key(replace(knowledge, wording={}, conversations=(), digest="x")) == key


def test_whatever_else_changes_an_entry_is_another_key(small: Index) -> None:
    knowledge, key = small.knowledge, reading_key(small.knowledge)
    phrases = knowledge.entries["salary"].phrases
    for changes in (
        {"phrases": phrases[1:]},
        {"title": {"de": "Anders", "en": "Different"}},
        {"topic": "another"},
        {"kind": "fallback"},
        {"after": ("training",)},
        {"needs": ()},
        {"about_occupation": False},
        {"answer": "another"},
    ):
        assert reading_key(edited(knowledge, **changes)) != key, changes
    assert reading_key(replace(knowledge, languages=("de",))) != key
    assert reading_key(replace(knowledge, occupations={})) != key


def test_promises_are_kept_or_broken_the_same_with_what_was_read_before(small: Index) -> None:
    memory = ReadBefore(small)
    check_conversations(small, TODAY, memory.read)
    later = ReadBefore(small)
    later.remember(memory.remembered())
    assert check_conversations(small, TODAY, later.read) == check_conversations(small, TODAY)
    assert later.remembered() == memory.remembered()
