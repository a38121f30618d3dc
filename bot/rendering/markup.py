"""Text as Telegram's HTML: every character escaped, the only tags those written here."""

from __future__ import annotations

import html
from dataclasses import dataclass

from bot.dialogue.reply import Link
from bot.rendering.cutting import utf16_units

_CONTROL = {code: None for code in (*range(32), 127) if chr(code) not in "\n\t"}
_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with its end; the empty one marks nothing."""

    opening: str = ""
    closing: str = ""

    @property
    def units(self) -> int:
        return len(self.opening) + len(self.closing)


PLAIN = Tag()
BOLD = Tag("<b>", "</b>")
ITALIC = Tag("<i>", "</i>")
QUOTE = Tag("<blockquote expandable>", "</blockquote>")


@dataclass(frozen=True, slots=True)
class Block:
    """What stands between two breaks of a message, with its links."""

    text: str
    tag: Tag = PLAIN
    before: str = "\n\n"
    """What separates the block from one above it in the same message."""
    links: tuple[Link, ...] = ()

    @property
    def html(self) -> str:
        return f"{self.tag.opening}{_linked(self.text, self.links)}{self.tag.closing}"

    @property
    def units(self) -> int:
        return utf16_units(self.html)


def clean(text: str) -> str:
    """Drop what Telegram refuses (half characters, control characters); set bullets."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = whole.translate(_CONTROL).strip().split("\n")
    return "\n".join("• " + line[2:] if line.startswith("- ") else line for line in lines)


def _linked(text: str, links: tuple[Link, ...]) -> str:
    """Return a text as HTML with its links, each looked for behind the one before.

    A label that was cut apart, or an address that is none of the web, stays plain text.
    """
    marked, rest = "", text
    for link in links:
        label = clean(link.label)
        before, found, behind = rest.partition(label) if label else ("", "", "")
        if found and link.url.startswith(_WEB):
            marked += f'{_escape(before)}<a href="{html.escape(link.url)}">{_escape(label)}</a>'
            rest = behind
    return marked + _escape(rest)


def link_units(link: Link) -> int:
    """Return what the tags of a link cost."""
    return utf16_units(f'<a href="{html.escape(link.url)}"></a>')


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


def escaped_units(text: str) -> int:
    """Return what a text costs once it is escaped, in UTF-16 units."""
    return utf16_units(_escape(text))
