"""A mistake in a knowledge file, as a value an operator can act on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.knowledge.pieces import Value

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake; `line` and `column` count from 1, `hint` says what to write instead.

    Message and hint are English; `rules.in_language` says them in another language, from `values`.
    """

    path: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: str
    hint: str = ""
    values: tuple[tuple[str, Value], ...] = field(default=(), compare=False, repr=False)

    @property
    def place(self) -> str:
        """Return path, line and column as editors and terminals link them."""
        return f"{self.path}:{self.line}:{self.column}"

    def __str__(self) -> str:
        tail = f"; {self.hint}" if self.hint else ""
        return f"{self.place} {self.rule} {self.severity} {self.message}{tail}"
