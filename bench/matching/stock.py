"""The bot as job seekers get it: a knowledge folder, `load`, `Index.build` and `respond`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bench.errors import DataSetError
from bot.dialogue.context import Context, Message
from bot.dialogue.respond import respond
from bot.knowledge.loader import load
from bot.knowledge.models import Knowledge
from bot.matching.index import Index
from bot.meaning.packaged import packaged

_TODAY = date(2026, 11, 21)


def knowledge(root: Path, name: str) -> Knowledge:
    """Load a folder; raises DataSetError, naming the data set, with the first error in it."""
    loaded = load(root)
    if loaded.knowledge is None:
        first = next(problem for problem in loaded.problems if problem.severity == "error")
        raise DataSetError(f"{name}: the bot refuses its knowledge folder: {first}.")
    return loaded.knowledge


class Stock:
    """Learns from a knowledge folder and answers each message as the first one of a chat."""

    def __init__(self, knowledge: Knowledge, labels: Mapping[str, str]) -> None:
        """`labels` says which label each entry stands for."""
        self._index = Index.build(knowledge, packaged())
        self._labels = labels

    def answer(self, text: str) -> tuple[str | None, float]:
        """Return the label of the best candidate, whatever the kind of reply."""
        read = respond(Message(text), Context(), self._index, _TODAY).interpretation
        return self._labels.get(read.intent or ""), read.confidence
