"""A mistake in a knowledge file, as a value an operator can act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake; `line` and `column` count from 1, `hint` says what to write instead."""

    path: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        tail = f"; {self.hint}" if self.hint else ""
        return (
            f"{self.path}:{self.line}:{self.column} {self.rule} {self.severity} "
            f"{self.message}{tail}"
        )
