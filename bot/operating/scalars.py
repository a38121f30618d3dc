"""How a text is written in YAML: plain where that is safe, in quotes where it is not."""

from __future__ import annotations

import json
import re

from bot.knowledge.parsing.traps import text_trap

_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ '’,.;!?()/+€%–…{}-])*(?<! )")
"""Starts with a letter and holds no sign that means something to YAML outside brackets."""
_IN_BRACKETS = frozenset(",{}")
_EMPTY = frozenset({"null", "~", "y", "n"})
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def scalar(text: str, *, flow: bool = False, quoted: bool = False) -> str:
    """Return a one-line text as YAML; in a `flow` list (in brackets) more needs quotes.

    `quoted` asks for quotes in any case. Raises ValueError for a text of several lines or with
    control characters.
    """
    if _INVISIBLE.search(text):
        raise ValueError("the text holds line breaks or control characters")
    safe = _PLAIN.fullmatch(text) and not text_trap(text) and text.casefold() not in _EMPTY
    if safe and not quoted and not (flow and _IN_BRACKETS & set(text)):
        return text
    return json.dumps(text, ensure_ascii=False)
