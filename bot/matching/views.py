"""The views of a message: which there are, what each is worth, and which a feature is of.

What is seen in each is said in `features`.
"""

from __future__ import annotations

from bot.matching.feature_keys import Ints

VIEWS: tuple[tuple[str, float], ...] = (
    ("written", 3.0), ("corrected", 1.0), ("stems", 1.0), ("pairs", 1.0),
)  # fmt: skip
"""The views and the weight of each in the similarity of two messages."""
MEANING = 1 / 3
"""The share of what words mean, where they mean anything, in the likeness that is learnt from;
the views have the rest.
"""
WRITTEN, CORRECTED, STEMS, PAIRS = range(len(VIEWS))
_VIEW_BIT = 58


def view_of(keys: Ints) -> Ints:
    """Return the view a feature belongs to."""
    return keys >> _VIEW_BIT


def tag(keys: Ints, view: int) -> Ints:
    """Return the features that stand for keys in a view."""
    return keys | (view << _VIEW_BIT)
