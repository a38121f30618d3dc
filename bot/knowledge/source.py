"""Reading one knowledge file: bytes to lines of text to nodes with line and column.

It reports what cannot be read, in the words of `rules`. What YAML is, `parse` knows; what the
keys mean, the modules named after each kind of file.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path

from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.grouping import group_alike
from bot.knowledge.parsing.indentation import with_spaces
from bot.knowledge.parsing.parse import parse
from bot.knowledge.pieces import Piece

LARGEST_FILE = 5
"""Megabytes one file may have."""

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_USUAL_BREAK = re.compile("\r\n|[\n\r]")
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")
_ODD_BREAK_BYTES = tuple(sign.encode() for sign in "\x85\u2028\u2029")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTES = bytes({*range(32), 127} - {10, 13})
"""A tab among them: it may stand in the indentation."""
_CONTROL_PAIRS = re.compile(rb"\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]")
_ODD_BYTES = (
    *(sign.encode() for sign in "\u00a0\u2007\u202f"), *(b"<" * 7, b"=" * 7, b">" * 7, b"|" * 7),
    b" \n", b" \r",
)  # fmt: skip
"""Other spaces, marks of a merge, spaces at the end of a line."""
_MERGE = re.compile(r"(?m)^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$")
_ODD_START = re.compile(r"(?m)^[ ]*[\t\u00a0\u2007\u202f]|^[ ]+$")
"""An indentation of other signs than spaces, or a line of spaces alone."""
_INDENT = re.compile(r"[ ]*([\t\u00a0\u2007\u202f])[\t \u00a0\u2007\u202f]*\S")


def lines_of(path: str) -> list[str]:
    """Return the lines of a file as problems count them; none if it cannot be read."""
    try:
        file = Path(path)
        if not file.is_file() or file.stat().st_size > LARGEST_FILE * 1_000_000:
            return []
        content = file.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except (OSError, ValueError):
        return []
    return _LINE_BREAK.split(content.decode("utf-8", errors="replace"))


def read(root: Path, path: str, shown: str) -> Document:
    """Read the file `path` below `root`; its `node` is None when it cannot be read at all."""
    document = Document(path, shown)
    text = _text(root / path, document)
    if text is None:
        return document
    document.lines = _lines(_without_odd_breaks(text, document))
    if _lines_are_sound(document):
        parse(document)
    group_alike(document)
    return document


def _lines(text: str) -> list[str]:
    """Return the lines of a text that has no odd breaks any more."""
    return text.split("\n") if "\r" not in text else _USUAL_BREAK.split(text)


def _text(file: Path, document: Document) -> str | None:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            document.add("E101", 1, 1, reason=Piece("no_file"))
            return None
        if status.st_size > LARGEST_FILE * 1_000_000:
            document.add("E102", 1, 1, limit=LARGEST_FILE)
            return None
        document.content = file.read_bytes()
    except FileNotFoundError:
        document.add("E101", 1, 1, reason=Piece("missing"))
        return None
    except OSError:
        document.add("E101", 1, 1, reason=Piece("no_permission"))
        return None
    return _decoded(document)


def _decoded(document: Document) -> str | None:
    content = document.content
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if utf_16 or content.count(0) * 4 > len(content) > 1:
        document.add("E103", 1, 1, guess=Piece("maybe_utf_16"))
        return None
    if content.startswith(b"\xef\xbb\xbf"):
        document.add("W501", 1, 1)
        content = content[3:]
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        lines = _LINE_BREAK.split(before)
        guess = Piece("maybe_cp1252")
        document.add("E103", len(lines), len(lines[-1]) + 1, guess=guess)
        return None


def _without_odd_breaks(text: str, document: Document) -> str:
    """Report line breaks that no editor shows as such, and return the text without them."""
    if not any(sign in document.content for sign in _ODD_BREAK_BYTES):
        return text
    for number, line in enumerate(_USUAL_BREAK.split(text) if _ODD_BREAK.search(text) else (), 1):
        for found in _ODD_BREAK.finditer(line):
            code = f"U+{ord(found[0]):04X}"
            document.add("E111", number, found.start() + 1, code=code)
    return _ODD_BREAK.sub(" ", text)


def _worth_a_look(content: bytes) -> bool:
    """Tell whether any of the bytes is there without which all lines are sound.

    To look for bytes is many times faster than to look for letters of many kinds.
    """
    return (
        len(content.translate(None, _CONTROL_BYTES)) != len(content)
        or any(piece in content for piece in _ODD_BYTES)
        or (
            (b"\xc2" in content or b"\xef\xbf" in content) and bool(_CONTROL_PAIRS.search(content))
        )
    )


def _is_merged(text: str, document: Document) -> bool:
    """Report the first mark of a merge that was never finished."""
    found = _MERGE.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        document.add("E133", line, 1, sign="<<<<<<< ======= >>>>>>>")
    return found is not None


def _lines_are_sound(document: Document) -> bool:
    """Report control characters and tabs in the indentation, in every line."""
    if not _worth_a_look(document.content):
        return True
    text = "\n".join(document.lines)
    sound = not _is_merged(text, document)
    if _CONTROL.search(text):
        for number, line in enumerate(document.lines, 1):
            if found := _CONTROL.search(line):
                code = f"U+{ord(found[0]):04X}"
                document.add("E111", number, found.start() + 1, code=code)
                sound = False
    if not _ODD_START.search(text):
        return sound
    for number, line in enumerate(document.lines, 1):
        if not line.strip():
            document.lines[number - 1] = ""
        elif found := _INDENT.match(line):
            sign = Piece("tab" if found[1] == "\t" else "no_break_space")
            document.add("E110", number, found.start(1) + 1, sign=sign)
            document.guessed.add(number)
            document.lines[number - 1] = with_spaces(document.lines, number)
    return sound
