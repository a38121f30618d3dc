"""Nobody gets another occupation's facts: a reply about some occupations holds for no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.choices import entry_choices
from bot.dialogue.holds import holds_for
from bot.dialogue.wording import say
from bot.knowledge.models import Entry
from bot.matching.index import Index
from tests.dialogue.chat import DIRECTOR, KEEPER, Chat


def with_entry(index: Index, name: str, **changed: object) -> Index:
    """Return the index with one entry changed, and no occupation that stands in for another."""
    entries = index.knowledge.entries
    entries = {**entries, name: replace(entries[name], **changed)}
    known = {
        each.id: replace(each, stands_in=None) for each in index.knowledge.occupations.values()
    }
    return replace(index, knowledge=replace(index.knowledge, entries=entries, occupations=known))


@pytest.fixture
def small_alone(small: Index) -> Index:
    """Return the small knowledge with a reply about training that is the keeper's."""
    reply = {"de": "Zwei Winter auf dem Turm.", "en": "Two winters in the tower."}
    return with_entry(small, "training", section=None, reply=reply)


@pytest.mark.parametrize(
    ("language", "text"), [("de", "ausbildung turmdirektor"), ("en", "training turmdirektor")]
)
def test_another_occupation_gets_an_honest_no_and_what_there_is_about_it(
    language: str, text: str, small_alone: Index
) -> None:
    turn = Chat(small_alone).say(text)
    name = small_alone.knowledge.occupations[DIRECTOR].name[language]
    known = small_alone.knowledge
    assert turn.reply.kind == "fallback"
    assert turn.reply.text.startswith(say(known, "not_in_sources_for", language, occupation=name))
    assert say(known, "known_about", language, occupation=name) in turn.reply.text
    assert "inter" not in turn.reply.text
    offered = [choice.data for choice in turn.reply.choices]
    assert offered == [f"salary {DIRECTOR}", f"tasks {DIRECTOR}"]
    for data in offered:
        assert Chat(small_alone).press(data).reply.kind == "answer"


def test_the_occupation_the_reply_is_about_gets_it(small_alone: Index) -> None:
    for text in ("ausbildung leuchtturmwärter", "ausbildung"):
        assert "Zwei Winter" in Chat(small_alone).say(text).reply.text


def test_a_chat_about_one_occupation_gets_no_other_ones_answer(small_alone: Index) -> None:
    turn = Chat(small_alone).say("gehalt turmdirektor", "und die ausbildung?")
    assert turn.reply.kind == "fallback"
    assert "Winter" not in turn.reply.text


def test_an_entry_may_list_the_occupations_it_holds_for(small_alone: Index) -> None:
    index = with_entry(small_alone, "training", occupations=(KEEPER, DIRECTOR))
    assert "Zwei Winter" in Chat(index).say("ausbildung turmdirektor").reply.text


def test_what_stands_in_for_an_occupation_answers_for_it(small: Index) -> None:
    training = replace(small.knowledge.entries["training"], section=None, reply={"de": "Ja."})
    director = small.knowledge.occupations[DIRECTOR]
    assert director.stands_in == KEEPER
    assert holds_for(training, director, small.knowledge)


def test_without_a_default_occupation_a_reply_holds_for_all(small: Index) -> None:
    knowledge = replace(small.knowledge, default_occupation=None)
    entry = Entry("x", "x", {}, about_occupation=True, reply={"de": "Ja."})
    alone = replace(knowledge.occupations[DIRECTOR], stands_in=None)
    assert holds_for(entry, alone, knowledge)


def test_no_button_leads_to_an_honest_no(small_alone: Index) -> None:
    names = ("salary", "training", "tasks")
    offered = entry_choices(small_alone.knowledge, names, "de", DIRECTOR)
    assert [each.data for each in offered] == [f"salary {DIRECTOR}", f"tasks {DIRECTOR}"]
