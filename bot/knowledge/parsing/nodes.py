"""The parts of a YAML file with their positions: scalars, lists, mappings.

Nothing here knows what a key means; `fields` reads values out of these nodes.
Lines and columns count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Scalar:
    """One text as it stands in the file; `plain` means it was written without quotes."""

    line: int
    column: int
    value: str
    plain: bool = True

    @property
    def empty(self) -> bool:
        """True for nothing at all, ``null`` and ``~``."""
        return self.plain and self.value in ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Items:
    """A list; `flow` means it was written in square brackets."""

    line: int
    column: int
    items: list[Node]
    flow: bool = False


@dataclass(slots=True)
class Fields:
    """A mapping; `keys` holds where each key stands, `flow` means curly brackets."""

    line: int
    column: int
    values: dict[str, Node]
    keys: dict[str, Scalar]
    flow: bool = False


Node = Scalar | Items | Fields
