"""One slip that shows on many lines of a file is one problem, at the first of them.

Looks at what was found in one file; finds nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.knowledge.parsing.document import Document
from bot.knowledge.problems import Problem
from bot.knowledge.rules import problem

FEWEST = 3
"""Lines of the same slip that are told as one."""


def group_alike(document: Document) -> None:
    """Put one problem for many: lines all indented with tabs, keys all pasted a second time."""
    found = document.problems
    if not any(each.rule in ("E110", "E122") for each in found):
        return
    document.problems = [
        *(each for each in found if each.rule not in ("E110", "E122")),
        *_tabs([each for each in found if each.rule == "E110"], document),
        *_pasted([each for each in found if each.rule == "E122"]),
    ]


def _tabs(found: Sequence[Problem], document: Document) -> Iterator[Problem]:
    """Yield runs of lines with nothing but blank ones between them as one."""
    places = {
        line: place
        for place, line in enumerate(n for n, text in enumerate(document.lines, 1) if text.strip())
    }
    numbered = [(places.get(each.line, each.line) - n, each) for n, each in enumerate(found)]
    for _, run in groupby(numbered, key=lambda pair: pair[0]):
        yield from _as_one([each for _, each in run], "E140")


def _pasted(found: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the keys of one column whose first places follow each other, too, as one."""
    runs: list[list[Problem]] = []
    for each in sorted(found):
        last = runs[-1][-1] if runs else None
        if last is not None and last.column == each.column and _first(last) < _first(each):
            runs[-1].append(each)
        else:
            runs.append([each])
    for run in runs:
        yield from _as_one(run, "E141")


def _as_one(run: Sequence[Problem], rule: str) -> Iterator[Problem]:
    """Yield one problem of that rule for a long run, else the run."""
    if len(run) < FEWEST:
        yield from run
        return
    first, values = run[0], dict(run[0].values)
    yield problem(
        rule, first.path, first.line, first.column, count=len(run), last=run[-1].line, **values
    )


def _first(found: Problem) -> int:
    return int(str(dict(found.values)["first"]))
