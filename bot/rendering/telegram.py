"""Turn a reply into Telegram messages: HTML parts below Telegram's limit, and rows of buttons.

Nothing is sent here and python-telegram-bot is not known here: the result is text and choices.
Everything a reply says is escaped; the only tags are the ones written in this file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.dialogue.reply import Choice, Link, Paragraph, Reply
from bot.rendering.cutting import cut, utf16_units
from bot.rendering.markup import (
    BOLD,
    ITALIC,
    QUOTE,
    Block,
    clean,
    escaped_units,
    link_units,
)
from bot.rendering.salary_card import Picture, picture_of

MESSAGE_UNITS = 4_000
"""UTF-16 units a part may have, tags and escapes included; Telegram refuses more than 4,096."""
CAPTION_UNITS = 1_024
"""UTF-16 units of the text below a picture, tags not counted."""
HEADLINE_CHARACTERS = 170
ITALIC_CHARACTERS = 160
"""Small print up to this length is set in italics, longer one in a quote that unfolds."""
DATA_BYTES = 64
LABEL_CHARACTERS = 40
PAIRED_LABEL_CHARACTERS = 18
"""Two buttons stand side by side on a phone when neither label is longer than this."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message: its HTML, and the same as plain text should Telegram refuse the HTML."""

    html: str
    plain: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A whole reply; the buttons belong under the last part, the picture before the first."""

    parts: tuple[Part, ...]
    rows: tuple[tuple[Choice, ...], ...] = ()
    picture: Picture | None = None

    @property
    def is_card(self) -> bool:
        """Tell whether the text is short enough to stand below the picture, in one message."""
        fits = len(self.parts) == 1 and utf16_units(self.parts[0].plain) <= CAPTION_UNITS
        return self.picture is not None and fits


def render(reply: Reply) -> Rendered:
    """Return the reply as parts and rows of buttons; a reply without text has no parts."""
    messages: list[list[Block]] = []
    for block in _blocks(reply):
        _place(block, messages)
    parts = tuple(_part(blocks) for blocks in messages)
    return Rendered(parts, _rows(reply.choices), picture_of(reply))


def render_text(text: str) -> Rendered:
    """Return a single sentence of the bot as a reply without buttons."""
    return Rendered((plain_part(text),))


def plain_part(text: str) -> Part:
    """Return a text without any markup as one message."""
    return _part([Block(clean(text))])


def _blocks(reply: Reply) -> Iterable[Block]:
    """Yield what stands between two breaks, neighbouring small print taken together."""
    small: list[str] = []
    links: tuple[Link, ...] = ()
    for paragraph in _figure_first(reply):
        text = clean(paragraph.text)
        if not text:
            continue
        if paragraph.style == "small":
            small.append(text)
            links += paragraph.links
            continue
        yield from _small_print(small, links)
        small, links = [], ()
        if _has_headline(paragraph, reply):
            yield from _lead(text, paragraph.links)
        else:
            yield Block(text, links=paragraph.links)
    yield from _small_print(small, links)


def _figure_first(reply: Reply) -> tuple[Paragraph, ...]:
    """Return the paragraphs so that an answer opens with its lead: what stands in small print
    before it opens the small print below.
    """
    paragraphs = reply.paragraphs
    styles = [paragraph.style for paragraph in paragraphs]
    if reply.kind != "answer" or "lead" not in styles:
        return paragraphs
    first = styles.index("lead")
    if first == 0 or any(style != "small" for style in styles[:first]):
        return paragraphs
    below = next((n for n in range(first, len(styles)) if styles[n] == "small"), len(styles))
    return (*paragraphs[first:below], *paragraphs[:first], *paragraphs[below:])


def _has_headline(paragraph: Paragraph, reply: Reply) -> bool:
    return paragraph.style == "lead" and reply.kind == "answer"


def _lead(text: str, links: tuple[Link, ...]) -> Iterable[Block]:
    headline, _, rest = text.partition("\n")
    if len(headline) > HEADLINE_CHARACTERS or headline.startswith("• "):
        yield Block(text, links=links)
        return
    yield Block(headline.rstrip(), BOLD, links=links)
    if rest.strip():
        yield Block(rest, before="\n", links=links)


def _small_print(texts: list[str], links: tuple[Link, ...]) -> Iterable[Block]:
    text = "\n".join(texts)
    if text:
        yield Block(text, ITALIC if len(text) <= ITALIC_CHARACTERS else QUOTE, links=links)


def _place(block: Block, messages: list[list[Block]]) -> None:
    """Add the block to the last message, or begin a new one; cut only what no message holds."""
    left = MESSAGE_UNITS - _units(messages[-1]) - len(block.before) if messages else 0
    if block.units <= left:
        messages[-1].append(block)
        return
    if block.units <= MESSAGE_UNITS:
        messages.append([block])
        return
    room = MESSAGE_UNITS - block.tag.units - sum(map(link_units, block.links))
    first_room = left - (MESSAGE_UNITS - room)
    begins_here = first_room >= MESSAGE_UNITS // 4
    pieces = cut(block.text, room, escaped_units, first_room if begins_here else None)
    for number, piece in enumerate(pieces):
        part = Block(piece, block.tag, block.before, block.links)
        if number == 0 and begins_here:
            messages[-1].append(part)
        else:
            messages.append([part])


def _units(blocks: list[Block]) -> int:
    return sum(block.units + len(block.before) for block in blocks)


def _part(blocks: list[Block]) -> Part:
    marked = plain = ""
    for block in blocks:
        before = block.before if marked else ""
        marked += before + block.html
        plain += before + block.text
    return Part(marked, plain)


def _rows(choices: Iterable[Choice]) -> tuple[tuple[Choice, ...], ...]:
    """Set short labels side by side; a choice Telegram would refuse is left out."""
    rows: list[tuple[Choice, ...]] = []
    for choice in choices:
        label = _shortened(clean(choice.label))
        if not label or not 1 <= len(choice.data.encode()) <= DATA_BYTES:
            continue
        button = Choice(label, choice.data)
        if rows and len(rows[-1]) == 1 and _is_short(button) and _is_short(rows[-1][0]):
            rows[-1] = (rows[-1][0], button)
        else:
            rows.append((button,))
    return tuple(rows)


def _is_short(choice: Choice) -> bool:
    return len(choice.label) <= PAIRED_LABEL_CHARACTERS


def _shortened(label: str) -> str:
    if len(label) <= LABEL_CHARACTERS:
        return label
    return label[: LABEL_CHARACTERS - 1].rstrip() + "…"
