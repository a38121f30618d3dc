"""What wording.yaml says around the answers: the command menu, the profile, the row of commands.

Checks the folder's own sentences against what a messenger takes and which commands there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.knowledge.across.collected import Reference
from bot.knowledge.parsing.nodes import Scalar
from bot.knowledge.reader import Reader

MENU, ROW = "menu_commands", "help_commands"
LONGEST = {"profile_description": 512, "profile_short": 120}
"""Characters Telegram takes of each text of the profile."""
LONGEST_LINE = 256
"""Characters Telegram takes of a command's line in the menu."""
_IN_ROW = re.compile(r"(?<![\w/])/(\w+)")
_IN_MENU = re.compile(r"(?m)^[ ]*([^\s:]+)[ ]*:[ ]*(.*)$")


def check_profile(reader: Reader, name: str, texts: Sequence[Scalar]) -> None:
    """Report texts too long, and note the commands that are named, to be looked up."""
    for text in texts:
        length, limit = len(text.value.strip()), LONGEST.get(name)
        if limit is not None and length > limit:
            reader.document.at("E226", text, length=length, limit=limit)
    for text in texts if name in (MENU, ROW) else ():
        for command, piece, said in _commands(name, text.value):
            line, column = reader.document.find(text, piece)
            at = column + piece.index(command)
            if len(said) > LONGEST_LINE:
                reader.document.add("E226", line, at, length=len(said), limit=LONGEST_LINE)
            node = Scalar(line, at, command)
            reader.collected.references.append(Reference(reader.document, node, "command"))


def _commands(name: str, text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each command named, the piece of the text it stands in, and what is said of it."""
    if name == ROW:
        yield from ((found[1], found[0], "") for found in _IN_ROW.finditer(text))
        return
    yield from ((found[1], found[0].strip(), found[2]) for found in _IN_MENU.finditer(text))
