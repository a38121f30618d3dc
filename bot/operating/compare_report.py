"""What a comparison found, as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.operating.compare import Compared

MOST_SHOWN = 20
"""Questions of one list; more are counted."""
_WORDS = {
    "de": {
        "played": "Fragen gestellt: {count}",
        "answered": "Jetzt beantwortet: {count}",
        "flips": "Anders beantwortet: {count}",
        "shrinks": "Weniger sicher: {count}",
        "more": "… und {count} weitere",
        "lead": "Vorsprung {old} -> {new}",
    },
    "en": {
        "played": "Questions asked: {count}",
        "answered": "Answered now: {count}",
        "flips": "Answered otherwise: {count}",
        "shrinks": "Less sure: {count}",
        "more": "… and {count} more",
        "lead": "lead {old} -> {new}",
    },
}


def questions_as_lines(compared: Sequence[Compared], words: str = "en") -> list[str]:
    """Return what changes for the questions: new answers, other winners, smaller leads."""
    say = _WORDS[words]
    now = [each for each in compared if each.answered_now]
    flips = [each for each in compared if each.flips and not each.answered_now]
    shrinks = sorted((each for each in compared if each.shrinks), key=lambda each: -each.lost)
    lines = [say["played"].format(count=len(compared))]
    for name, found in (("answered", now), ("flips", flips), ("shrinks", shrinks)):
        lines.append(say[name].format(count=len(found)))
        lines += [f"  {_line(each, say['lead'])}" for each in found[:MOST_SHOWN]]
        if len(found) > MOST_SHOWN:
            lines.append("  " + say["more"].format(count=len(found) - MOST_SHOWN))
    return lines


def questions_as_json(compared: Iterable[Compared]) -> list[dict[str, Any]]:
    """Return the questions that change, as JSON values."""
    return [
        {
            "question": each.asked.text,
            "origin": each.asked.origin,
            "old": {"intent": each.old.intent, "kind": each.old.kind, "lead": each.old.margin},
            "new": {"intent": each.new.intent, "kind": each.new.kind, "lead": each.new.margin},
            "change": "flips" if each.flips else "shrinks",
        }
        for each in compared
        if each.flips or each.shrinks
    ]


def _line(compared: Compared, lead: str) -> str:
    asked = compared.asked
    origin = f" ({asked.origin})" if asked.origin else ""
    if compared.flips:
        return f'"{asked.text}"{origin}: {_outcome(compared, new=False)} -> ' + _outcome(
            compared, new=True
        )
    told = lead.format(old=f"{compared.old.margin:.2f}", new=f"{compared.new.margin:.2f}")
    return f'"{asked.text}"{origin}: {compared.new.intent}, {told}'


def _outcome(compared: Compared, *, new: bool) -> str:
    found = compared.new if new else compared.old
    return f"{found.intent or '-'} ({found.kind})"
