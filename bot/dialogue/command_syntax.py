"""Read commands: ``/gehalt backend``, ``/gehalt@KarriereBot``; a command sets no language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.normalize import fold

_COMMAND = re.compile(r"\s*/([^\W\d]\w{0,31})(?:@\w{1,64})?(?:\s+(.*))?\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """A command's name in lower case and what stands behind it."""

    name: str
    argument: str


def read_command(text: str) -> Command | None:
    """Return the command a message is, or None."""
    found = _COMMAND.fullmatch(text)
    if found is None:
        return None
    return Command(fold(found[1].lower()), (found[2] or "").strip())
