"""Tables as people read them in a terminal: columns side by side, aligned, nothing cut off."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_GAP = "  "


def table(head: Sequence[str], rows: Sequence[Sequence[object]], numbers: int = 0) -> list[str]:
    """Return the lines of a table; the last `numbers` columns are set to the right."""
    texts = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(width(cell) for cell in column) for column in zip(*texts, strict=True)]
    first_number = len(head) - numbers
    lines = [
        _GAP.join(
            _set(cell, widths[number], right=number >= first_number)
            for number, cell in enumerate(row)
        ).rstrip()
        for row in texts
    ]
    rule = "-" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    return [lines[0], rule, *lines[1:]]


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _set(text: str, columns: int, *, right: bool) -> str:
    gap = " " * (columns - width(text))
    return gap + text if right else text + gap
