"""What dialects spell otherwise sounds the same."""

from __future__ import annotations

import pytest

from bot.text.normalize import fold
from bot.text.sound import sound


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("choschtet", "kostet"),
        ("rächnig", "rechnung"),
        ("wätter", "wetter"),
        ("gstole", "gestohlen"),
        ("bruuch", "brauche"),
        ("tüür", "teuer"),
        ("verlore", "verloren"),
        ("charte", "karte"),
        ("schiint", "scheint"),
        ("wuchenänd", "wochenende"),
        ("musig", "musik"),
        ("säge", "sagen"),
    ],
)
def test_dialect_sounds_like_the_word_it_is(written: str, meant: str) -> None:
    assert sound(fold(written)) == sound(fold(meant))


@pytest.mark.parametrize(
    ("one", "other"),
    [("karte", "kurs"), ("sagen", "fragen"), ("wetter", "wecker"), ("gehalt", "geld")],
)
def test_other_words_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize("word", ["", "e", "h", "ng", "sch", "geh", "чай", "123"])
def test_anything_has_a_sound(word: str) -> None:
    assert len(sound(word)) <= len(word)
