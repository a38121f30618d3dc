"""Turn the signs of other keyboards, scripts and markup into the plain ones they stand for.

Numbers get special care: what compatibility forms would run together (``50²`` into 502, ``45½``
into 451⁄2) becomes ``50^2`` and ``45,5``, so that nobody reads another number than was meant.
"""

from __future__ import annotations

import html
import re
import unicodedata

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_FEW_PLACES = 2
"""Decimal places a fraction may have; thirds and eighths stay fractions."""
_PLAIN = {
    **dict.fromkeys("’‘´", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("–—‐‑−➖", "-"),
    **dict.fromkeys("⁄∕", "/"),
    "İ": "I",
}
"""Signs that stay different under NFKC; ``İ`` would become two letters in lower case."""


def compatible(text: str) -> str:
    """Return `text` with entities resolved, in compatibility form (NFKC), numbers unharmed."""
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    if not text.isascii():
        text = "".join(map(_numeral, " " + text, text))
    return unicodedata.normalize("NFKC", text)


def visible(character: str) -> str:
    """Return the plain sign for one character: a space for emoji and other signs, nothing for an
    invisible one.
    """
    if character.isascii():
        return character if character.isprintable() or character == "\n" else " "
    if character in _PLAIN:
        return _PLAIN[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character if category == "Sc" or category[0] in "LNP" else " "


def _numeral(before: str, character: str) -> str:
    """Return a numeral that is no digit (``½``, ``²``, ``⑤``) apart from the digit `before`."""
    if character.isascii() or unicodedata.category(character) != "No":
        return character
    fraction = unicodedata.decomposition(character).startswith("<fraction>")
    places = f"{unicodedata.numeric(character):.9g}"[len("0.") :]
    if fraction and 0 < len(places) <= _FEW_PLACES:
        return f",{places}" if before.isdecimal() else f"0,{places}"
    form = unicodedata.normalize("NFKC", character)
    return f"^{form} " if before.isalnum() else f" {form} "
