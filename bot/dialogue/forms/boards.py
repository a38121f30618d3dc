"""Ready links to job boards: the knowledge's addresses with what is looked for, and where."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from bot.dialogue.reply import Link
from bot.knowledge.models import Board

LONGEST_PLACE = 40
_PLACE = re.compile(r"[^\W\d_][\w .,'()/-]*|\d{5}(?: [^\W\d_][\w .,'()/-]*)?")
_BEFORE = re.compile(r"^(?:in|im|bei|um|nach|at|near|around|to)\s+", re.IGNORECASE)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_MARK = re.compile(r"\{(\w+)\}")


def sound_place(text: str) -> str | None:
    """Return a town as it can be looked for, or None for what is no name of a place."""
    place = _BEFORE.sub("", " ".join(text.split())).strip(" .,!")
    if len(place) > LONGEST_PLACE or not _PLACE.fullmatch(place):
        return None
    return place if place != place.lower() else place.title()


def board_lines(
    boards: tuple[Board, ...], terms: tuple[str, ...], place: str, level: str
) -> tuple[str, tuple[Link, ...]]:
    """Return one bullet a board with one link a term, and the links in the order of the text."""
    lines, links = [], []
    for board in boards:
        found = [Link(term, address(board, f"{level} {term}".strip(), place)) for term in terms]
        lines.append(f"- {board.name}: {' · '.join(link.label for link in found)}")
        links += found
    return "\n".join(lines), tuple(links)


def address(board: Board, what: str, where: str) -> str:
    """Return the address of one search; whatever was typed is only ever a value in it."""
    values = {
        "what": quote(what, safe=""),
        "where": quote(where, safe=""),
        "what_slug": _slug(what),
        "where_slug": _slug(where),
    }
    template = board.url if where else board.anywhere
    return _MARK.sub(lambda found: values.get(found[1], ""), template)


def _slug(text: str) -> str:
    """Return ``senior-backend-developer`` and ``muenchen``: letters, digits and dashes only."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_GERMAN))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
