"""A misspelt message is written as it is surely meant; names and real words stay as they are."""

from __future__ import annotations

import pytest

from bot.dialogue.as_meant import as_meant
from bot.matching.index import Index


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("was verdinet man da", "was verdient man da"),
        ("nihct das gehalt, die ausbildugn!", "nicht das gehalt, die ausbildung!"),
        ("how mcuh per month?", "how much per month?"),
        ("ich habe nciht gefragt", "ich habe nicht gefragt"),
    ],
)
def test_surely_misspelt_words_are_set_right(shipped: Index, typed: str, meant: str) -> None:
    assert as_meant(typed, shipped.lexicon) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?!",
        "i deserve more",
        "willkommen",
        "was verdient ein bakend entwickler",
        "bewerb mich auf deutsch",
        "xyzzy plugh",
        "ernte",
        "🙈",
    ],
)
def test_names_real_words_and_nonsense_stay_as_they_are(shipped: Index, text: str) -> None:
    assert as_meant(text, shipped.lexicon) == text


def test_everything_but_the_words_stays(shipped: Index) -> None:
    assert as_meant("  gahalt ,\n wieveil?? ", shipped.lexicon).split() == [
        "gehalt",
        ",",
        "wieviel??",
    ]
