"""Every written word is read as a word the knowledge knows, as several, or as unknown."""

from __future__ import annotations

import pytest

from bot.matching.allowed import allowed_slips
from bot.matching.index import Index
from bot.matching.lexicon import Word, name_within
from bot.matching.spans import without_fillers
from bot.text.normalize import normalize
from bot.text.tokens import tokenize
from tests.matching.reading import items_of, slots_of, words_of


def word(text: str, index: Index) -> Word:
    """Return the reading of a text of one word."""
    (token,) = tokenize(normalize(text))
    (found,) = index.lexicon.read(token)
    return found


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("leuchtturmwartergehalt", ("leuchtturmwarter", "gehalt")),
        ("ausbildungsaufgaben", ("ausbildung", "aufgaben")),
        ("sturmgehalt", ("sturm", "gehalt")),
        ("gehalt", ()),
        ("gehaltxyzq", ()),
        ("dasgehalt", ()),
        ("gehaltgehalt" * 6, ()),
        ("", ()),
    ],
)
def test_compounds_are_split_into_known_words(
    compound: str, parts: tuple[str, ...], small: Index
) -> None:
    assert small.lexicon.parts(compound) == parts


def test_a_compound_is_split_into_as_few_words_as_possible(small: Index) -> None:
    assert "arbeitstag" in small.lexicon.words
    assert small.lexicon.parts("arbeitstaggehalt") == ("arbeitstag", "gehalt")


def test_the_parts_of_a_compound_are_read_like_words_of_their_own(small: Index) -> None:
    assert words_of("Sturmgehalt", small) == ["sturm", "gehalt"]
    assert words_of("Sturmlohn", small) == ["sturm", "gehalt"]
    assert slots_of("Leuchtturmwärtergehalt", small) == [("occupation", "lighthouse_keeper")]


@pytest.mark.parametrize("spelling", ["Bergen auf Rügen", "bergenaufrügen", "BERGEN AUF RUEGEN"])
def test_a_name_of_several_words_may_be_written_together(spelling: str, small: Index) -> None:
    assert slots_of(spelling, small) == [("place", "cape")]


def test_a_message_typed_without_spaces_is_read(small: Index) -> None:
    assert words_of("wasmachteinerbeisturm", small)[-1] == "sturm"
    assert words_of("womitbeschäftigtsicheiner", small) == [
        "womit",
        "beschaftigt",
        "sich",
        "einer",
    ]


@pytest.mark.parametrize("letters", ["xy" * 20, "ab" * 60, "qwertzuiopasdfghjkl"])
def test_letters_without_known_words_stay_one_unknown_word(letters: str, small: Index) -> None:
    found = word(letters, small)
    assert (found.known, found.key) == (False, letters)


@pytest.mark.parametrize("slang", ["kohle", "Lohn", "lohn", "VERDIENST"])
def test_a_synonym_is_read_as_the_word_it_stands_for(slang: str, small: Index) -> None:
    assert word(slang, small).key == "gehalt"


def test_a_misspelt_synonym_is_read_too(small: Index) -> None:
    found = word("verdeinst", small)
    assert (found.key, found.distance, found.known) == ("gehalt", 1, True)


@pytest.mark.parametrize(
    ("written", "meant", "distance"),
    [("gehalt", "gehalt", 0), ("gehlat", "gehalt", 1), ("ausbldng", "ausbildung", 2)],
)
def test_a_correction_says_how_many_slips_it_took(
    written: str, meant: str, distance: int, small: Index
) -> None:
    found = word(written, small)
    assert (found.key, found.distance, found.known) == (meant, distance, True)


@pytest.mark.parametrize(
    ("written", "meant", "slips"),
    [
        ("abc", "abd", 0), ("turm", "turn", 1), ("gehalt", "gehlat", 1),
        ("gehaltes", "gehaltex", 2), ("ausbildung", "ausbildungen", 2), ("a", "ausbildung", 0),
    ],
)  # fmt: skip
def test_short_words_must_be_spelt_better_than_long_ones(
    written: str, meant: str, slips: int
) -> None:
    assert allowed_slips(written, meant) == slips


def test_an_unknown_word_keeps_its_own_form(small: Index) -> None:
    found = word("Drachenzähmer", small)
    assert (found.key, found.known, found.content) == ("drachenzahmer", False, True)


@pytest.mark.parametrize(
    ("text", "content", "filler"),
    [("das", False, False), ("bitte", False, True), ("gehalt", True, False), ("12", False, False)],
)
def test_function_words_and_fillers_are_no_content(
    text: str, content: bool, filler: bool, small: Index
) -> None:
    found = word(text, small)
    assert (found.content, found.filler) == (content, filler)


@pytest.mark.parametrize(
    "text",
    ["Ich wollte mal fragen: gehalt bitte", "sag mal gehalt", "gehalt, please", "bitte gehalt"],
)
def test_fillers_of_one_and_of_several_words_ask_nothing(text: str, small: Index) -> None:
    (asked,) = without_fillers(items_of(text, small))
    assert isinstance(asked, Word)
    assert asked.key == "gehalt"


def test_words_of_a_filler_count_where_they_stand_alone(small: Index) -> None:
    assert [item.filler for item in items_of("ich wollte fragen", small)
            if isinstance(item, Word)] == [False] * 3  # fmt: skip


def test_a_message_of_nothing_but_fillers_keeps_them(small: Index) -> None:
    items = items_of("bitte bitte", small)
    assert without_fillers(items) == items != ()


def test_a_word_with_a_slip_too_many_is_read_where_little_else_is_as_likely(small: Index) -> None:
    found = word("ausbildnugg", small)
    assert (found.key, found.known, found.distance) == ("ausbildung", True, 2)


@pytest.mark.parametrize("text", ["tamer", "hamlet", "zwirbel"])
def test_what_no_usual_slip_explains_stays_unknown(text: str, small: Index) -> None:
    assert not word(text, small).known


def test_who_slips_once_is_read_more_generously(small: Index) -> None:
    unsure = Word(tokenize("sthrm")[0], "sthrm", (("sturm", 0.3),), known=False)
    assert small.lexicon.guess(unsure).key == "sturm"
    assert small.lexicon.guess(word("gehalt", small)) == word("gehalt", small)


@pytest.mark.parametrize(
    ("said", "name", "within"),
    [
        (("as", "a", "chef"), "chef", ("chef",)),
        (("chefs", "salary"), "chef", ("chefs",)),
        (("train", "driver"), "train driver", ("train", "driver")),
        (("traindriver",), "train driver", ("traindriver",)),
    ],
)
def test_the_name_is_told_from_the_words_around_it(
    said: tuple[str, ...], name: str, within: tuple[str, ...]
) -> None:
    assert name_within(said, name) == within
