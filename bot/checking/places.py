"""Where a word of the vocabulary stands in its file; the models keep no place of it."""

from __future__ import annotations

import re
from itertools import count


def find_spelling(
    lines: list[str], keys: tuple[str, ...], spelling: str
) -> tuple[int, int] | None:
    """Return line and column of a spelling below its keys; None: it stands in no such file."""
    start = 0
    for key in keys:
        pattern = re.compile(rf"(?:^\s*|[{{,]\s*)['\"]?{re.escape(key)}['\"]?:")
        start = next((n for n in range(start, len(lines)) if pattern.search(lines[n])), -1)
        if start < 0:
            return None
    ends = r"[\],\"']|\s*$|\s+#" + ("|:" if keys == ("synonyms",) else "")
    written = re.compile(rf"(?<=[\[ ,\"']){re.escape(spelling)}(?={ends})")
    for number in count(start):
        if number >= len(lines):
            return None
        if found := written.search(lines[number]):
            return number + 1, found.start() + 1
    return None
