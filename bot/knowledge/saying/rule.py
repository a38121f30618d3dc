"""The wording of one rule in one language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's wording; `{name}` in it stands for a value given where the rule is broken."""

    message: str
    hint: str = ""
