"""The nearest known name to a mistyped one, worded as a hint."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.knowledge.pieces import Piece

NEAR_ENOUGH = 70
MOST_LISTED = 12


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like the given one, None if none is near."""
    found = process.extractOne(
        name, sorted(known), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=NEAR_ENOUGH
    )
    return found[0] if found else None


def did_you_mean(near: str) -> Piece:
    """Return the hint that names one near name."""
    return Piece.of("did_you_mean", near=near)


def suggestion(name: str, known: Iterable[str], otherwise: str) -> Piece:
    """Return a hint: the near name, else the piece `otherwise` with the first known names."""
    names = sorted(set(known))
    if near := nearest(name, names):
        return did_you_mean(near)
    return listed(names, otherwise)


def listed(names: list[str], key: str) -> Piece:
    """Return the piece `key` with the first of the names."""
    if not names:
        return Piece.of("none_here")
    more = " …" if len(names) > MOST_LISTED else ""
    return Piece.of(key, names=", ".join(names[:MOST_LISTED]) + more)
