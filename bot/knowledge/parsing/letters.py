"""Letters that look right and are not: invisible ones, other alphabets, curly quotes, a ``#``."""

from __future__ import annotations

import re

from bot.knowledge.parsing.document import Document
from bot.knowledge.pieces import Piece

_SUSPICIOUS = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u0370-\u04ff„“”«»‚‘’"
    "ÃÂâ\ufffd]"
)
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BROKEN = re.compile(
    r"[^\W\d_]*(?:[ÃÂâ][\u0080-\u00bf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]+|\ufffd+)"
    r"[^\s,;\"'\]}]*"
)
"""Letters that were saved in one encoding and read in another, with the word around them."""
_LATIN = "A-Za-zÀ-ɏ"
_OTHER = "\u0370-\u03ff\u0400-\u04ff"
_MIXED = re.compile(
    f"[{_LATIN}]+[{_OTHER}][{_LATIN}{_OTHER}]*|[{_OTHER}]+[{_LATIN}][{_LATIN}{_OTHER}]*"
)
_CURLY = re.compile(r"^\s*(?:- +)?(?:[\w-]+: +)?(([„“”«»])[^„“”«»]*[„“”«»]),?\s*$")
_CURLY_BETWEEN = re.compile(
    r"[\[{,]\s*(?:[\w-]+: +)?([„“”«»‚‘][^„“”«»‚‘’,\[\]{}]*[„“”«»‘’])(?=\s*[,\]}])"
)
_CURLY_SINGLE = re.compile(r"^\s*(?:- +)?(?:[\w-]+: +)?([‚‘][^„“”«»‚‘’]*[‘’])\s*$")
_CUT = re.compile(r"""^\s*(?:- +)?(?:[\w-]+: +)?[^\s'"#|>\[{](?:[^'"#]|(?<=\S)#)*\s(#[^\s#])""")
_BY_LANGUAGE = re.compile(r"\s*[a-z]{2}: ")
"""What starts a text that people get to read."""
_OPENS_BLOCK = ("|", ">", "|-", ">-", "|+", ">+")


def check_letters(document: Document) -> None:
    """Warn of letters nobody can see or tell apart."""
    text, lines = "\n".join(document.lines), document.lines
    number, place, last = 1, 0, 0
    for found in _suspicious(text):
        number += text.count("\n", place, found)
        place = found
        if number != last:
            inside = _inside_block(lines, number)
            _check_line(document, number, lines[number - 1], inside_block=inside)
        last = number


def _suspicious(text: str) -> list[int]:
    """Return where something worth a look stands, in order; most texts hold nothing of it."""
    found = [] if text.isascii() else [match.start() for match in _SUSPICIOUS.finditer(text)]
    at = text.find(" #")
    while at >= 0:
        found.append(at)
        at = text.find(" #", at + 1)
    return sorted(found)


def _inside_block(lines: list[str], number: int) -> bool:
    """Tell whether a line belongs to the text below a ``|``: look at what it is indented under."""
    depth = _indent(lines[number - 1])
    for above in range(number - 2, -1, -1):
        line = lines[above]
        if depth == 0:
            return False
        if line and _indent(line) < depth:
            if line.rstrip().endswith(_OPENS_BLOCK):
                return True
            depth = _indent(line)
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _check_line(document: Document, number: int, line: str, *, inside_block: bool) -> None:
    for found in _INVISIBLE.finditer(line):
        code = f"U+{ord(found[0]):04X}"
        document.add("W510", number, found.start() + 1, code=code)
    for found in _MIXED.finditer(line):
        document.add("W511", number, found.start() + 1, value=found[0])
    if line.lstrip().startswith("#"):
        return
    for found in _BROKEN.finditer(line):
        better = _mended(found[0])
        document.add("E139", number, found.start() + 1, value=found[0], better=better)
    if inside_block:
        return
    whole = _CURLY.match(line) or _CURLY_SINGLE.match(line)
    signs = ([whole] if whole else []) + list(_CURLY_BETWEEN.finditer(line))
    for curly in signs:
        if curly is not None:
            sign = curly[1][0] + "…" + curly[1][-1]
            document.add("W512", number, curly.start(1) + 1, sign=sign)
    if cut := _CUT.match(line):
        rule = "E137" if _BY_LANGUAGE.match(line) else "W513"
        document.add(rule, number, cut.start(1) + 1)


def _mended(word: str) -> str | Piece:
    """Return a word with broken letters as it was meant: ``fÃ¼r`` is ``für``."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return word.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return Piece("letters_again")
