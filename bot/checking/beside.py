"""What may be done while something else is done; how, whoever has processes to spare says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from bot.knowledge.problems import Problem

Work: TypeAlias = Callable[[], list[Problem]]
Beside: TypeAlias = Callable[[Work], Work]
"""Starts some work and returns what waits for the problems it finds."""


def afterwards(work: Work) -> Work:
    """Do nothing yet: the work is done when its result is asked for."""
    return work
