"""The table of rules itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.knowledge.rules import RULES, problem

TESTS = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*"))


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_test(rule: str) -> None:
    assert f'"{rule}"' in TESTS


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_an_id_and_a_plain_message(rule: str) -> None:
    assert re.fullmatch(r"[EW]\d{3}", rule)
    assert not RULES[rule].message.endswith(".")


def test_a_message_is_one_line_and_quotes_no_novel() -> None:
    found = problem("E201", "x.yaml", 1, 1, key="a\n" + "b" * 500, suggestion="none")
    assert "\n" not in str(found)
    assert len(found.message) < 100


def test_warnings_are_those_that_say_so() -> None:
    assert problem("W509", "x.yaml", 1, 1).severity == "warning"
    assert problem("E127", "x.yaml", 1, 1).severity == "error"
