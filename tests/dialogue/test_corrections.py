"""A misspelt occupation is named in every reply about it: nothing is taken silently."""

from __future__ import annotations

import pytest

from bot.dialogue.wording import say
from bot.matching.index import Index
from tests.dialogue.chat import Chat

READ_AS = {"de": "Leuchtturmwärter", "en": "Lighthouse keeper"}


def note(index: Index, language: str) -> str:
    return say(index.knowledge, "taken_as", language, occupation=READ_AS[language])


@pytest.mark.parametrize(
    "text",
    [
        "gehalt leuchtturmwärtr",
        "was macht ein leuchtturmwärtr",
        "ausbildung leuchtturmwärtr",
        "ich verdiene 30000 euro als leuchtturmwärtr",
        "ich bin leuchtturmwärtr. was verdient man da?",
        "/gehalt leuchtturmwärtr",
        "leuchtturmwärtr stürme und wellen",
    ],
)
def test_a_misspelt_occupation_is_named_in_every_reply(text: str, small: Index) -> None:
    assert note(small, "de") in Chat(small).say(text).reply.text


def test_an_occupation_misspelt_in_a_follow_up_is_named(small: Index) -> None:
    turn = Chat(small).say("gehalt direktor leuchtturm", "und als leuchtturmwärtr?")
    assert note(small, "de") in turn.reply.text


def test_it_is_named_once_where_two_questions_are_answered(small: Index) -> None:
    turn = Chat(small).say("Gehalt Leuchtturmwärtr? Was macht ein Leuchtturmwärtr?")
    assert turn.reply.text.count(note(small, "de")) == 1


@pytest.mark.parametrize("text", ["gehalt leuchtturmwärter", "Gehalt Leuchtturmwärter:in?"])
def test_what_is_spelt_right_needs_no_note(text: str, small: Index) -> None:
    assert note(small, "de") not in Chat(small).say(text).reply.text
