"""Numbers in everyday sentences, read with the shipped words: pay or anything else."""

from __future__ import annotations

import pytest

from bot.matching.index import Index
from tests.matching.reading import slots_of


def amounts_in(text: str, index: Index) -> list[str]:
    return [value for slot, value in slots_of(text, index) if slot == "amount"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3200", "3200"),
        ("45k?", "45000"),
        ("und 45.000?", "45000"),
        ("so 3200", "3200"),
        ("ich hab 3200", "3200"),
        ("sind 3200 viel?", "3200"),
        ("ich verdiene 1985", "1985"),
        ("verdiene derzeit 3200", "3200"),
        ("gehalt: 50000", "50000"),
        ("Gehalt 50000", "50000"),
        ("mir wurden 42000 angeboten", "42000"),
        ("backend entwickler 65000", "65000"),
        ("65.000 als backend entwickler", "65000"),
        ("reichen 2800 in München?", "2800"),
        ("bekomme 3200, kollege kriegt mehr", "3200"),
        ("they offer 48000 for a backend developer", "48000"),
        ("i make 55000", "55000"),
        ("is 52,482 right for a senior backend director?", "52482"),
        ("52482 gut?", "52482"),
        ("wie viel sind 48000 im monat", "48000"),
        ("４５０００ gut?", "45000"),
        ("٤٥٠٠٠ brutto", "45000"),
        ("45½k gehalt", "45500"),
    ],
)
def test_a_number_alone_or_in_talk_about_money_is_pay(
    text: str, value: str, shipped: Index
) -> None:
    assert amounts_in(text, shipped) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Port 8080", "Port: 8080", "mein server läuft auf port 8080",
        "backend developer port 8080",
        "5000 Mitarbeiter", "die firma hat 5000 mitarbeiter ist das gut", "10.000 Mitarbeiter",
        "1000 Bewerbungen geschrieben", "12 von 1000 bewerbern", "ich habe 500 commits",
        "ISO 9001", "ISO 27001 Zertifikat wichtig?", "DIN 5008", "Raspberry Pi 4000",
        "500 Wörter", "500 km pendeln", "3000 Stunden Erfahrung", "10000 stunden regel",
        "1.000.000 zeilen code", "10k lauf", "mein 4k monitor", "90k follower",
        "ich wohne in 10115 berlin", "backend developer 10115 berlin", "backend developer 10115",
        "im jahr 1985 geboren", "im jahr 1985", "1985", "seit 1985 dabei",
        "ruf mich an 0151 23456789", "meine IBAN ist DE00 1234 5678", "5000² pixel", "3000 m²",
        "gehalt bei 1000 Bewerbern", "verdient man mit 500 Commits mehr",
    ],
)  # fmt: skip
def test_a_number_that_names_or_counts_something_is_no_pay(text: str, shipped: Index) -> None:
    assert amounts_in(text, shipped) == []


def test_a_sign_of_money_makes_pay_of_anything(shipped: Index) -> None:
    assert amounts_in("für 10115 € in berlin", shipped) == ["10115"]
    assert amounts_in("laptop für 500 euro", shipped) == ["500"]
