"""What commands tell about a knowledge folder: which one it is, how many problems it has.

Loads nothing of the bot, so that the check of a folder's structure need not wait for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.cli import streams
from bot.knowledge import folder as knowledge_folder
from bot.knowledge.problems import Problem

_COUNTED = {
    "en": (("error", "errors"), ("warning", "warnings")),
    "de": (("Fehler", "Fehler"), ("Warnung", "Warnungen")),
}


def counted(problems: Sequence[Problem], language: str = "en") -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(problem.severity == "error" for problem in problems)
    numbers = (errors, len(problems) - errors)
    return ", ".join(
        f"{number} {one if number == 1 else many}"
        for place, (number, (one, many)) in enumerate(
            zip(numbers, _COUNTED[language], strict=True)
        )
        if number or place == 0
    )


def find_folder(folder: Path | None, *, quiet: bool = False) -> Path:
    """Return the knowledge folder to use and say which on standard error."""
    root = knowledge_folder.find_folder(folder)
    if not quiet:
        streams.note(f"Knowledge: {root.absolute()}")
    return root
