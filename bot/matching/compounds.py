"""Cut compounds and words typed without spaces into known words; knows no word itself."""

from __future__ import annotations

from collections.abc import Container

SHORTEST_PART = 4
_LONGEST_COMPOUND = 60
_GLUED = 16
_SHORTEST_GLUED = 3
_LONGEST_WORD = 24
_LINKS = ("", "s", "es", "n", "en")


def split(key: str, words: Container[str], function: Container[str]) -> tuple[str, ...]:
    """Return the known words a compound is made of, or an empty tuple.

    ``backendentwicklergehalt`` gives ``backend``, ``entwickler``, ``gehalt``; linking
    letters (``s``, ``en`` …) between the parts are dropped.
    """
    if not 2 * SHORTEST_PART <= len(key) <= _LONGEST_COMPOUND:
        return ()
    best: list[tuple[str, ...] | None] = [None] * (len(key) + 1)
    best[0] = ()
    for end in range(SHORTEST_PART, len(key) + 1):
        for start in range(end - SHORTEST_PART + 1):
            before = best[start]
            if before is None or end - start == len(key):
                continue
            part = _part(key[start:end], words, function, last=end == len(key))
            if part and (best[end] is None or len(before) + 1 < len(best[end] or ())):
                best[end] = (*before, part)
    return best[len(key)] or ()


def unglue(key: str, words: Container[str]) -> tuple[str, ...]:
    """Return the words of a message typed without spaces, or an empty tuple."""
    if not _GLUED <= len(key) <= _LONGEST_COMPOUND:
        return ()
    best: list[tuple[str, ...] | None] = [None] * (len(key) + 1)
    best[0] = ()
    for end in range(_SHORTEST_GLUED, len(key) + 1):
        for start in range(max(end - _LONGEST_WORD, 0), end - _SHORTEST_GLUED + 1):
            before, part = best[start], key[start:end]
            if before is None or part not in words:
                continue
            if best[end] is None or len(before) + 1 < len(best[end] or ()):
                best[end] = (*before, part)
    return best[len(key)] or ()


def _part(
    piece: str, words: Container[str], function: Container[str], *, last: bool
) -> str | None:
    for link in _LINKS:
        if link and (last or not piece.endswith(link)):
            continue
        word = piece.removesuffix(link) if link else piece
        if len(word) >= SHORTEST_PART and word in words and word not in function:
            return word
    return None
