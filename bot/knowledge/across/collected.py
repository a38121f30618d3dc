"""What is noted while files are read, to be checked once all of them are."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.nodes import Scalar


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


@dataclass(slots=True)
class Collected:
    """Everything noted so far, in the order of the files."""

    references: list[Reference] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
