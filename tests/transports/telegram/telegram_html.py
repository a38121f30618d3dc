"""Read HTML as strictly as Telegram does; refuse what it would refuse."""

from __future__ import annotations

from html.parser import HTMLParser

ALLOWED = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"}


class HtmlError(ValueError):
    """Telegram could not parse the entities of this text."""


def plain_text(html: str) -> str:
    """Return the text without its tags, raising HtmlError for what Telegram does not accept."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.open:
        raise HtmlError(f"Can't find end tag corresponding to start tag {reader.open[-1]}")
    return reader.text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            raise HtmlError(f'Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise HtmlError(f'Unexpected end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        if "<" in data:
            raise HtmlError("Unclosed start tag")
        self.text += data

    def handle_entityref(self, name: str) -> None:
        self.text += {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}[name]

    def handle_charref(self, name: str) -> None:
        self.text += chr(int(name[1:], 16) if name.startswith("x") else int(name))

    def handle_comment(self, data: str) -> None:
        raise HtmlError("Comments are not supported")

    def handle_decl(self, decl: str) -> None:
        raise HtmlError("Declarations are not supported")
