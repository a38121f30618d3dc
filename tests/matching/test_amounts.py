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
        ("39 grand", "amount", "39000"),
        ("40 mille", "amount", "40000"),
        ("fifty k", "amount", "50000"),
        ("forty-five thousand euros", "amount", "45000"),
        ("fünfundvierzigtausend", "amount", "45000"),
        ("vierzig mille", "amount", "40000"),
        ("a hundred grand", "amount", "100000"),
        ("three grand a month", "amount", "3000"),
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
    "text",
    [
        "fifty people",
        "drei wege",
        "tausend dank",
        "a grand plan",
        "3 von 8",
        "bin 34",
        "python3",
        "s3",
        "8 stunden",
        "99999999999",
    ],
)
def test_numbers_that_are_neither(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,045 mio", "45000"),
        ("0.045 mio €", "45000"),
        ("1,5 mio", "1500000"),
        ("45,5k", "45500"),
        ("45 tsd", "45000"),
        ("45 t€", "45000"),
        ("3.200,- ", "3200"),
        ("3200,--", "3200"),
        ("0,50 €", "0.50"),
        ("2,8 brutto", "2800"),
        ("3.25 im monat", "3250"),
        ("2,80 € brutto", "2.80"),
    ],
)
def test_decimals_and_scales_are_read_as_people_mean_them(text: str, value: str) -> None:
    (number,) = find_numbers(text)
    assert (number.slot, number.value) == ("amount", value)


@pytest.mark.parametrize(
    "text",
    [
        "0151 23456789", "01512345678", "+49 151 23456789", "0151/2345678", "030 123456",
        "4111 1111 1111 1111", "de00 1234 5678", "978344612", "1.000.000", "192.168.0.1",
        "192.168.100.200", "12.05.2024", "007", "0,045", "5000^2", "50^2 euro", "45^1/3 k",
        "-3000", "-3000 €", "gehalt -3000", "3000m", "3000m2", "100gb", "5000er", "1.200 tsd",
        "45.125k", "৳5000", "5000 ₺", "3/4 k",
    ],
)  # fmt: skip
def test_codes_telephones_powers_and_negative_numbers_are_no_amounts(text: str) -> None:
    assert not [number for number in find_numbers(text) if number.slot == "amount"]


@pytest.mark.parametrize("text", ["45000 €", "€45k", "2000 im monat", "3200 brutto", "3.200,-"])
def test_a_sign_of_money_or_a_period_makes_an_amount_sure(text: str) -> None:
    assert [number.sure for number in find_numbers(text)] == [True]


@pytest.mark.parametrize("text", ["45000", "45k", "45.000", "3 tausend"])
def test_a_number_without_a_sign_of_money_is_unsure(text: str) -> None:
    assert [number.sure for number in find_numbers(text)] == [False]


def test_of_a_range_the_lower_end_is_read() -> None:
    assert [number.value for number in find_numbers("50000-60000")] == ["50000"]
