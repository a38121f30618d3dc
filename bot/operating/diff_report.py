"""The differences of two folders, as lines for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from bot.operating.compare import Compared
from bot.operating.compare_report import questions_as_json, questions_as_lines
from bot.operating.differences import Difference, Differences

LONGEST_LINE = 90
"""Longer texts are shown below their name, old and new one below the other."""
_HEADS = {
    "de": ("Fakten", "Antworten", "Fragen und Formulierungen", "Wörter", "Kein Unterschied."),
    "en": ("Facts", "Answers", "Entries and phrases", "Words", "No difference."),
}
_GROUPS = (("figure", "source", "occupation"), ("answer",), ("entry", "phrase"), ("words",))


def as_text(found: Differences, compared: Sequence[Compared] | None, words: str = "en") -> str:
    """Return the differences group by group; `compared` None: no question was asked."""
    *heads, none = _HEADS[words]
    lines: list[str] = []
    for head, subjects in zip(heads, _GROUPS, strict=True):
        own = [each for each in found.all if each.subject in subjects]
        if own:
            lines += [head, *(line for each in own for line in _lines(each)), ""]
    if not found.all:
        lines += [none, ""]
    if compared is not None:
        lines += questions_as_lines(compared, words)
    return "\n".join(lines).rstrip("\n") + "\n"


def as_json(found: Differences, compared: Sequence[Compared] | None) -> str:
    """Return everything as JSON."""
    values = {
        "differences": [asdict(each) for each in found.all],
        "questions": None if compared is None else questions_as_json(compared),
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _lines(found: Difference) -> list[str]:
    name = f"{found.subject} {found.where}"
    if found.old is None:
        return _told("+", name, found.new or "")
    if found.new is None:
        return _told("-", name, found.old)
    short = f"  ~ {name}: {found.old} -> {found.new}"
    if len(short) <= LONGEST_LINE and "\n" not in short:
        return [short]
    old, new = found.old.splitlines(), found.new.splitlines()
    gone = [f"      - {line}" for line in old if line.strip() and line not in new]
    came = [f"      + {line}" for line in new if line.strip() and line not in old]
    return [f"  ~ {name}:", *gone, *came]


def _told(sign: str, name: str, text: str) -> list[str]:
    first, *rest = [line for line in text.splitlines() if line.strip()] or [""]
    return [f"  {sign} {name}: {first}", *(f"      {line}" for line in rest)]
