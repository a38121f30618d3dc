"""The likeliest row of words is found without looking at every row."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from bot.matching.word_pairs import WordPairs
from bot.matching.word_rows import Choice, WordRows

SAID = [
    ("how", "much", "salary"), ("how", "much", "money"), ("how", "mich"), ("occupation", "salary"),
    ("ask", "mich"), ("much", "money", "much"), ("money", "occupation"), ("what", "money"),
]  # fmt: skip
COUNTS = {"how": 3, "much": 4, "salary": 2, "money": 4, "mich": 2, "ask": 1, "baker": 3, "pay": 1}
ROWS = WordRows(COUNTS, WordPairs.of(SAID, {}), {"baker": "occupation", "pay": "what"})


def likely(row: list[list[Choice]], ways: list[int]) -> float:
    chosen = [some[way] for some, way in zip(row, ways, strict=True)]
    before = [None, *chosen[:-1]]
    return sum(
        ROWS.step(one, other) + other.slip for one, other in zip(before, chosen, strict=True)
    )


@pytest.mark.parametrize("seed", range(40))
def test_no_other_row_is_likelier(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  the same rows each time
    words = [*COUNTS, "unheard"]
    row = [
        [ROWS.choice(word, -2 * chance.random(), word) for word in chance.sample(words, 3)]
        for _ in range(4)
    ]
    most = max(likely(row, list(ways)) for ways in product(range(3), repeat=4))
    assert likely(row, ROWS.likeliest(row)) == pytest.approx(most)


def test_a_word_stands_for_others_that_fill_its_slot() -> None:
    baker, ask = ROWS.choice("baker", 0.0), ROWS.choice("ask", 0.0)
    money, salary = ROWS.choice("money", 0.0), ROWS.choice("salary", 0.0)
    assert ROWS.step(money, baker) > ROWS.step(salary, baker)
    assert ROWS.step(baker, salary) > ROWS.step(ask, salary)


def test_a_message_without_words_has_an_empty_row() -> None:
    assert ROWS.likeliest([]) == []
