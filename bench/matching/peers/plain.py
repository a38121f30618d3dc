"""How every peer reads a text: lower case, signs as spaces. It helps all of them."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return the words of a text with one space between them."""
    return _SIGNS.sub(" ", text.casefold()).strip()
