"""Messages are cut into words, sentences, clauses and halves where people mean it."""

import pytest

from bot.text.tokens import clauses, halves, most_telling, pieces, sentences, tokenize


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


def test_a_chain_of_many_ands_has_no_halves() -> None:
    assert halves("und ".join(["gehalt "] * 200)) == ()


def test_questions_and_the_end_tell_most() -> None:
    parts = ("a?", "b.", "c?", "b.", "d.", "e.")
    assert most_telling(parts, 3) == ("a?", "c?", "e.")
    assert most_telling(parts, 9) == ("a?", "b.", "c?", "d.", "e.")


def test_an_endless_chain_has_as_many_pieces_as_it_says_things() -> None:
    assert pieces(" und ".join(["gehalt", "aufgaben"] * 500)) == ("gehalt", "aufgaben")
    assert pieces("gehalt & aufgaben and more") == ("gehalt", "aufgaben", "more")


def test_a_clause_said_again_and_again_counts_once() -> None:
    assert clauses("lager, " * 500 + "was verdient man") == ("lager", "was verdient man")
