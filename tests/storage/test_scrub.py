"""What is hidden in a kept question, and what stays."""

from __future__ import annotations

import time

import pytest

from bot.storage.questions import question_of
from bot.storage.scrub import scrub
from bot.storage.values import KeepQuestions, Missed


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Ich heiße Mia Müller und suche Arbeit", "Ich heiße … und suche Arbeit"),
        ("my name is john smith and i am new", "my name is … and i am new"),
        ("Ich bin Kemal Öztürk aus Köln", "Ich bin … aus Köln"),
        ("Hallo, hier ist Anna-Lena", "Hallo, hier ist …"),
        ("mia schmidt hier, wie geht das?", "… schmidt hier, wie geht das?"),
        ("Frau Dr. Müller-Lüdenscheidt sagt nein", "Frau … sagt nein"),
        ("Mr. Jones says no", "Mr. … says no"),
        ("Danke! LG Tom", "Danke! LG …"),
        ("schreib an max.muster+job@web.de", "schreib an …"),
        ("mail an hans (at) example.com bitte", "mail an … bitte"),
        ("frag @maxi_98 oder www.maxi.de/cv", "frag … oder …"),
        ("https://maxi.example/cv?id=7 passt das?", "… passt das?"),
        ("ruf mich an: +49 (0)170 / 123 45 67", "ruf mich an: …"),
        ("0170-1234567 ist meine Nummer", "… ist meine Nummer"),
        ("ich wohne in der Lindenstraße 12a, 10115 Berlin", "ich wohne in der … Berlin"),
        ("Am Alten Markt, Goetheplatz 3", "Am Alten Markt, …"),
        ("I live at 12 Baker Street", "I live at …"),
        ("geboren am 12.03.1990", "geboren am …"),
        ("IBAN DE89 3704 0044 0532 0130 00", "IBAN …"),
        ("DE89370400440532013000", "…"),
        ("Kundennummer 4711081500", "Kundennummer …"),
        ("a\0b\u202ec\ud800\n\td", "abc d"),
    ],
)
def test_what_points_to_a_person_is_hidden(said: str, kept: str) -> None:
    assert scrub(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "Verdient man 52000 Euro im Jahr?",
        "Sind 50.000 € brutto gut?",
        "Fange ich 2026 mit 45000 brutto an?",
        "Ist eine 40-Stunden-Woche bei 3.500 € normal?",
        "Frau im Backend, geht das?",
        "Was macht ein Backend-Entwickler?",
        "Lohnt sich Java 21 oder C++?",
        "can i work in Berlin?",
        "Viele Grüße",
        "Wo parke ich?",
        "",
    ],
)
def test_what_is_asked_stays(said: str) -> None:
    assert scrub(said) == said


@pytest.mark.parametrize(
    "said", ["a@" * 2000, "1 " * 2000, "Dr. " * 1000, "…" * 3000, "x" * 5000, "a." * 2500]
)
def test_a_hostile_text_takes_no_time(said: str) -> None:
    began = time.perf_counter()
    scrub(said)
    assert time.perf_counter() - began < 0.5


def test_what_nobody_else_can_ask_is_not_kept_as_a_text() -> None:
    long = Missed("no_intent", "de", "Mein Leben begann. " * 20, (("salary", 0.31), ("help", 0.2)))
    nothing = Missed("no_intent", "de", "+49 170 1234567")
    for missed in (long, nothing):
        question = question_of(missed, KeepQuestions.SCRUBBED)
        assert question is not None
        assert question.text is None


def test_alike_questions_are_one() -> None:
    def item(text: str, language: str = "de") -> str:
        found = question_of(Missed("no_intent", language, text), KeepQuestions.SCRUBBED)
        assert found is not None
        return found.id

    assert item("Wo parke ich?") == item("ich parke WO") == item("  Wo  parke ich!!! ")
    assert item("Ich bin Max Muster, wo parke ich") == item("ich bin Ali Baba: wo parke ich")
    assert len({item("Wo parke ich?"), item("Wo esse ich?"), item("Wo parke ich?", "en")}) == 3
