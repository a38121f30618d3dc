"""Values on a grid, so that sums of their products are exact and come out the same in any order.

A product of two values is a multiple of the grid's square, and what adds up to 4 at the most
needs no more digits than a float32 has: rows can be compared in any order, a few at a time or all
at once, here or on another machine, and every bit is the same.
"""

from __future__ import annotations

import numpy as np

from bot.matching.vectors import Floats

LINES = 2048.0
"""Values from 0 to 1 are rounded to one of so many: far finer than phrases tell apart."""


def on_grid(values: Floats) -> Floats:
    """Return each value (-1..1) rounded to the grid."""
    found = values * np.float32(LINES)
    np.rint(found, out=found)
    found *= np.float32(1 / LINES)
    return found
