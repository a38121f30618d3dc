"""Words that decide alone are known with one slip; words of their own are no slips."""

from __future__ import annotations

import pytest

from bot.matching.index import Index
from bot.matching.recognize import recognize


@pytest.mark.parametrize(
    "text",
    [
        "ich will nicht mehr lebne", "mir etwaas antun", "vor eienn zug", "bding mich um",
        "i want ot end my life", "no raeson to live", "slit my wrisst",
    ],
)  # fmt: skip
def test_a_cry_for_help_with_one_slip_is_heard(text: str, shipped: Index) -> None:
    assert recognize(text, shipped).entry == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "freitag", "ich wäre top", "lieber brot", "how do i sell myself", "off the ridge",
        "wie bringe ich mich ein", "das bringt mich um vor lachen", "test eben beenden",
    ],
)  # fmt: skip
def test_a_word_of_its_own_is_no_slip_of_a_cry(text: str, shipped: Index) -> None:
    assert recognize(text, shipped).reason != "trigger"


def test_who_is_furious_with_another_is_not_taken_for_suicidal(shipped: Index) -> None:
    assert recognize("ich könnte ihn umbringen", shipped).entry == "threat"
    assert recognize("erst ihn umbringen und dann mich umbringen", shipped).entry == "crisis"
