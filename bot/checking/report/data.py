"""Problems for programs: one JSON object, and annotations for workflows on GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from bot.checking.report.text import Lines
from bot.knowledge.problems import Problem

_COMMANDS = {"error": "error", "warning": "warning"}


def as_json(problems: Sequence[Problem], lines: Lines, language: str) -> str:
    """Return all problems as one JSON object, its keys in fixed order."""
    errors = sum(problem.severity == "error" for problem in problems)
    found = {
        "version": 1,
        "language": language,
        "errors": errors,
        "warnings": len(problems) - errors,
        "problems": [_as_object(problem, lines) for problem in problems],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield one workflow command a problem."""
    for problem in problems:
        text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
        yield (
            f"::{_COMMANDS[problem.severity]} file={_property(problem.path)},line={problem.line},"
            f"col={problem.column},title={_property(problem.rule)}::{_data(text)}"
        )


def source_line(problem: Problem, lines: Lines) -> str | None:
    """Return the line a problem is in, None where there is none."""
    source = lines(problem.path)
    return source[problem.line - 1] if 0 < problem.line <= len(source) else None


def _as_object(problem: Problem, lines: Lines) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "rule": problem.rule,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        "source": source_line(problem, lines),
    }


def _data(text: str) -> str:
    """Return a text as the data of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a text as the value of a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
