"""The line a problem is in, with a caret under its column, whatever the line holds."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

WIDEST = 96
"""Cells of a line that are shown; a longer one is cut around the column."""
_TAB = 4
_BEFORE = 40
_CUT = "…"
_UNSEEN = "·"
_JOINS = frozenset({"Mn", "Me"})
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class _Cell:
    """One character as it is shown, and how many cells of a terminal it takes."""

    text: str
    width: int


def excerpt(line: str, column: int) -> tuple[str, str]:
    """Return the line as it may be shown, and spaces with a caret under `column` (from 1)."""
    cells = [_cell(sign) for sign in line.rstrip("\r\n")]
    place = min(max(column - 1, 0), len(cells))
    first, last = _window(cells, place)
    before = _CUT if first else ""
    after = _CUT if last < len(cells) else ""
    shown = before + "".join(cell.text for cell in cells[first:last]) + after
    offset = len(before) + sum(cell.width for cell in cells[first:place])
    return shown, " " * offset + "^"


def _window(cells: list[_Cell], place: int) -> tuple[int, int]:
    """Return from where to where to show so many cells that the place is among them."""
    if sum(cell.width for cell in cells) <= WIDEST:
        return 0, len(cells)
    first, used = place, 0
    while first > 0 and used + cells[first - 1].width <= _BEFORE:
        first -= 1
        used += cells[first].width
    last = place
    while last < len(cells) and used + cells[last].width <= WIDEST:
        used += cells[last].width
        last += 1
    while first > 0 and used + cells[first - 1].width <= WIDEST:
        first -= 1
        used += cells[first].width
    return first, last


def _cell(sign: str) -> _Cell:
    """Return a character as it may be shown: what moves or hides others becomes a dot."""
    if sign == "\t":
        return _Cell(" " * _TAB, _TAB)
    category = unicodedata.category(sign)
    if category in _JOINS:
        return _Cell(sign, 0)
    if category in _UNSAFE:
        return _Cell(_UNSEEN, 1)
    return _Cell(sign, 2 if unicodedata.east_asian_width(sign) in "WF" else 1)
