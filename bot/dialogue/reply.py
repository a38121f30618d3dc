"""What the bot says, without any markup: paragraphs, choices, sources, attachments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.knowledge.models import Kind

Style = Literal["lead", "body", "small"]


@dataclass(frozen=True, slots=True)
class Link:
    """A web address and the words of a paragraph that lead to it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; lines starting with ``- `` are bullets. `lead` opens an answer with its
    figure or verdict, `small` is the small print (source, date, caveats).

    The labels of `links` stand in the text, in this order: each is looked for behind the one
    before, so that the same words may lead to two addresses.
    """

    text: str
    style: Style = "body"
    links: tuple[Link, ...] = ()

    @property
    def plain(self) -> str:
        """The text with the addresses written out; small print goes without."""
        if self.style == "small":
            return self.text
        told, rest = "", self.text
        for link in self.links:
            before, label, rest = rest.partition(link.label)
            told += f"{before}{label} ({link.url})" if label else before
        return told + rest


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: `data` (64 bytes at most) says what it means, so it works after a restart."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something to draw or set, described as data (kind ``"salary_range"``, ``"letter"`` …)."""

    kind: str
    values: Mapping[str, str | float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply, ready to be rendered by any transport."""

    kind: Kind
    language: str
    topic: str
    paragraphs: tuple[Paragraph, ...]
    choices: tuple[Choice, ...] = ()
    sources: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def text(self) -> str:
        """The whole reply as plain text, without button labels."""
        return "\n\n".join(paragraph.plain for paragraph in self.paragraphs)
