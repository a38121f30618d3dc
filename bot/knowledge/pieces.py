"""A part of a message that has words of its own in each language, named by its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.knowledge.saying import english

Value: TypeAlias = "str | Piece | tuple[Value, ...]"
"""What stands for a placeholder: a text as it is, a piece, or several after each other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The words `key` stands for, and the values of their placeholders."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, key: str, **values: Value) -> Piece:
        """Return the piece with its values by name."""
        return cls(key, tuple(values.items()))

    def __str__(self) -> str:
        """Return the piece in English."""
        return said(self, english.PIECES)


def said(value: Value, pieces: Mapping[str, str]) -> str:
    """Return a value in the language of a table of pieces."""
    if isinstance(value, str):
        return value
    if isinstance(value, Piece):
        texts = {name: said(each, pieces) for name, each in value.values}
        return pieces[value.key].format(**texts)
    return "; ".join(said(each, pieces) for each in value)
