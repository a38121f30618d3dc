"""Euros, ranges and months are written the way each language writes them."""

from __future__ import annotations

import pytest

from bot.dialogue.amounts import format_amount, format_count, per_month


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [
        (36000, "36.000 €", "€36,000"),
        (36000.0, "36.000 €", "€36,000"),
        (3975, "3.975 €", "€3,975"),
        (3408.33, "3.408,33 €", "€3,408.33"),
        (4548.4, "4.548,40 €", "€4,548.40"),
        (0.5, "0,50 €", "€0.50"),
        (999, "999 €", "€999"),
        (1234567.895, "1.234.567,90 €", "€1,234,567.90"),
        (2.675, "2,68 €", "€2.68"),
        (99.999, "100 €", "€100"),
    ],
)
def test_amounts_are_written_per_language(value: float, german: str, english: str) -> None:
    assert format_amount(value, "de") == german
    assert format_amount(value, "en") == english


def test_counts_group_their_thousands() -> None:
    assert [format_count(1171, language) for language in ("de", "en")] == ["1.171", "1,171"]
    assert format_count(120, "de") == "120"


@pytest.mark.parametrize(
    ("yearly", "payments", "monthly"),
    [
        (47700, 12, 3975.0), (40900, 12, 3408.33), (58100, 12, 4841.67), (52482, 12, 4373.5),
        (54581, 12, 4548.42), (47700, 13, 3669.23), (36000, 13, 2769.23), (0, 12, 0.0),
        (0.06, 12, 0.01),
    ],
)  # fmt: skip
def test_a_year_is_shared_out_to_the_cent(yearly: float, payments: int, monthly: float) -> None:
    assert per_month(yearly, payments) == monthly


def test_a_year_has_twelve_payments_unless_said_otherwise() -> None:
    assert per_month(36000) == per_month(36000, 12) == 3000
