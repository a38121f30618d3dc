"""A raw line of a file cut into indentation, key and value; and what is found wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE = re.compile(
    r"""(?P<lead>[ ]*(?:-[ ]+)*)
        (?:(?P<key>[^\s'"\[\]{}#&*!|>%@`,:-][^:'"\[\]{}]*):(?:[ ]+|$))?
        (?P<value>.*?)[ ]*$""",
    re.VERBOSE,
)


class NotYamlError(Exception):
    """The parser stopped; says where."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(stop)
        self.stop = stop


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the parser stopped and, if it says so, where the broken thing starts."""

    line: int
    column: int
    start_line: int | None = None
    start_column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """The rule broken, where, and the line as it was meant (None: nobody can tell)."""

    rule: str
    line: int
    column: int
    values: dict[str, object] = field(default_factory=dict)
    repaired: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `column` is where its value starts, `number` and `column` count from 1."""

    number: int
    text: str
    key: str | None
    value: str
    column: int

    @property
    def head(self) -> str:
        """Everything before the value."""
        return self.text[: self.column - 1]

    @property
    def is_item(self) -> bool:
        """True for a line that starts a list item."""
        return self.text.lstrip().startswith("- ")

    def repaired(self) -> str | None:
        """Return the line with its value in quotes, None if it has no key and is no item."""
        return self.quoted() if self.head.strip() else None

    def quoted(self) -> str:
        """Return the line with its whole value in quotes."""
        bare = self.value
        if bare[:1] in ("'", '"'):
            bare = bare[1:].removesuffix(self.value[0])
        escaped = bare.replace("\\", "\\\\").replace('"', '\\"')
        return f'{self.head}"{escaped}"'


def cut(lines: list[str], number: int) -> Line:
    """Return the line of this number, cut into its parts."""
    text = lines[number - 1]
    match = _LINE.match(text)
    if match is None:
        return Line(number, text, None, text, 1)
    return Line(number, text, match["key"], match["value"], match.start("value") + 1)


def indent(text: str) -> int:
    """Return how many spaces a line starts with."""
    return len(text) - len(text.lstrip(" "))


def closing_quote(value: str) -> int | None:
    """Return where the quote that opens a value is closed, None if nowhere on this line."""
    quote, index = value[0], 1
    while index < len(value):
        if quote == '"' and value[index] == "\\":
            index += 2
        elif value[index] != quote:
            index += 1
        elif quote == "'" and value[index + 1 : index + 2] == "'":
            index += 2
        else:
            return index
    return None


def line_above(lines: list[str], number: int) -> int | None:
    """Return the nearest line above that is not blank."""
    written = (each for each in range(min(number, len(lines) + 1) - 1, 0, -1))
    return next((each for each in written if lines[each - 1].strip()), None)


def opening(lines: list[str], stop: Stop) -> str:
    """Return the sign the broken thing starts with, if the parser told where."""
    if stop.start_line is None or stop.start_line > len(lines):
        return ""
    return lines[stop.start_line - 1][stop.start_column - 1 : stop.start_column]


def candidates(lines: list[str], stop: Stop) -> Iterator[Line]:
    """Yield the lines worth a look: where it stopped, where it began, the one above."""
    numbers = [stop.line]
    if stop.start_line is not None and stop.start_line < stop.line:
        numbers.append(stop.start_line)
    if (above := line_above(lines, stop.line)) is not None:
        numbers.append(above)
    for number in dict.fromkeys(numbers):
        if number <= len(lines) and lines[number - 1].strip():
            yield cut(lines, number)
