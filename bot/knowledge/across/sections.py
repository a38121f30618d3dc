"""Sections of occupations that no question leads to, mostly for a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.knowledge.models import Entry, Occupation
from bot.knowledge.parsing.document import Document
from bot.knowledge.suggest import suggestion


def check_sections(
    occupations: Iterable[Occupation],
    entries: Iterable[Entry],
    documents: Mapping[str, Document],
) -> None:
    """Warn of a section nobody gets to read: neither an entry nor a topic is named after it."""
    asked = {entry.section for entry in entries if entry.section}
    led_to = asked | {entry.topic for entry in entries}
    for occupation in occupations:
        for name in occupation.sections if asked else ():
            if name not in led_to:
                document = documents[occupation.place.path]
                line, column = document.find(occupation.place, f"  {name}:")
                hint = suggestion(name, asked, "the_sections")
                document.add("W538", line, column + 2, value=name, suggestion=hint)
