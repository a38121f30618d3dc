"""What is remembered of a chat survives as JSON and holds nothing a user wrote."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest

from bot.dialogue.context import CONTEXT_VERSION, Context
from bot.dialogue.forms.state import FormState
from bot.matching.index import Index
from tests.dialogue.chat import ODD, Chat

FULL = Context(
    language="de", chosen_language="en", entry="salary", topic="salary", occupation="x",
    slots={"period": "month"}, sources=("a", "b"), figures=("f",), pending="salary",
    offered=("salary x", "none"), shortened=True, stranger="baker",
    forms=(
        FormState("visit", {"first": "yes", "why": "Ruhe"}, agreed=True, unclear=1, between=2),
    ),
)  # fmt: skip


def through_json(context: Context) -> Context:
    return Context.from_json(json.loads(json.dumps(context.to_json())))


@pytest.mark.parametrize("context", [Context(), FULL])
def test_json_gives_an_equal_context_back(context: Context) -> None:
    assert through_json(context) == context


def test_the_full_example_leaves_no_field_out() -> None:
    default = Context()
    assert all(getattr(FULL, f.name) != getattr(default, f.name) for f in fields(Context))


@pytest.mark.parametrize("version", [None, 0, CONTEXT_VERSION + 1, "1", {}])
def test_of_another_version_only_the_languages_are_kept(version: object) -> None:
    values = {**FULL.to_json(), "version": version}
    assert Context.from_json(values) == Context(language="de", chosen_language="en")


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"version": CONTEXT_VERSION, "from": "the future"},
        {"version": CONTEXT_VERSION, "entry": 5, "slots": [1], "sources": "abc", "offered": None},
        {"version": CONTEXT_VERSION, "language": ["de"], "pending": {}, "occupation": True},
    ],
)
def test_what_cannot_be_read_is_forgotten(values: dict[str, Any]) -> None:
    assert Context.from_json(values) == Context()


def test_a_chat_goes_on_from_json_as_if_nothing_had_happened(small: Index) -> None:
    texts = (
        "gehalt turmdirektor", "und im monat?", "und die aufgaben?", "gehalt", "keeper",
        "quelle dafür",
    )  # fmt: skip
    plain, restarted = Chat(small), Chat(small)
    for text in texts:
        expected = plain.say(text)
        restarted.context = through_json(restarted.context)
        assert repr(restarted.say(text)) == repr(expected)


def test_a_context_that_names_what_no_longer_exists_does_no_harm(small: Index) -> None:
    gone = Context(
        language="fr", chosen_language="xx", entry="gone", topic="gone", occupation="gone",
        slots={"period": "gone", "place": "gone", "level": "gone"},
        sources=("gone",), figures=("gone",), pending="gone", offered=("gone",),
    )  # fmt: skip
    for text in ("gehalt", "und im monat?", "woher weißt du das?", "keeper", "/salary", "xyzzy"):
        assert Chat(small, context=gone).say(text).reply.text
    assert Chat(small, context=gone).press("salary").reply.text


@pytest.mark.parametrize("slot", ["period", "place", "level", "pay", "amount"])
def test_a_slot_value_that_no_longer_exists_does_no_harm(slot: str, small: Index) -> None:
    for entry in ("salary", "salary_check", "salary_convert", "tasks"):
        old = Context(entry=entry, topic="salary", occupation="lighthouse_keeper",
                      slots={slot: "gone"})  # fmt: skip
        for text in ("und im monat?", "und der direktor?", "und in kiel?", "und 40.000?"):
            assert Chat(small, context=old).say(text).reply.text


def test_nothing_a_user_wrote_is_kept(small: Index) -> None:
    chat = Chat(small)
    for text in ("Mein Name ist Zwirbelbart, gehalt keeper?", "gehalt zwirbelbart", "zwirbelbart?",
                 "/gehalt zwirbelbart", *ODD.values()):  # fmt: skip
        chat.say(text)
        assert "zwirbelbart" not in json.dumps(chat.context.to_json()).casefold()
    assert len(json.dumps(chat.context.to_json())) < 1000


def test_smalltalk_and_commands_leave_the_subject_alone(small: Index) -> None:
    chat = Chat(small)
    chat.say("gehalt turmdirektor")
    before = chat.context
    for text in ("hallo", "/hilfe", "/sprache", "danke und guten tag"):
        chat.say(text)
        assert (chat.context.entry, chat.context.occupation) == (before.entry, before.occupation)
    assert chat.say("und im monat?").interpretation.slots["occupation"] == "lighthouse_director"


def test_cancel_forgets_all_but_the_language(small: Index) -> None:
    chat = Chat(small)
    chat.say("/sprache", "auf englisch", "salary lighthouse director", "/cancel")
    assert chat.context.entry is None
    assert chat.context.occupation is None
    assert chat.context.slots == {}
    assert chat.context.language == "en"
