"""Amounts and years are read the way people write them."""

import pytest

from bot.matching.amounts import find_numbers


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("45k", "amount", "45000"),
        ("45 k", "amount", "45000"),
        ("52.000", "amount", "52000"),
        ("52,000", "amount", "52000"),
        ("52 000 €", "amount", "52000"),
        ("€48,500", "amount", "48500"),
        ("3200 brutto", "amount", "3200"),
        ("3.408,33 €", "amount", "3408.33"),
        ("48 tausend", "amount", "48000"),
        ("48 tsd.", "amount", "48000"),
        ("15 euro", "amount", "15"),
        ("was ist 2027", "year", "2027"),
        ("2027 €", "amount", "2027"),
        ("2000 im monat", "amount", "2000"),
        ("2050 brutto", "amount", "2050"),
        ("2000 a month", "amount", "2000"),
        ("im jahr 2027", "year", "2027"),
    ],
)
def test_numbers_that_mean_something(text: str, slot: str, value: str) -> None:
    (number,) = find_numbers(text)
    assert (number.slot, number.value) == (slot, value)


@pytest.mark.parametrize(
    "text", ["3 von 8", "bin 34", "python3", "s3", "8 stunden", "99999999999"]
)
def test_numbers_that_are_neither(text: str) -> None:
    assert find_numbers(text) == ()
