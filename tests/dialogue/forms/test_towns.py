"""A step that asks for a town takes towns, known or not, and no sentence of any language."""

from __future__ import annotations

import json

import pytest

from bot.matching.index import Index
from tests.dialogue.chat import Chat

SECOND = "Frage 2 von 2"


def town(index: Index, said: str) -> str | None:
    """Return the town the job search takes from a text, or None when it asks again."""
    chat = Chat(index, "de")
    chat.say("/jobsuche")
    turn = chat.say(said)
    if SECOND not in turn.reply.text:
        return None
    (state,) = turn.context.forms
    return state.answers["town"]


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("Köln", "Köln"), ("in cologne", "Köln"), ("bielefeld", "Bielefeld"),
        ("Nähe Hamburg", "Hamburg"), ("Frankfurt am Main", "Frankfurt"),
        ("Frankfurt (Oder)", "Frankfurt (Oder)"), ("10115", "10115"),
        ("Bad Homburg vor der Höhe", "Bad Homburg vor der Höhe"),
        ("Neustadt an der Weinstraße", "Neustadt an der Weinstraße"),
        ("Mülheim an der Ruhr", "Mülheim"), ("Sankt Augustin", "Sankt Augustin"),
        ("Garmisch-Partenkirchen", "Garmisch-Partenkirchen"), ("egal", "any"),
        ("Homburg", "Homburg"),
    ],
)  # fmt: skip
def test_a_town_is_taken(said: str, taken: str, shipped: Index) -> None:
    assert town(shipped, said) == taken


@pytest.mark.parametrize(
    "said",
    ["je cherche un emploi", "quiero trabajar en alemania",
     "szukam pracy w niemczech", "iş arıyorum", "i want to work with python",
     "weiß nicht so genau wo", "das muss ich mir noch überlegen", "ich will was mit code"],
)  # fmt: skip
def test_a_sentence_is_no_town(said: str, shipped: Index) -> None:
    assert town(shipped, said) is None


def test_the_town_is_forgotten_with_the_links(shipped: Index) -> None:
    chat = Chat(shipped, "de")
    chat.say("/jobsuche", "Bielefeld")
    assert "Bielefeld" in json.dumps(chat.context.to_json())
    assert "in-bielefeld" in str(chat.say("junior").reply.paragraphs)
    assert "ielefeld" not in json.dumps(chat.context.to_json())


def test_what_is_asked_again_may_be_answered_after_a_question_in_between(shipped: Index) -> None:
    chat = Chat(shipped, "de")
    chat.say("/jobsuche", "was verdient ein backend entwickler?")
    assert "Frage 1 von 2" in chat.say("quiero trabajar en alemania").reply.text
    assert SECOND in chat.say("Bielefeld").reply.text
