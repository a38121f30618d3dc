"""Figures against their last accepted version, against each other and against today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.across.jumps import Accepted, accepted
from bot.knowledge.loader import load
from tests.knowledge.broken import changed, small_folder

KEEPER = "occupations/lighthouse_keeper.yaml"
TODAY = date(2026, 11, 21)
ID = "keeper_pay"


def before(root: Path) -> dict[str, Accepted]:
    """Return what is remembered of the small folder as it is."""
    return accepted(load(root).figures)


def found(root: Path, old: dict[str, Accepted] | None = None, today: date = TODAY) -> list[str]:
    """Return rule and place in the keeper's file of each problem."""
    problems = load(root, today=today, before=old or {}).problems
    return [f"{each.rule} {each.line}:{each.column}" for each in problems]


def write(root: Path, *changes: tuple[str, str]) -> None:
    """Change pieces of the keeper's file."""
    (root / KEEPER).write_text(changed(KEEPER, *changes), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_folder(tmp_path)


def line(root: Path, start: str) -> int:
    """Return the number of the first line that starts so."""
    lines = (root / KEEPER).read_text(encoding="utf-8").splitlines()
    return next(number for number, text in enumerate(lines, 1) if text.strip().startswith(start))


def test_a_figure_that_stays_is_no_problem(root: Path) -> None:
    assert found(root, before(root)) == []


def test_a_jump_needs_to_be_confirmed(root: Path) -> None:
    old = before(root)
    write(root, ("value: 36000", "value: 40000"), ("high: 42000", "high: 60000"))
    problems = load(root, today=TODAY, before=old).problems
    jumps = [each for each in problems if each.rule == "E407"]
    assert [each.line for each in jumps] == [line(root, "high:")]
    assert "43 %" in jumps[0].message
    assert "confirm: 60000" in jumps[0].hint


def test_a_confirmed_jump_is_fine(root: Path) -> None:
    old = before(root)
    write(root, ("high: 42000", "high: 60000\n    confirm: [60000]"))
    assert not any(each.startswith("E407") for each in found(root, old))


def test_another_amount_than_the_confirmed_one_is_not(root: Path) -> None:
    old = before(root)
    write(root, ("high: 42000", "high: 60000\n    confirm: 61000"))
    rules = [each[:4] for each in found(root, old)]
    assert {"E407", "W528"} <= set(rules)


def test_a_fall_is_a_jump_as_well(root: Path) -> None:
    old = before(root)
    write(root, ("low: 30000", "low: 15000"))
    (jump,) = [
        each for each in load(root, today=TODAY, before=old).problems if each.rule == "E407"
    ]
    assert "fell by 50 %" in jump.message


def test_an_amount_changed_without_a_new_day_of_check_is_told(root: Path) -> None:
    old = before(root)
    write(root, ("value: 36000", "value: 36500"))
    assert [each[:4] for each in found(root, old)] == ["W529"]


def test_putting_off_the_review_without_checking_is_refused(root: Path) -> None:
    write(root, ("after: 2027-11-01", "after: 2027-01-01"))
    old = before(root)
    write(root, ("after: 2027-11-01", "after: 2027-09-01"))
    assert [each[:4] for each in found(root, old)] == ["E412"]
    write(root, ("after: 2027-11-01", "after: 2026-12-01"))
    assert found(root, old) == []


def test_a_new_check_resets_the_review(root: Path) -> None:
    write(root, ("after: 2027-11-01", "after: 2027-01-01"))
    old = {
        name: Accepted(each.amounts, each.period, each.currency, "2020-01-01", each.review_after)
        for name, each in before(root).items()
    }
    write(root, ("after: 2027-11-01", "after: 2027-09-01"))
    assert found(root, old) == []


def test_a_month_must_fit_the_year_of_the_same_kind(root: Path) -> None:
    text = changed(KEEPER)
    start = text.index("  - id: ")
    end = text.index("\nsections")
    figure = text[start:end].rstrip() + "\n"
    first = figure.split("  - id: ")[1]
    month = "  - id: " + first.replace("keeper_pay", "keeper_month", 1)
    for amount, monthly in (("30000", "2500"), ("36000", "3300"), ("42000", "3500")):
        month = month.replace(amount, monthly, 1)
    month = month.replace("period: year", "period: month", 1)
    (root / KEEPER).write_text(text[:start] + figure + month + text[end:], encoding="utf-8")
    problems = load(root, today=TODAY).problems
    assert [each.rule for each in problems] == ["E408"]
    assert "39600" in problems[0].message


def test_without_a_day_nothing_is_due(root: Path) -> None:
    write(root, ("after: 2027-11-01", "after: 2026-11-02"))
    assert load(root).knowledge is not None


def test_a_year_that_becomes_a_month_needs_another_amount(root: Path) -> None:
    old = before(root)
    write(root, ("period: year", "period: month"))
    problems = load(root, today=TODAY, before=old).problems
    told = [(p.rule, p.line) for p in problems if p.rule == "E415"]
    assert told == [("E415", line(root, "period:"))]
    write(root, ("period: year", "period: month\n    confirm: [30000, 36000, 42000]"))
    assert "E415" not in {p.rule for p in load(root, today=TODAY, before=old).problems}
