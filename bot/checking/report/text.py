"""Problems for people: where and what, what to write instead, the line with a caret."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.checking.report.excerpt import excerpt
from bot.knowledge.problems import Problem

Lines = Callable[[str], Sequence[str]]
"""Gives the lines of the file a problem names; none where it cannot be read."""


def as_text(problems: Iterable[Problem], lines: Lines) -> Iterator[str]:
    """Yield each problem with its hint and source line, without a line break at the end."""
    for problem in problems:
        yield "\n".join(_paragraph(problem, lines))


def _paragraph(problem: Problem, lines: Lines) -> Iterator[str]:
    yield f"{problem.place} {problem.rule} {problem.severity} {problem.message}"
    if problem.hint:
        yield textwrap.indent(problem.hint, "    = ")
    source = lines(problem.path)
    if problem.line <= len(source) and source[problem.line - 1].strip():
        line, caret = excerpt(source[problem.line - 1], problem.column)
        number = str(problem.line)
        yield f"    {number} | {line}"
        yield f"    {' ' * len(number)} | {caret}"
