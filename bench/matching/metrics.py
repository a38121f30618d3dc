"""What the answers of a matcher are worth, in plain Python."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

COST = 0.01
"""The in-scope accuracy that may be lost for keeping off what is out of scope."""


def accuracy(right: Sequence[bool]) -> float | None:
    """Return the share of right answers; None without any answer."""
    return sum(right) / len(right) if right else None


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """Return the chance that a message in scope is more confident than one out of scope.

    Equal confidence counts one half. None if there are none of either kind.
    """
    if not inside or not outside:
        return None
    ranked = sorted(outside)
    won = sum(bisect_left(ranked, each) + bisect_right(ranked, each) for each in inside)
    return won / (2 * len(inside) * len(outside))


def found_outside(
    inside: Sequence[float], right: Sequence[bool], outside: Sequence[float]
) -> float | None:
    """Return the share of out-of-scope messages refused at the threshold that costs one point.

    `inside` and `right` belong together. Refused is what is below the threshold; a right answer
    that is refused is lost.
    """
    if not inside or not outside:
        return None
    kept = sorted(each for each, is_right in zip(inside, right, strict=True) if is_right)
    may_be_lost = math.floor(COST * len(inside) + 1e-9)
    threshold = kept[may_be_lost] if may_be_lost < len(kept) else math.inf
    return sum(each < threshold for each in outside) / len(outside)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def mean(values: Sequence[float | None]) -> float | None:
    """Return the mean of those that are there; None if none is."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
