"""Read the parts of one message, each once, and keep what was read for whoever explains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.matching.index import Index
from bot.matching.interpretation import Interpretation
from bot.matching.recognize import recognize

Cut = Literal[
    "sentence",
    "no lead-in",
    "wanted",
    "half",
    "clause",
    "whole",
    "confirmed",
    "referred",
    "corrected",
]
"""How a text that is read was cut out of its message."""


@dataclass(frozen=True, slots=True)
class Read:
    """One part of a message, read after the topic talked about so far."""

    cut: Cut
    topic: str | None
    reading: Interpretation


class Readings:
    """All parts of one message that were read, in order; a pure memory for one message only."""

    def __init__(self, index: Index, *, thorough: bool = True) -> None:
        """Read with all candidates, or as far as a reply needs them; see `recognize`."""
        self.index = index
        self.thorough = thorough
        self._read: dict[tuple[str, str | None], Read] = {}

    def read(self, text: str, topic: str | None, cut: Cut) -> Interpretation:
        """Return the reading of a normalised text; the same text is read once."""
        found = self._read.get((text, topic))
        if found is None:
            reading = recognize(text, self.index, topic, thorough=self.thorough)
            found = Read(cut, topic, reading)
            self._read[text, topic] = found
        return found.reading

    def cut(self, reading: Interpretation) -> Cut | None:
        """Return how the text of this reading was cut out; None for one that was not read here."""
        return next((each.cut for each in self._read.values() if each.reading is reading), None)

    @property
    def all(self) -> tuple[Read, ...]:
        return tuple(self._read.values())
