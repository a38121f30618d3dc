"""Figures that contradict themselves, and amounts typed into texts."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.loader import load
from tests.knowledge.broken import (
    changed,
    expect,
    expect_error,
    folder,
    rules,
    small_folder,
)

KEEPER = "occupations/lighthouse_keeper.yaml"
DIRECTOR = "occupations/lighthouse_director.yaml"
GREETING = "intents/greeting.yaml"


def test_low_is_not_above_value(tmp_path: Path) -> None:
    text = changed(KEEPER, ("low: 30000", "low: 37000"), ("value: 36", "value: ¦36"))
    assert "low 37000 is larger than value 36000" in expect(tmp_path, "E401", KEEPER, text)


def test_value_is_not_above_high(tmp_path: Path) -> None:
    text = changed(KEEPER, ("value: 36000", "value: 43000"), ("high: 42", "high: ¦42"))
    expect(tmp_path, "E401", KEEPER, text)


def test_low_is_not_above_high_when_there_is_no_value(tmp_path: Path) -> None:
    path = DIRECTOR
    text = changed(path, ("low: null", "low: 6"), ("value: 50000", "value: null"))
    expect(tmp_path, "E401", path, text.replace("high: null", "high: ¦5", 1))


def test_a_figure_without_amount_is_refused(tmp_path: Path) -> None:
    expect(tmp_path, "E402", DIRECTOR, changed(DIRECTOR, ("value: 50000", "value: ¦null")))


def test_a_negative_amount_is_refused(tmp_path: Path) -> None:
    expect(tmp_path, "E403", KEEPER, changed(KEEPER, ("low: 30000", "low: ¦-30000")))


@pytest.mark.parametrize("written", ["€", "eur", "Euro"])
def test_a_currency_has_a_form(tmp_path: Path, written: str) -> None:
    text = changed(KEEPER, ("currency: EUR", f"currency: ¦{written}"))
    expect(tmp_path, "E404", KEEPER, text)


@pytest.mark.parametrize(
    "amount", ["36.000 €", "€36,000", "36000 EUR", "36.000 Euro", "EUR 36.000", "5 €", "36 000 €"]
)
def test_an_amount_typed_into_a_text_is_refused(tmp_path: Path, amount: str) -> None:
    text = changed(GREETING, ("en: Hello! Ask", f"en: You get ¦{amount} there. Ask"))
    assert "{amount:FIGURE.value}" in expect(tmp_path, "E405", GREETING, text)


def test_an_amount_in_a_block_of_text_is_found_in_its_line(tmp_path: Path) -> None:
    text = changed(KEEPER, ("        - note the weather", "        - note ¦12 € for it"))
    expect(tmp_path, "E405", KEEPER, text)


def test_a_number_without_currency_is_no_amount(tmp_path: Path) -> None:
    root = folder(tmp_path, faq__x="x: {phrases: [a], reply: {en: 36 eurocrats in 2024}}\n")
    assert rules(root) == []


def test_a_folder_without_figures_may_type_amounts(tmp_path: Path) -> None:
    root = folder(tmp_path, faq__x="x: {phrases: [a], reply: {en: It costs 12 €.}}\n")
    assert rules(root) == []


def test_only_a_yearly_figure_has_a_month(tmp_path: Path) -> None:
    path = "faq/lighthouse.yaml"
    text = changed(path, ("Über Urlaub", "Mit ¦{amount:director_pay.value.month} – über Urlaub"))
    text = text.replace("My sources", "With ¦{amount:director_pay.value.month} – my sources")
    expect_error(tmp_path, "E406", path, text)


@pytest.mark.parametrize("said", ["2036", "März 2036", "2036-05-01"])
def test_a_source_cannot_be_of_a_year_to_come(tmp_path: Path, said: str) -> None:
    root = small_folder(tmp_path)
    file = root / KEEPER
    file.write_text(re.sub(r"as_of: .*", f'as_of: "{said}"', file.read_text(), count=1))
    (problem,) = load(root, today=date(2026, 11, 21)).problems
    assert problem.rule == "E413"
    assert load(root, today=date(2036, 11, 21)).knowledge is not None
    assert "E413" not in rules(root)


def test_pay_in_another_currency_is_refused_because_the_bot_writes_euros(tmp_path: Path) -> None:
    text = changed(KEEPER, ("unit: EUR", "unit: CHF"), ("currency: EUR", "currency: ¦CHF"))
    expect(tmp_path, "E414", KEEPER, text)
