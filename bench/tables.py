"""Markdown tables and the way figures are written in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NOTHING = "–"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; the first column is text, all others are figures."""
    lines = [_line(heads), "|---|" + "---:|" * (len(heads) - 1)]
    return [*lines, *(_line(row) for row in rows)]


def share(value: float | None) -> str:
    """Write a share of one with three digits."""
    return NOTHING if value is None else f"{value:.3f}"


def points(value: float | None) -> str:
    """Write a difference of two shares in points, always with its sign."""
    return NOTHING if value is None else f"{value * 100:+.1f}"


def figure(value: float | None, unit: str = "") -> str:
    """Write a quantity with about three digits that count."""
    if value is None:
        return NOTHING
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}{' ' + unit if unit else ''}"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
