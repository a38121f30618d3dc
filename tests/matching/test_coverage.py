"""How much of a message is known at all."""

from __future__ import annotations

from bot.matching.coverage import coverage
from bot.matching.index import Index
from tests.matching.reading import items_of


def test_coverage_counts_content_words_and_slots(small: Index) -> None:
    share, unknown = coverage(items_of("gehalt zwirbel in kiel", small))
    assert (round(share, 3), unknown) == (0.667, ("zwirbel",))
    assert coverage(items_of("und wie", small)) == (1.0, ())
    corrected, _ = coverage(items_of("gehlat", small))
    assert 0 < corrected < 1
