"""What is wrong with a line the YAML parser stumbled over, in an operator's terms.

The parser says only where it stopped, often a line too late. This module looks at the lines
themselves and names the likely slip and, where it is sure, the line as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.knowledge.parsing.brackets import CLOSING, inside_brackets, quote_item
from bot.knowledge.parsing.indentation import (
    BLOCK,
    bare_line,
    dedented_key,
    left_block,
    misplaced,
    text_without_bar,
    undashed_item,
)
from bot.knowledge.parsing.lines import (
    Finding,
    Line,
    Stop,
    candidates,
    closing_quote,
    cut,
    indent,
    opening,
)

_NO_SPACE = re.compile(r"[ ]*(?:- +)?([^\W\d][\w-]*):(?!//)[^\s:]")
_GLUED = re.compile(r"""[ ]*(?:- +)?([^\W\d][\w-]*):[\[{"']""")
_NO_DASH_SPACE = re.compile(r"""([ ]*-)[^\W_]""")
_ESCAPE = re.compile(r'\\(?![0abtnvfre "/\\N_LPxuU\t])')
_GLUED_BAR = re.compile(r"[ ]*(?:- +)?([^\W\d][\w-]*):[|>][-+]?[ ]*$")
_IMPOSSIBLE = "@`%"
_SPECIAL = "@`%&*!|>,]}"
_PROPERTIES = "&*!"


def diagnose(lines: list[str], stop: Stop) -> Finding:
    """Name the slip behind a parser's stop; lines count from 1."""
    ways: tuple[Callable[[list[str], Stop], Finding | None], ...] = (
        _unclosed_quote,
        _glued_bar,
        _impossible_sign,
        inside_brackets,
        _slip_nearby,
        _open_quote_above,
        left_block,
        dedented_key,
        undashed_item,
        bare_line,
        text_without_bar,
    )
    for way in ways:
        if finding := way(lines, stop):
            return finding
    return misplaced(lines, stop)


def _unclosed_quote(lines: list[str], stop: Stop) -> Finding | None:
    """Find a quote that the whole rest of the file does not close."""
    sign = opening(lines, stop)
    number = stop.start_line or 1
    if sign not in ("'", '"') or any(line.strip() for line in lines[stop.line - 1 :]):
        return None
    repaired = lines[number - 1] + sign
    return Finding("E112", number, stop.start_column, {"quote": sign}, repaired)


def _glued_bar(lines: list[str], stop: Stop) -> Finding | None:
    """Find the ``de:|`` above a long text, which the parser takes for a text of its own."""
    depth = indent(lines[stop.line - 1]) + 1 if stop.line <= len(lines) else 0
    for number in range(min(stop.line, len(lines)), 0, -1):
        text = lines[number - 1]
        if not text.strip() or indent(text) >= depth:
            continue
        depth = indent(text)
        if glued := _GLUED_BAR.match(text):
            at = glued.end(1) + 1
            repaired = f"{text[:at]} {text[at:]}"
            return Finding("E117", number, at, {"key": glued[1]}, repaired)
    return None


def _impossible_sign(lines: list[str], stop: Stop) -> Finding | None:
    """Find a sign no text may start with, wherever on the line it stands."""
    if stop.line > len(lines):
        return None
    line = cut(lines, stop.line)
    text, here = line.text, line.column == stop.column
    sign = text[stop.column - 1 : stop.column]
    if not sign or sign not in (_IMPOSSIBLE if here else _IMPOSSIBLE + "|>"):
        return None
    repaired = line.repaired() if here else quote_item(text, stop.column)
    return Finding("E116", stop.line, stop.column, {"sign": sign}, repaired)


def _slip_nearby(lines: list[str], stop: Stop) -> Finding | None:
    for line in candidates(lines, stop):
        if finding := _slip(line, stop):
            return finding
    return None


def _slip(line: Line, stop: Stop) -> Finding | None:
    """Return the slip on this line alone, None if the line looks sound."""
    first = line.value[:1]
    if first in ("'", '"'):
        return _quote_slip(line, stop)
    if first in ("{", "["):
        return _bracket_slip(line)
    if first and first in _SPECIAL and not BLOCK.fullmatch(line.value):
        rule = "E123" if first in _PROPERTIES else "E116"
        return Finding(rule, line.number, line.column, {"sign": first}, line.repaired())
    if line.key is not None and line.value.startswith("- ") and line.number == stop.line:
        return Finding("E128", line.number, line.column)
    return _colon_slip(line, stop)


def _quote_slip(line: Line, stop: Stop) -> Finding | None:
    """Find a quote left open, a text that goes on after its closing quote, a backslash."""
    end = closing_quote(line.value)
    if end is None and line.number < stop.line:
        values: dict[str, object] = {"quote": line.value[0]}
        return Finding("E112", line.number, line.column, values, line.text + line.value[0])
    if end is None:
        return None
    rest = line.value[end + 1 :].lstrip()
    if rest and not rest.startswith(("#", ":")):
        return Finding("E113", line.number, line.column + end, {}, line.quoted())
    escape = _ESCAPE.search(line.value)
    if line.value[0] == '"' and escape:
        repaired = line.head + line.value.replace("\\", "\\\\")
        return Finding("E121", line.number, line.column + escape.start(), {}, repaired)
    return None


def _bracket_slip(line: Line) -> Finding | None:
    """Find a text such as ``{occupation} salary`` that starts with a bracket."""
    sign = line.value[0]
    rest = line.value[line.value.rfind(CLOSING[sign]) + 1 :].strip()
    if rest == line.value or not rest or rest.startswith(("#", ",")):
        return None
    values: dict[str, object] = {"sign": sign, "value": line.value}
    return Finding("E114", line.number, line.column, values, line.quoted())


def _colon_slip(line: Line, stop: Stop) -> Finding | None:
    """Find a colon inside a text, or one without the space behind it."""
    glued = _GLUED.match(line.text)
    if glued and line.key is None:
        at = glued.end(1) + 1
        repaired = f"{line.text[:at]} {line.text[at:]}"
        return Finding("E117", line.number, at, {"key": glued[1]}, repaired)
    if dash := _NO_DASH_SPACE.match(line.text):
        at = dash.end(1)
        repaired = f"{line.text[:at]} {line.text[at:]}"
        return Finding("E134", line.number, at, {}, repaired)
    colon = re.search(r":(?= |$)", line.value)
    if colon and line.key is not None:
        return Finding("E115", line.number, line.column + colon.start(), {}, line.quoted())
    missing = _NO_SPACE.match(line.text)
    if missing and line.key is None and not colon:
        at = missing.end(1) + 1
        repaired = f"{line.text[:at]} {line.text[at:]}"
        return Finding("E117", line.number, at, {"key": missing[1]}, repaired)
    if colon and line.number == stop.line and line.is_item:
        return Finding("E115", line.number, line.column + colon.start(), {}, line.quoted())
    return None


def _open_quote_above(lines: list[str], stop: Stop) -> Finding | None:
    """Find the open quote further up whose end the parser saw in the quote it stopped at."""
    if stop.line > len(lines):
        return None
    if not lines[stop.line - 1][: stop.column - 1].rstrip().endswith(("'", '"')):
        return None
    for number in range(stop.line, 0, -1):
        line = cut(lines, number)
        if line.value[:1] in ("'", '"') and line.value and closing_quote(line.value) is None:
            values: dict[str, object] = {"quote": line.value[0]}
            return Finding("E112", number, line.column, values, line.text + line.value[0])
    return None
