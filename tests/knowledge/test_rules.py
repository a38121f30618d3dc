"""The table of rules itself."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from bot.knowledge.pieces import Piece
from bot.knowledge.rule_pages import pages
from bot.knowledge.rules import RULES, in_language, problem
from bot.knowledge.saying import english, german
from bot.knowledge.saying.rule import Rule

TESTS = "".join(
    path.read_text(encoding="utf-8") for path in Path(__file__).parents[1].rglob("test_*.py")
)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_test(rule: str) -> None:
    assert f'"{rule}"' in TESTS or pages()[rule].wrong, "see tests/checking/test_pages.py"


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_an_id_and_a_plain_message(rule: str) -> None:
    assert re.fullmatch(r"[EGW]\d{3}", rule)
    assert not RULES[rule].message.endswith(".")


def test_a_message_is_one_line_and_quotes_no_novel() -> None:
    found = problem("E201", "x.yaml", 1, 1, key="a\n" + "b" * 500, suggestion="none")
    assert "\n" not in str(found)
    assert len(found.message) < 100


def test_warnings_are_those_that_say_so() -> None:
    assert problem("W509", "x.yaml", 1, 1).severity == "warning"
    assert problem("E127", "x.yaml", 1, 1).severity == "error"


def placeholders(*templates: str) -> set[str]:
    """Return the names of the placeholders of templates."""
    return {
        name for template in templates for _, name, _, _ in Formatter().parse(template) if name
    }


def test_the_german_tables_hold_the_same_rules_and_pieces() -> None:
    assert list(german.RULES) == list(english.RULES)
    assert list(german.PIECES) == list(english.PIECES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_the_same_values_in_both_languages(rule: str) -> None:
    def parts(wording: Rule) -> set[str]:
        return placeholders(wording.message, wording.hint)

    assert parts(german.RULES[rule]) == parts(english.RULES[rule])
    assert rule == "G601" or german.RULES[rule] != english.RULES[rule]


@pytest.mark.parametrize("piece", english.PIECES)
def test_a_piece_says_the_same_values_in_both_languages(piece: str) -> None:
    assert placeholders(german.PIECES[piece]) == placeholders(english.PIECES[piece])


def test_a_problem_is_said_in_german_with_all_its_pieces() -> None:
    found = problem("E104", "x.yaml", 1, 1, value="1.000.000", read_as=Piece("a_text_then"),
                    better=Piece.of("in_quotes", value="1"))  # fmt: skip
    assert found.message == '"1.000.000" is read as a text'
    german_one = in_language(found, "de")
    assert german_one.message == '"1.000.000" wird als Text gelesen'
    assert german_one.hint == 'schreib "1" in Anführungszeichen'
    assert german_one.place == found.place == "x.yaml:1:1"


def test_a_language_without_table_is_english() -> None:
    found = problem("E127", "x.yaml", 1, 1)
    assert in_language(found, "fr") == found
