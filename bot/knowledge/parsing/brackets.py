"""What does not fit between brackets: lists and mappings written in one line.

Here the parser knows exactly where it stopped, so the sign it stopped at tells the slip.
"""

from __future__ import annotations

import re

from bot.knowledge.parsing.lines import Finding, Stop, cut, indent, line_above, opening

CLOSING = {"{": "}", "[": "]"}
_SEPARATOR = re.compile(r", |: |\[|\{")
_ITEM = re.compile(r"(?:\{[^{}]*\}|[^,\[\]{}])*")


def inside_brackets(lines: list[str], stop: Stop) -> Finding | None:
    """Find what does not fit between brackets, or that they are never closed."""
    sign = opening(lines, stop)
    if sign not in ("[", "{") or stop.start_line is None:
        return _bracket_at_end(lines, stop)
    start = lines[stop.start_line - 1]
    text = lines[stop.line - 1] if stop.line <= len(lines) else ""
    if not text.strip() or (stop.line > stop.start_line and indent(text) <= indent(start)):
        values: dict[str, object] = {"sign": sign, "closing": CLOSING[sign]}
        return Finding("E120", stop.start_line, stop.start_column, values)
    return _misfit(text, stop)


def _bracket_at_end(lines: list[str], stop: Stop) -> Finding | None:
    """Find a bracket that opens in the last line of the file."""
    last = line_above(lines, len(lines) + 1)
    if last is None or stop.line <= last:
        return None
    line = cut(lines, last)
    sign = line.value[:1]
    if sign not in CLOSING or CLOSING[sign] in line.value:
        return None
    values: dict[str, object] = {"sign": sign, "closing": CLOSING[sign]}
    return Finding("E120", last, line.column, values)


def _misfit(text: str, stop: Stop) -> Finding | None:
    """Name what the parser stopped at between brackets: a colon, a quote, another bracket."""
    found = text[stop.column - 1 : stop.column]
    before = text[: stop.column - 1].rstrip()
    repaired = quote_item(text, stop.column)
    if found == ":":
        return Finding("E115", stop.line, stop.column, {}, repaired)
    if before.endswith(("'", '"')):
        return Finding("E113", stop.line, len(before), {}, repaired)
    if before.endswith(("}", "]")):
        column = max(before.rfind("{"), before.rfind("[")) + 1
        return Finding("E130", stop.line, max(column, 1), {"sign": text[column - 1]})
    if found and found in "{}[]":
        return Finding("E130", stop.line, stop.column, {"sign": found}, repaired)
    return None


def quote_item(text: str, column: int) -> str | None:
    """Return the line with the item around this column in quotes, None if that is unclear."""
    separators = [match.end() for match in _SEPARATOR.finditer(text, 0, column - 1)]
    start = separators[-1] if separators else column - 1
    match = _ITEM.match(text, start)
    if match is None or column > match.end() or '"' in match[0] or "'" in match[0]:
        return None
    return f'{text[:start]}"{match[0].strip()}"{text[match.end() :]}'
