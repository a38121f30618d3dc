"""What is wrong with a line the YAML parser stumbled over, in an operator's terms.

The parser says only where it stopped, often a line too late. This module looks at the lines
themselves and names the likely slip and, where it is sure, the line as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.knowledge.parsing.brackets import CLOSING, inside_brackets, quote_item
from bot.knowledge.parsing.lines import (
    Finding,
    Line,
    Stop,
    closing_quote,
    cut,
    indent,
    line_above,
    opening,
)

_NO_SPACE = re.compile(r"[ ]*(?:- +)?([^\W\d][\w-]*):(?!//)[^\s:]")
_GLUED = re.compile(r"""[ ]*(?:- +)?([^\W\d][\w-]*):[\[{"']""")
_NO_DASH_SPACE = re.compile(r"""([ ]*-)[^\W_]""")
_ESCAPE = re.compile(r'\\(?![0abtnvfre "/\\N_LPxuU\t])')
_BLOCK = re.compile(r"[|>][-+0-9]*(\s+#.*)?")
_PASTED = re.compile(r"(?:[+>|-]|\d+[.:]?)([ ]+)[\w-]+:(?: |$)")
"""A line copied with the sign or the number that stood beside it: a change, a mail, a listing."""
_FEWEST_SPACES = 2
"""Between the words of a line that is surely prose."""
_IMPOSSIBLE = "@`%"
_SPECIAL = "@`%&*!|>,]}"
_PROPERTIES = "&*!"


def diagnose(lines: list[str], stop: Stop) -> Finding:
    """Name the slip behind a parser's stop; lines count from 1."""
    ways: tuple[Callable[[list[str], Stop], Finding | None], ...] = (
        _unclosed_quote,
        _impossible_sign,
        inside_brackets,
        _slip_nearby,
        _open_quote_above,
        _left_block,
        _bare_line,
        _text_without_bar,
    )
    for way in ways:
        if finding := way(lines, stop):
            return finding
    return _misplaced(lines, stop)


def _candidates(lines: list[str], stop: Stop) -> Iterator[Line]:
    """Yield the lines worth a look: where it stopped, where it began, the one above."""
    numbers = [stop.line]
    if stop.start_line is not None and stop.start_line < stop.line:
        numbers.append(stop.start_line)
    if (above := line_above(lines, stop.line)) is not None:
        numbers.append(above)
    for number in dict.fromkeys(numbers):
        if number <= len(lines) and lines[number - 1].strip():
            yield cut(lines, number)


def _unclosed_quote(lines: list[str], stop: Stop) -> Finding | None:
    """Find a quote that the whole rest of the file does not close."""
    sign = opening(lines, stop)
    number = stop.start_line or 1
    if sign not in ("'", '"') or any(line.strip() for line in lines[stop.line - 1 :]):
        return None
    repaired = lines[number - 1] + sign
    return Finding("E112", number, stop.start_column, {"quote": sign}, repaired)


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
    for line in _candidates(lines, stop):
        if finding := _slip(line, stop):
            return finding
    return None


def _text_without_bar(lines: list[str], stop: Stop) -> Finding | None:
    """Find the first line of a text of several lines whose key has no ``|`` behind it."""
    if stop.line > len(lines) or not lines[stop.line - 1].strip():
        return None
    depth = indent(lines[stop.line - 1])
    opener = next(
        (n for n in range(stop.line - 1, 0, -1)
         if lines[n - 1].strip() and indent(lines[n - 1]) < depth),
        None,
    )  # fmt: skip
    if opener is None or not lines[opener - 1].rstrip().endswith(":"):
        return None
    first = next(n for n in range(opener + 1, stop.line + 1) if lines[n - 1].strip())
    line = cut(lines, first)
    prose = (
        line.key is None and line.value.count(" ") >= _FEWEST_SPACES and line.value[:1].isalpha()
    )
    if first == stop.line or line.is_item or not prose:
        return None
    return Finding("E118", first, line.column)


def _slip(line: Line, stop: Stop) -> Finding | None:
    """Return the slip on this line alone, None if the line looks sound."""
    first = line.value[:1]
    if first in ("'", '"'):
        return _quote_slip(line, stop)
    if first in ("{", "["):
        return _bracket_slip(line)
    if first and first in _SPECIAL and not _BLOCK.fullmatch(line.value):
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


def _left_block(lines: list[str], stop: Stop) -> Finding | None:
    """Find a line that should belong to the text below a ``|`` but is not indented enough."""
    for here in _candidates(lines, stop):
        depth = indent(here.text)
        if _opens_block_above(lines, here):
            return Finding("E132", here.number, depth + 1)
    return None


def _opens_block_above(lines: list[str], here: Line) -> bool:
    """Tell whether the first line above that is not deeper than this one ends in a ``|``."""
    depth = indent(here.text)
    for number in range(here.number - 1, 0, -1):
        line = cut(lines, number)
        if _BLOCK.fullmatch(line.value):
            first = next((each for each in lines[number:] if each.strip()), "")
            inside = depth >= indent(first) > indent(line.text)
            return not inside and (depth > indent(line.text) or here.key is None)
        if line.text.strip() and indent(line.text) <= depth:
            return False
    return False


def _bare_line(lines: list[str], stop: Stop) -> Finding | None:
    """Find a line that is neither a key nor a list item."""
    for line in _candidates(lines, stop):
        bare = line.key is None and not line.text.lstrip().startswith(("-", "#", '"', "'"))
        if line.value and bare and not line.value.endswith(":"):
            return Finding("E118", line.number, line.column)
    return None


def _stands_out(lines: list[str], number: int, depth: int) -> bool:
    """Tell whether a line, not the one below it, is out of step with the key that opens both."""
    above = line_above(lines, number)
    if above is None or indent(lines[number - 1]) >= depth:
        return False
    opener = lines[above - 1]
    return opener.rstrip().endswith(":") and indent(opener) == indent(lines[number - 1])


def _misplaced(lines: list[str], stop: Stop) -> Finding:
    """Call a line without a slip of its own misplaced, or just not readable."""
    number = min(stop.line, len(lines))
    above = line_above(lines, number)
    text = lines[number - 1]
    if not text.strip() or above is None:
        return Finding("E129", number, max(1, min(stop.column, len(text))))
    before = lines[above - 1]
    column = indent(text) + 1
    if (pasted := _PASTED.match(before)) and len(pasted[1]) == indent(text):
        return Finding("E119", above, 1, {}, before[pasted.start(1) :])
    if indent(before) != indent(text):
        odd = above if _stands_out(lines, above, indent(text)) else number
        return Finding("E119", odd, indent(lines[odd - 1]) + 1)
    if before.lstrip().startswith("- ") != text.lstrip().startswith("- "):
        if before.lstrip()[:1] == "-" and before.lstrip()[1:2] not in ("", " "):
            return Finding("E134", above, indent(before) + 1)
        return Finding("E131", number, column)
    return Finding("E129", number, stop.column)
