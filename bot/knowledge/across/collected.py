"""What is noted while files are read, to be checked once all of them are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.knowledge.models import Figure
from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.nodes import Node, Scalar


@dataclass(frozen=True, slots=True)
class Reference:
    """An id that names something elsewhere: `kind` is source, entry, topic and so on."""

    document: Document
    node: Scalar
    kind: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A name only one owner may have: an entry's command, an occupation's alias."""

    document: Document
    node: Scalar
    rule: str
    owner: str
    is_name: bool = False
    """Whether it is what the owner is called, and not one more way to say so."""


@dataclass(frozen=True, slots=True)
class SlotValue:
    """What a conversation expects a slot to hold."""

    document: Document
    node: Scalar
    slot: str


@dataclass(frozen=True, slots=True)
class Said:
    """A text users get to read; `key` is the YAML key it stands under.

    Texts of the same `group` say the same in different languages.
    """

    document: Document
    node: Scalar
    language: str
    key: str
    group: tuple[int, int]
    own: frozenset[str] = frozenset()
    """Placeholders that are filled here and nowhere else: the answers of a form."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A figure with where its values stand; `sound` names the keys whose values could be read."""

    document: Document
    figure: Figure
    node: Node
    nodes: Mapping[str, Node]
    sound: frozenset[str]
    confirmed: tuple[tuple[float, Node], ...] = ()

    @property
    def is_complete(self) -> bool:
        """Tell whether all amounts are written, or null: else a key may be misspelt."""
        return {"low", "value", "high"} <= self.nodes.keys()

    @property
    def review_after(self) -> str | None:
        """Return the day the figure is to be checked again, if there is one."""
        return self.figure.review_after


@dataclass(frozen=True, slots=True)
class Dated:
    """The date a source gives, in words."""

    document: Document
    node: Scalar


@dataclass(slots=True)
class Collected:
    """Everything noted so far, in the order of the files."""

    references: list[Reference] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    figures: list[Noted] = field(default_factory=list)
    slots: list[SlotValue] = field(default_factory=list)
    dated: list[Dated] = field(default_factory=list)
