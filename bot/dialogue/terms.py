"""Who runs the bot and what it keeps, for how long: what the privacy text has to tell truly.

Filled in by whoever starts the bot, from the settings and the store; nothing here decides it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Questions = Literal["counts", "scrubbed", "off"]


@dataclass(frozen=True, slots=True)
class Terms:
    """The operator and the times of keeping, in days.

    `stored` is False where everything is forgotten when the program ends (terminal, memory).
    """

    operator: str = ""
    contact: str = ""
    stored: bool = False
    questions: Questions = "counts"
    context_days: int = 90
    link_days: int = 2
    vote_days: int = 30
    question_days: int = 30
    count_days: int = 730


DEFAULT_TERMS = Terms()
"""Nothing stored, nobody named: what holds until somebody says otherwise."""
