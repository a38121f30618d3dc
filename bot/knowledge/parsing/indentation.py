"""Lines that stand in the wrong column, or open nothing that belongs below them.

Looks at lines only, as `syntax` does, where nothing on a single line tells the slip.
"""

from __future__ import annotations

import re

from bot.knowledge.parsing.lines import Finding, Line, Stop, candidates, cut, indent, line_above

BLOCK = re.compile(r"[|>][-+0-9]*(\s+#.*)?")
"""What stands behind the key of a long text."""
_PASTED = re.compile(r"(?:[+>|-]|\d+[.:]?)([ ]+)[\w-]+:(?: |$)")
"""A line copied with the sign or the number that stood beside it: a change, a mail, a listing."""
_BLOCK_BELOW = re.compile(r":[ ]+[|>][-+0-9]*[ ]*$")
_STEP = 2
_FEWEST_SPACES = 2
"""Between the words of a line that is surely prose."""


def text_without_bar(lines: list[str], stop: Stop) -> Finding | None:
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


def left_block(lines: list[str], stop: Stop) -> Finding | None:
    """Find a line that should belong to the text below a ``|`` but is not indented enough."""
    for here in candidates(lines, stop):
        depth = indent(here.text)
        if _opens_block_above(lines, here):
            return Finding("E132", here.number, depth + 1)
    return None


def _opens_block_above(lines: list[str], here: Line) -> bool:
    """Tell whether the first line above that is not deeper than this one ends in a ``|``."""
    depth = indent(here.text)
    for number in range(here.number - 1, 0, -1):
        line = cut(lines, number)
        if BLOCK.fullmatch(line.value):
            first = next((each for each in lines[number:] if each.strip()), "")
            inside = depth >= indent(first) > indent(line.text)
            return not inside and (depth > indent(line.text) or here.key is None)
        if line.text.strip() and indent(line.text) <= depth:
            return False
    return False


def dedented_key(lines: list[str], stop: Stop) -> Finding | None:
    """Find the key further up that slipped out of its list of keys: its neighbours above and
    the line the parser stopped at stand in one column, what belongs to it stands deeper.
    """
    here = cut(lines, stop.line) if stop.line <= len(lines) else None
    if here is None or here.key is None or here.is_item:
        return None
    depth = indent(lines[stop.line - 1])
    shallower = (n for n in range(stop.line - 1, 0, -1) if _is_key(lines, n, depth))
    number = next(shallower, None)
    if number is None or indent(lines[number - 1]) == depth:
        return None
    line, below = lines[number - 1], next((n for n in lines[number:] if n.strip()), "")
    above = next((n for n in range(number - 1, 0, -1) if _is_key(lines, n, depth)), None)
    if not line.rstrip().endswith(":") or indent(below) <= depth or above is None:
        return None
    if indent(lines[above - 1]) != depth or cut(lines, above).is_item:
        return None
    repaired = " " * depth + line.lstrip()
    return Finding("E119", number, indent(line) + 1, {}, repaired)


def undashed_item(lines: list[str], stop: Stop) -> Finding | None:
    """Find the first of several items whose ``- `` got lost, so that the next does not fit."""
    if stop.line > len(lines) or not cut(lines, stop.line).is_item:
        return None
    depth = indent(lines[stop.line - 1])
    above = (n for n in range(stop.line - 1, 0, -1) if _is_key(lines, n, depth))
    number = next(above, None)
    if number is None or indent(lines[number - 1]) == depth:
        return None
    first = next((n for n in range(number + 1, stop.line) if lines[n - 1].strip()), stop.line)
    line = cut(lines, first)
    if first == stop.line or line.is_item or line.key is None:
        return None
    return Finding("E131", first, indent(line.text) + 1)


def bare_line(lines: list[str], stop: Stop) -> Finding | None:
    """Find a line that is neither a key nor a list item."""
    for line in candidates(lines, stop):
        if line.number < stop.line and _inside_block(lines, line.number):
            continue
        bare = line.key is None and not line.text.lstrip().startswith(("-", "#", '"', "'"))
        if line.value and bare and not line.value.endswith(":"):
            return Finding("E118", line.number, line.column)
    return None


def misplaced(lines: list[str], stop: Stop) -> Finding:
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


def with_spaces(lines: list[str], number: int) -> str:
    """Return a line that is indented with other signs as it was probably meant: in the column of
    its neighbour of the same kind, or below the key above it.
    """
    text = lines[number - 1].lstrip()
    above = line_above(lines, number)
    before = lines[above - 1] if above is not None else ""
    after = next((line for line in lines[number:] if line.strip()), "")
    if before.rstrip().endswith(":") or _BLOCK_BELOW.search(before):
        return " " * (indent(before) + _STEP) + text
    for line in (before, after):
        same = line.lstrip().startswith("- ") == text.startswith("- ")
        if line.strip() and same and line[:1] != "\t":
            return " " * indent(line) + text
    return " " * indent(before) + text


def _stands_out(lines: list[str], number: int, depth: int) -> bool:
    """Tell whether a line, not the one below it, is out of step with the key that opens both."""
    above = line_above(lines, number)
    if above is None or indent(lines[number - 1]) >= depth:
        return False
    opener = lines[above - 1]
    return opener.rstrip().endswith(":") and indent(opener) == indent(lines[number - 1])


def _is_key(lines: list[str], number: int, depth: int) -> bool:
    """Tell whether a line holds something no deeper than that, and no remark."""
    text = lines[number - 1]
    return bool(text.strip()) and indent(text) <= depth and not text.lstrip().startswith("#")


def _inside_block(lines: list[str], number: int) -> bool:
    """Tell whether a line is part of a long text below a ``|``."""
    depth = indent(lines[number - 1])
    for other in range(number - 1, 0, -1):
        text = lines[other - 1]
        if text.strip() and indent(text) < depth:
            depth = indent(text)
            if BLOCK.fullmatch(cut(lines, other).value):
                return True
    return False
