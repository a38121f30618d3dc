"""Long lists of plain texts, one a line, which need no parser to be read.

Most of a knowledge folder is such lists, and the parser spends most of its time on them. Here the
lines between the first and the last of a list are taken out before parsing and put back after.
Nothing is assumed: who puts them back must find the first one as an item of a list, or else parse
everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.knowledge.parsing.nodes import Scalar

_PLAIN = r"[^\W\d_][\w ,.?!()/+'{}-]*[\w?!.)}]"
_RUN = re.compile(
    rf"(?m)^(?P<dash> *- )(?P<first>{_PLAIN})\n(?P<middle>(?:(?P=dash){_PLAIN}\n){{4,}})"
    rf"(?P<last>(?P=dash){_PLAIN})$"
)
_LEADS_IN = re.compile(r"(?::|#.*| *- .*)$")
"""How a line may end above the first item of a list."""


@dataclass(frozen=True, slots=True)
class Run:
    """Items left out: the line of the one above them, their column, and their texts."""

    line: int
    column: int
    texts: tuple[str, ...]

    def scalars(self) -> list[Scalar]:
        """Return the items that were left out."""
        return [
            Scalar(number, self.column, text)
            for number, text in enumerate(self.texts, self.line + 1)
        ]


@dataclass(frozen=True, slots=True)
class Shortened:
    """A text without the middle of its lists; `lines` gives the line each line was before."""

    text: str
    lines: tuple[int, ...]
    runs: dict[int, Run]


def shorten(lines: list[str]) -> Shortened | None:
    """Take out what needs no parser; None if there is nothing of the kind."""
    text = "\n".join(lines) + "\n"
    runs: dict[int, Run] = {}
    parts: list[str] = []
    numbers: list[int] = []
    place, line = 0, 1
    for found in _RUN.finditer(text):
        if not _LEADS_IN.search(_line_above(text, found.start())):
            continue
        start, end = found.span("middle")
        kept = text[place:start]
        first = line + kept.count("\n") - 1
        numbers.extend(range(line, first + 1))
        dash = len(found["dash"])
        texts = tuple(item[dash:] for item in found["middle"].splitlines())
        runs[first] = Run(first, dash + 1, texts)
        parts.append(kept)
        place, line = end, first + 1 + len(texts)
    if not runs:
        return None
    parts.append(text[place:])
    numbers.extend(range(line, line + text.count("\n", place) + 2))
    return Shortened("".join(parts), tuple(numbers), runs)


def _line_above(text: str, start: int) -> str:
    end = max(start - 1, 0)
    return text[text.rfind("\n", 0, end) + 1 : end]
