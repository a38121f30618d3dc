"""Spellings of one message meet in one form; nothing invisible or marked up is left."""

import time

import pytest

from bot.text.normalize import fold, normalize, normalize_all
from bot.text.shorten import LONGEST_MESSAGE


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


@pytest.mark.parametrize(
    "sign",
    ["a", "?", "a? ", "<", "*", "(", "1.", "\u200b", "ä", "\ufdfa", "\ufdfa?", "@a", "a@a.",
     "&amp;", "½", "²", "und "],
)  # fmt: skip
def test_a_hundred_thousand_characters_are_read_quickly(sign: str) -> None:
    start = time.perf_counter()
    normalize(sign * 100_000)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("sign", ["\ufdfa", "\ufdfa ", "\ufdfa?", "\u3317", "\u00bd", "&nbsp;"])
def test_characters_that_grow_do_not_make_a_message_longer(sign: str) -> None:
    for many in (LONGEST_MESSAGE, 100_000):
        assert len(normalize(sign * many)) <= 2 * LONGEST_MESSAGE


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("/gehalt@Bot@Bot backend", "/gehalt backend"),
        ("/@bot", "/"),
        ("hey @KarriereBot, gehalt?", "hey , gehalt?"),
        ("schreib an max.muster@web.example bitte", "schreib an bitte"),
        ("gehalt @ backend", "gehalt @ backend"),
    ],
)
def test_names_of_chats_and_addresses_are_no_words(typed: str, plain: str) -> None:
    assert normalize(typed) == plain


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("GEHALT ENTWİCKLER", "gehalt entwickler"),
        ("Gehalt &amp; Ausbildung", "gehalt & ausbildung"),
        ("backend&nbsp;entwickler", "backend entwickler"),
        ("&lt;b&gt;gehalt&lt;/b&gt; &#98;ackend", "gehalt backend"),
        ("was verdient man &lt;3", "was verdient man <3"),
        ("AT&T und R&D", "at&t und r&d"),
    ],
)
def test_other_capitals_and_entities_are_read_as_what_they_mean(typed: str, plain: str) -> None:
    assert normalize(typed) == plain


def test_a_dotless_i_is_an_i() -> None:
    assert fold("entwıckler") == fold("entwickler")


def test_many_texts_at_once_are_each_what_they_are_alone() -> None:
    texts = [
        "", " ", "Gehalt?", "G E H A L T", "a", "b c d e", "gehaaalt", "aa", "a  b",
        "EntwicklerIn", "ab", "In", "zwei\nZeilen", "www.gehalt.example", "<b>x</b>", "👍",
        "x" * 5000, "ẞ", "Gehalt?",
    ]  # fmt: skip
    assert normalize_all(texts) == [normalize(text) for text in texts]
    assert normalize_all([]) == []


@pytest.mark.parametrize("text", ["pay in the US", "pay in the U.S.", "US-Gehalt", "Us salary"])
def test_a_country_known_by_its_capitals_is_told_from_a_word(text: str) -> None:
    assert "usa" in normalize(text)
    assert normalize_all([text]) == [normalize(text)]


@pytest.mark.parametrize("text", ["can you tell us", "THEY PAY US WELL", "USB", "STATUS ok"])
def test_a_word_in_the_spelling_of_a_country_stays_a_word(text: str) -> None:
    assert "usa" not in normalize(text)
