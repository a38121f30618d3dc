"""What changes nothing about a question: courtesy, signs, case, spellings, forms of a name.

Played over a sample of the golden conversations' first messages, in German.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.matching.index import Index
from tests.dialogue.chat import Chat

EVERY = 9
"""Every how many-th golden message is played with each change."""
LEAST_SAME = 0.985
"""Share that must be understood the same; stories are cut at other places when signs change."""

_UMLAUTS = (("ä", "ae", "a"), ("ö", "oe", "o"), ("ü", "ue", "u"), ("ß", "ss", "ss"))


def _end(sign: str) -> Callable[[str], str]:
    return lambda said: said.rstrip("?!. ") + sign


def _spelt(place: int) -> Callable[[str], str]:
    def spell(said: str) -> str:
        for letters in _UMLAUTS:
            said = said.replace(letters[0], letters[place])
        return said

    return spell


def _words(**pairs: str) -> Callable[[str], str]:
    def change(said: str) -> str:
        for word, other in pairs.items():
            said = re.sub(rf"\b{word}\b", other, said, flags=re.IGNORECASE)
        return said

    return change


SAME: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "title case": str.title,
    "greeting": lambda said: f"hallo, {said}",
    "greeting of its own": lambda said: f"Servus! {said}",
    "greeting on a line of its own": lambda said: f"Hallo zusammen\n{said}",
    "emoji": lambda said: f"👋 {said} 🙏😅",
    "bitte mal": lambda said: f"sag mir bitte mal: {said}",
    "asking to ask": lambda said: f"ich wollte mal fragen, {said}",
    "short question": lambda said: f"kurze frage {said}",
    "also": lambda said: f"also {said}",
    "ok": lambda said: f"ok. {said}",
    "laughing": lambda said: f"{said} haha",
    "thanks": _end("? danke"),
    "thanks in advance": _end(", danke schon mal!"),
    "question marks": _end("??"),
    "dots": _end(" ..."),
    "quotes": lambda said: f"„{said}“",
    "bold": lambda said: f"*{said}*",
    "spaces": lambda said: said.replace(" ", "  "),
    "ä as ae": _spelt(1),
    "ä as a": _spelt(2),
    "-in": _words(entwickler="entwicklerin", programmierer="programmiererin"),
    ":in": _words(entwickler="entwickler:in", programmierer="programmierer:in"),
    "*in": _words(entwickler="Entwickler*in", programmierer="Programmierer*in"),
    "/-in": _words(entwickler="Entwickler/-in", programmierer="Programmierer/-in"),
    "m/w/d": _words(entwickler="Entwickler (m/w/d)", developer="Developer (m/w/d)"),
    "joined": _words(**{"backend[- ]entwickler": "backendentwickler"}),
    "apart": _words(backend="Back-End"),
    "Bavarian": _words(ich="i", nicht="ned", was="wos", ist="is", das="des"),
    "Berlin": _words(ich="ick", was="wat", das="dit", auch="ooch"),
    "colloquial": _words(eine="ne", ein="n", ist="is", nicht="nich", habe="hab"),
}
"""What is done to a message, by what it is called."""


def _first_messages(index: Index) -> list[str]:
    turns = (each.turns[0] for each in index.knowledge.conversations)
    said = (turn.say for turn in turns if turn.language == ("de",))
    ours = (text for text in said if re.search("[a-z]", text) and not text.startswith("/"))
    return list(dict.fromkeys(ours))[::EVERY]


def _understood(index: Index, said: str) -> tuple[str, str, str | None]:
    turn = Chat(index, "de").say(said)
    return turn.reply.kind, turn.reply.language, turn.interpretation.intent


def test_what_changes_nothing_changes_nothing(shipped: Index) -> None:
    changed, played = [], 0
    for said in _first_messages(shipped):
        meant = _understood(shipped, said)
        for name, change in SAME.items():
            other = change(said)
            played += other != said
            if other != said and (found := _understood(shipped, other)) != meant:
                changed.append((name, other, meant, found))
    assert played > len(SAME)
    assert 1 - len(changed) / played >= LEAST_SAME, changed


@pytest.mark.parametrize(
    "said",
    [
        "Backendentwicklergehalt",
        "Gehalt Backend-Entwickler",
        "gehalt BACK END entwickler",
        "gehälter von backend-entwicklerinnen?",
        "wat verdient n backend entwickler",
        "servus! was verdient ein backend entwickler",
        "was verdient ein Backend-Entwickler (m/w/d)? lg anna",
    ],
)
def test_a_salary_is_found_in_every_spelling(said: str, shipped: Index) -> None:
    assert "47.700" in Chat(shipped, "de").say(said).reply.text


@pytest.mark.parametrize("before", ["servus!", "hallo zusammen\n", "danke.", "ok."])
def test_a_cry_for_help_is_heard_behind_a_courtesy(before: str, shipped: Index) -> None:
    turn = Chat(shipped, "de").say(f"{before} hab überlegt ob ich alle tabletten nehme")
    assert turn.reply.topic == "crisis"


def test_two_questions_stay_two_behind_a_lead_in(shipped: Index) -> None:
    both = "was verdient man als backend developer und wie lang dauert die ausbildung"
    for said in (f"also {both}?", f"hallo! {both} ...", f"ok und {both}"):
        text = Chat(shipped, "de").say(said).reply.text
        assert "47.700" in text
        assert "3 bis 5 Jahre" in text


def test_the_unknown_occupation_talked_about_stays_meant(shipped: Index) -> None:
    chat = Chat(shipped, "de")
    turn = chat.say("was macht ein koch", "und was verdient der?")
    assert turn.reply.kind == "fallback"
    assert "47.700" not in turn.reply.text
    assert "47.700" in chat.say("und ein backend entwickler?").reply.text
    assert "3 bis 5 Jahre" in chat.say("wie lang ist die ausbildung").reply.text


def test_another_number_of_salaries_is_another_question(shipped: Index) -> None:
    turn = Chat(shipped, "de").say("gehalt backend", "und im monat?", "und mit 13 gehältern?")
    assert "3.669,23" in turn.reply.text
    assert "hatten wir" not in turn.reply.text
