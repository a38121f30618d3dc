"""How a German word sounds, roughly: what dialects spell otherwise is the same here.

Swiss, Bavarian and Tyrolean have no fixed spelling; "choschtet" is "kostet" and "rächnig" is
"Rechnung". For folded words; of other languages only the oddest spellings fall together.
"""

from __future__ import annotations

import re
from functools import lru_cache

_REMEMBERED = 1 << 14
_RULES = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"^ge(?=[bdfgklmnprstvwz])(?=.{3})", "g"),
        (r"(?<=[aeiouy])h(?=[^aeiouy]|$)|(?<=[aeiouy])h(?=[ae][nt]?$)", ""),
        (r"(?:ung|ing|ig)(?=(?:en|a|e|s)?$|s)", "ik"),
        (r"sch", "s"),
        (r"ch|ck|gg|g|q", "k"),
        (r"ph|v", "f"),
        (r"tz|ts", "z"),
        (r"th|dt|d", "t"),
        (r"b", "p"),
        (r"(?:ei|ai|ie|ii|iy|y)e?", "i"),
        (r"(?:au|eu|ou|uu|ua|ue|oi)e?", "u"),
        (r"[ae]+", "a"),
        (r"[ou]+", "u"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)an?$", ""),
    )
)


@lru_cache(maxsize=_REMEMBERED)
def sound(word: str) -> str:
    """Return how a folded word sounds; words of one sound may be one word."""
    for pattern, instead in _RULES:
        word = pattern.sub(instead, word)
    return word
