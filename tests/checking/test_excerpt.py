"""The source line under a problem: the caret is under the column, whatever the line holds."""

from __future__ import annotations

import unicodedata

import pytest

from bot.checking.report.excerpt import WIDEST, excerpt


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def under(line: str, column: int) -> str:
    """Return the character the caret stands under."""
    shown, caret = excerpt(line, column)
    place = len(caret) - 1
    at = 0
    for sign in shown:
        if at == place:
            return sign
        at += cells(sign)
    return ""


@pytest.mark.parametrize(
    "line",
    [
        "- X",
        "\t- X",
        "日本語: X",
        "😀😀 X",
        "a\u0301bc X",
        "\u202eabc X",
        "ä" * 300 + "X" + "b" * 300,
    ],
)
def test_the_caret_stands_under_the_column(line: str) -> None:
    assert under(line, line.index("X") + 1) == "X"


@pytest.mark.parametrize("column", [1, 50, 500, 1000, 5000])
def test_a_long_line_is_cut_around_the_column(column: int) -> None:
    shown, caret = excerpt("0123456789" * 100, column)
    assert cells(shown) <= WIDEST + 2
    assert len(caret) <= WIDEST + 3


def test_what_could_disturb_the_terminal_is_a_dot() -> None:
    assert excerpt("a\x1b[31mb\u202ec", 1)[0] == "a·[31mb·c"


def test_the_end_of_a_line_has_a_caret_too() -> None:
    assert excerpt("abc", 4) == ("abc", "   ^")
    assert excerpt("", 1) == ("", "^")
