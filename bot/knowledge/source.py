"""Reading one knowledge file: bytes to lines of text to nodes with line and column.

It reports what cannot be read, in the words of `rules`. What YAML is, `parse` knows; what the
keys mean, the modules named after each kind of file.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path

from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.parse import parse

LARGEST_FILE = 5
"""Megabytes one file may have."""

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INDENT = re.compile(r"[ ]*([\t\u00a0\u2007\u202f])[\t \u00a0\u2007\u202f]*\S")


def read(root: Path, path: str, shown: str) -> Document:
    """Read the file `path` below `root`; its `node` is None when it cannot be read at all."""
    document = Document(path, shown)
    text = _text(root / path, document)
    if text is None:
        return document
    document.lines = _LINE_BREAK.split(text)
    if _lines_are_sound(document):
        parse(document)
    return document


def _text(file: Path, document: Document) -> str | None:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            document.add("E101", 1, 1, reason="it is not a file")
            return None
        if status.st_size > LARGEST_FILE * 1_000_000:
            document.add("E102", 1, 1, limit=LARGEST_FILE)
            return None
        document.content = file.read_bytes()
    except FileNotFoundError:
        document.add("E101", 1, 1, reason="it does not exist")
        return None
    except OSError:
        document.add("E101", 1, 1, reason="no permission, or the disk does not answer")
        return None
    return _decoded(document)


def _decoded(document: Document) -> str | None:
    content = document.content
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if utf_16 or content.count(0) * 4 > len(content) > 1:
        document.add("E103", 1, 1, guess=", but probably UTF-16")
        return None
    if content.startswith(b"\xef\xbb\xbf"):
        document.add("W501", 1, 1)
        content = content[3:]
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        lines = _LINE_BREAK.split(before)
        guess = ", but probably Windows-1252 (ANSI)"
        document.add("E103", len(lines), len(lines[-1]) + 1, guess=guess)
        return None


def _lines_are_sound(document: Document) -> bool:
    """Report control characters and tabs in the indentation, in every line."""
    text = "\n".join(document.lines)
    sound = True
    if _CONTROL.search(text):
        for number, line in enumerate(document.lines, 1):
            if found := _CONTROL.search(line):
                code = f"U+{ord(found[0]):04X}"
                document.add("E111", number, found.start() + 1, code=code)
                sound = False
    for number, line in enumerate(document.lines, 1):
        if not line.strip():
            document.lines[number - 1] = ""
        elif found := _INDENT.match(line):
            sign = "tab" if found[1] == "\t" else "no-break space"
            document.add("E110", number, found.start(1) + 1, sign=sign)
            sound = False
    return sound
