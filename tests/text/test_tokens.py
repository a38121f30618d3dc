"""Messages are cut into words, sentences, clauses and halves where people mean it."""

import pytest

from bot.text.tokens import clauses, halves, sentences, tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("c++ oder c#?", ["c++", "oder", "c#"]),
        ("node.js reicht", ["node.js", "reicht"]),
        ("back-end", ["back", "end"]),
        ("don't", ["dont"]),
        ("gehälter", ["gehalter"]),
        ("...!?", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.key for token in tokenize(text)] == words


def test_a_word_knows_where_it_stands() -> None:
    token = tokenize("was verdient man")[1]
    assert "was verdient man"[token.start : token.end] == "verdient"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("bin koch. was verdient man?", ("bin koch.", "was verdient man?")),
        ("ab dem 3. mai", ("ab dem 3. mai",)),
        ("52.482 € im jahr?", ("52.482 € im jahr?",)),
        ("gehalt? und ausbildung?", ("gehalt?", "und ausbildung?")),
        ("eins\nzwei", ("eins", "zwei")),
        ("??", ()),
        ("", ()),
    ],
)
def test_sentences(text: str, parts: tuple[str, ...]) -> None:
    assert sentences(text) == parts


def test_clauses_end_at_commas_but_not_inside_numbers() -> None:
    assert clauses("bin koch, will wechseln: geht das") == (
        "bin koch",
        "will wechseln",
        "geht das",
    )
    assert clauses("3,5 jahre") == ("3,5 jahre",)


def test_halves_cut_at_every_and() -> None:
    assert halves("gehalt und aufgaben und wege") == (
        ("gehalt", "aufgaben und wege"),
        ("gehalt und aufgaben", "wege"),
    )
    assert halves("und im monat?") == ()
