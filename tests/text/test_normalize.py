"""Spellings of one message meet in one form; nothing invisible or marked up is left."""

import time

import pytest

from bot.text.normalize import LONGEST_MESSAGE, fold, normalize, shorten


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Gehalt?", "gehalt?"),
        ("*gehalt* _backend_ [x](http://evil.example) `code`", "gehalt backend code"),
        ("G E H A L T backend", "gehalt backend"),
        ("<b>gehalt</b> <script>alert(1)</script>", "gehalt"),
        ("<a href='http://evil.example'>backend</a> gehalt", "backend gehalt"),
        ("g̵e̵h̵a̵l̵t̵", "gehalt"),
        ("\u200b\u200b", ""),
        ("ge\u00adhalt", "gehalt"),
        ("\u202egehalt\u202c", "gehalt"),
        ("💰 Gehalt 💰", "gehalt"),
        ("GEHALT", "gehalt"),
        ("ｇｅｈａｌｔ", "gehalt"),
        ("52.482 €", "52.482 €"),
        ("a\x00b\x07c", "a b c"),
        ("eins\n\n  zwei", "eins\nzwei"),
    ],
)
def test_markup_and_invisible_signs_are_gone(typed: str, plain: str) -> None:
    assert normalize(typed) == plain


@pytest.mark.parametrize(
    "typed",
    [
        "Entwickler:in", "Entwickler*in", "Entwickler_in", "Entwickler/in", "Entwickler/-in",
        "EntwicklerIn", "Entwickler (m/w/d)", "Entwickler m/w/d", "Entwickler:innen",
        "EntwicklerInnen", "Entwickler(in)",
    ],
)  # fmt: skip
def test_gender_forms_meet(typed: str) -> None:
    assert normalize(typed) == "entwickler"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gehälter", "gehaelter"),
        ("gehälter", "gehalter"),
        ("straße", "strasse"),
        ("köln", "koeln"),
        ("entwicklerin", "entwickler"),
        ("entwicklerinnen", "entwickler"),
        ("müller", "mueller"),
        ("café", "cafe"),
    ],
)
def test_spellings_of_a_word_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_words_that_only_look_female_stay() -> None:
    assert fold("darin") == "darin"
    assert fold("berlin") == "berlin"


def test_a_long_message_keeps_its_start_its_questions_and_its_end() -> None:
    story = (
        "Anfang. " + "Ich erzähle. " * 4000 + "Was verdient man? " + "Noch mehr. " * 4000 + "Ende?"
    )
    kept = shorten(story)
    assert kept.startswith("Anfang.")
    assert "Was verdient man?" in kept
    assert kept.endswith("Ende?")
    assert len(kept) < 2 * LONGEST_MESSAGE


@pytest.mark.parametrize("sign", ["a", "?", "a? ", "<", "*", "(", "1.", "\u200b", "ä"])
def test_a_hundred_thousand_characters_are_read_quickly(sign: str) -> None:
    start = time.perf_counter()
    normalize(sign * 100_000)
    assert time.perf_counter() - start < 1
