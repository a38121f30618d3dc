"""Cut a text into parts that each fit into a given room: at lines, then words, then characters.

The text is plain; what a part costs is counted by the caller's measure. Nothing here knows markup.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

Measure = Callable[[str], int]
"""What a text costs: the sum of what its characters cost, each of them one at least."""

_JOINER = "\u200d"
_WORTHWHILE = 3
"""A line break in the first third of the room is passed over if a space comes later."""


def cut(text: str, room: int, measure: Measure, first_room: int | None = None) -> list[str]:
    """Return the parts of `text` in order, none costing more than `room`.

    `first_room` is the room of the first part, where something stands before it already. Spaces
    and line breaks at the cuts are dropped; a word is only cut when it alone exceeds the room.
    """
    parts = []
    rest = text
    left = room if first_room is None else first_room
    while rest:
        at = _reach(rest, left, measure)
        if at < len(rest):
            at = _border(rest, at)
        part, rest = rest[:at].rstrip(), rest[at:].lstrip()
        left = room
        if part:
            parts.append(part)
    return parts


def utf16_units(text: str) -> int:
    """Return the length of `text` in UTF-16 code units: characters beyond U+FFFF count two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _reach(text: str, room: int, measure: Measure) -> int:
    """Return how many leading characters fit into `room`, at least one."""
    if len(text) <= room and measure(text) <= room:
        return len(text)
    spent = 0
    for at, character in enumerate(text[: room + 1]):
        spent += measure(character)
        if spent > room:
            return max(at, 1)
    return len(text)


def _border(text: str, reach: int) -> int:
    """Return the best place to cut at `reach` or before it."""
    window = text[: reach + 1]
    for border, earliest in (("\n", reach // _WORTHWHILE), (" ", 0), ("\n", 0)):
        at = window.rfind(border)
        if at > earliest:
            return at
    return _between_signs(text, reach)


def _between_signs(text: str, at: int) -> int:
    """Step back from `at` so that no sign made of several characters (an emoji) is torn."""
    place = at
    while place > 1 and _belongs_together(text, place):
        place -= 1
    return place if place > at - 30 and place > 1 else at


def _belongs_together(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    return (
        _JOINER in (before, after)
        or unicodedata.category(after) in {"Mn", "Me", "Mc"}
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or (_is_flag_half(after) and _flag_halves_before(text, at) % 2 == 1)
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, at: int) -> int:
    count = 0
    while count < at and _is_flag_half(text[at - count - 1]):
        count += 1
    return count
