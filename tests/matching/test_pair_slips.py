"""Names of two words, one of them misspelt into another word that is known as well."""

from __future__ import annotations

import pytest

from bot.matching.pair_slips import PairSlips

NAMES = PairSlips.of([("tower", "keeper"), ("night", "watch"), ("keeper",), ("a", "b", "c")])


@pytest.mark.parametrize(
    ("first", "second", "meant"),
    [
        ("towel", "keeper", ("tower", "keeper")),
        ("tower", "keepers", ("tower", "keeper")),
        ("nigth", "watch", ("night", "watch")),
        ("tower", "keeper", None),  # spelt right: no slip to find
        ("power", "sleeper", None),  # a slip in both is a guess
        ("toys", "keeper", None),
        ("flower", "watch", None),
        ("", "keeper", None),
    ],
)
def test_one_slip_in_one_half_of_a_name_is_found(
    first: str, second: str, meant: tuple[str, str] | None
) -> None:
    assert NAMES.meant(first, second) == meant
