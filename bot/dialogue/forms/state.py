"""How far a chat has come in one form: a frozen, JSON-ready value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST_ANSWER = 300
"""Characters of an answer in the user's own words."""
MOST_ANSWERS = 40


@dataclass(frozen=True, slots=True)
class FormState:
    """The answers so far, by step; the step to be asked is the first one without an answer.

    An answer is the id of an option, a text of the user's own, or empty for a skipped step.
    """

    form: str
    answers: Mapping[str, str] = field(default_factory=dict)
    agreed: bool = False
    """Whether the person has agreed to what the form asks, where it asks for that first."""
    unclear: int = 0
    """How often the answer to the step asked was not understood."""
    between: int = 0
    """How many other messages were answered since the step was asked; 0: it was asked last."""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; `from_json` gives an equal state back."""
        return {
            "form": self.form,
            "answers": dict(self.answers),
            "agreed": self.agreed,
            "unclear": self.unclear,
            "between": self.between,
        }

    @classmethod
    def from_json(cls, values: object) -> FormState | None:
        """Build a state from `to_json`, or None from anything that is none."""
        if not isinstance(values, Mapping) or not isinstance(values.get("form"), str):
            return None
        answers = values.get("answers")
        pairs = list(answers.items())[:MOST_ANSWERS] if isinstance(answers, Mapping) else []
        return cls(
            form=values["form"],
            answers={
                key: value[:LONGEST_ANSWER]
                for key, value in pairs
                if isinstance(key, str) and isinstance(value, str)
            },
            agreed=values.get("agreed") is True,
            unclear=_count(values.get("unclear")),
            between=_count(values.get("between")),
        )


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
