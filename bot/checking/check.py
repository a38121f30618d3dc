"""Everything `karrierebot check` looks at: the files, then the conversations they promise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.checking.conversations import check_conversations
from bot.knowledge.loader import load
from bot.knowledge.models import Knowledge
from bot.knowledge.problems import Problem
from bot.matching.index import Index


def check(
    root: Path, today: date, build: Callable[[Knowledge], Index] = Index.build
) -> tuple[Problem, ...]:
    """Return all problems of a knowledge folder, sorted by place.

    `build` makes the index, for instance from a cache. Conversations are played only when the
    files themselves hold no error.
    """
    loaded = load(root)
    if loaded.knowledge is None:
        return loaded.problems
    broken = check_conversations(build(loaded.knowledge), today)
    return tuple(sorted((*loaded.problems, *broken)))
