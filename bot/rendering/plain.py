"""A reply as plain text: for a terminal, a pipe, a log.

Colour and width are the caller's decision; nothing here asks what it is printed on. Attachments
are left to transports that can show them.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from bot.dialogue.reply import Paragraph, Reply, Style

_CODES: dict[Style, str] = {"lead": "1", "body": "", "small": "2"}
_CHOICE_CODE = "36"
_BULLET = "- "

# Control characters would let a text move the cursor or colour the screen; the bidirectional
# ones would let it print in another order than it reads.
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def render(reply: Reply, *, colour: bool = False, width: int | None = None) -> str:
    """Return the paragraphs, a blank line between them, then the choices, numbered from 1.

    `width` is in columns; None leaves lines as long as they are. No newline at the end.
    """
    blocks = [_paragraph(paragraph, colour=colour, width=width) for paragraph in reply.paragraphs]
    choices = [
        _painted(f"  {number}  {clean(choice.label)}", _CHOICE_CODE, colour=colour)
        for number, choice in enumerate(reply.choices, start=1)
    ]
    if choices:
        blocks.append("\n".join(choices))
    return "\n\n".join(blocks)


def clean(text: str) -> str:
    """Replace what a terminal would obey instead of print; line breaks stay."""
    return _UNSAFE.sub(
        "\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\t", "    ")
    )


def _paragraph(paragraph: Paragraph, *, colour: bool, width: int | None) -> str:
    lines = clean(paragraph.plain).split("\n")
    wrapped = [part for line in lines for part in _wrapped(line, width)]
    code = _CODES[paragraph.style]
    return "\n".join(_painted(line, code, colour=colour) for line in wrapped)


def _wrapped(line: str, width: int | None) -> Iterator[str]:
    if width is None or len(line) <= width:
        yield line
        return
    yield from textwrap.wrap(
        line,
        width,
        subsequent_indent="  " if line.startswith(_BULLET) else "",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _painted(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code and text else text
