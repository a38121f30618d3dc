"""The nearest known name to a mistyped one, worded as a hint."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

NEAR_ENOUGH = 70
MOST_LISTED = 12


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like the given one, None if none is near."""
    found = process.extractOne(
        name, sorted(known), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=NEAR_ENOUGH
    )
    return found[0] if found else None


def suggestion(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return a hint: the near name, else `otherwise` with the first known names for ``{}``."""
    names = sorted(set(known))
    if near := nearest(name, names):
        return f'did you mean "{near}"?'
    if not names:
        return "there are none in this folder"
    listed = ", ".join(names[:MOST_LISTED]) + (" …" if len(names) > MOST_LISTED else "")
    return otherwise.replace("{}", listed)
