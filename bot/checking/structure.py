"""The structure of a knowledge folder: everything that can be judged without asking the bot."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.knowledge.loader import load
from bot.knowledge.problems import Problem


def check_structure(root: Path, today: date | None = None) -> tuple[Problem, ...]:
    """Return every problem of the folder's files, sorted by place; an empty tuple is a pass.

    With `today`, figures that are due for a re-check are among them.
    """
    return load(root, today=today).problems
