"""The inbox and what accepting an item does, as lines for people or for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from bot.operating.accept import Acceptance, Question
from bot.operating.compare_report import questions_as_lines
from bot.operating.edit import added_lines
from bot.operating.inbox import Group
from bot.storage.values import InboxItem

COLUMNS = ("id", "state", "reason", "language", "count", "chats", "first_day", "last_day",
           "question", "nearest")  # fmt: skip
_WORDS = {
    "de": {
        "empty": "Der Posteingang ist leer.",
        "counted": "(nur gezählt, kein Text)",
        "head": "{count}x  {id}  {language}  {question}",
        "about": "     {reasons}, zuletzt {day}; am nächsten: {nearest}",
        "alike": "     auch: {question} ({count}x, {id})",
        "next": "Aufnehmen: karrierebot inbox accept ID --intent NAME --dry-run",
        "none": "nichts",
        "adds": "{path}:",
        "reply": 'Dann führt "{question}" zu {intent} ({kind}).',
        "unreached": 'Auch dann führt "{question}" zu {intent} ({kind}), nicht zu {wanted}.',
        "problems": "Neue Fehler: {count}",
    },
    "en": {
        "empty": "The inbox is empty.",
        "counted": "(counted only, no text)",
        "head": "{count}x  {id}  {language}  {question}",
        "about": "     {reasons}, last on {day}; nearest: {nearest}",
        "alike": "     also: {question} ({count}x, {id})",
        "next": "To take one up: karrierebot inbox accept ID --intent NAME --dry-run",
        "none": "nothing",
        "adds": "{path}:",
        "reply": 'Then "{question}" leads to {intent} ({kind}).',
        "unreached": 'Even then "{question}" does not lead to {wanted} but to {intent} ({kind}).',
        "problems": "New problems: {count}",
    },
}
_REASONS = {
    "de": {
        "no_intent": "nicht verstanden", "no_words": "nicht verstanden",
        "unknown_words": "unbekannte Wörter", "ambiguous": "mehrdeutig",
        "negated": "verneint", "only_slots": "ohne Frage",
        "unknown_occupation": "unbekannter Beruf", "out_of_scope": "anderes Thema",
        "missing_slot": "etwas fehlte", "none_of_these": "„nichts davon“",
        "thumbs_down": "Daumen runter",
    },
    "en": {
        "no_intent": "not understood", "no_words": "not understood",
        "unknown_words": "unknown words", "ambiguous": "ambiguous",
        "negated": "negated", "only_slots": "no question",
        "unknown_occupation": "unknown occupation", "out_of_scope": "another subject",
        "missing_slot": "something was missing", "none_of_these": "“none of these”",
        "thumbs_down": "thumbs down",
    },
}  # fmt: skip


def as_lines(groups: Sequence[Group], words: str = "en") -> list[str]:
    """Return the inbox, group by group."""
    say = _WORDS[words]
    if not groups:
        return [say["empty"]]
    lines: list[str] = []
    for group in groups:
        lines += [*_group(group, words), ""]
    return [*lines, say["next"]]


def preview(question: Question, found: Acceptance, words: str = "en") -> list[str]:
    """Return what accepting a question writes and changes."""
    say = _WORDS[words]
    lines: list[str] = []
    for each in found.changes:
        lines.append(say["adds"].format(path=each.path))
        lines += [f"  + {line}" for line in added_lines(each.old or "", each.new)]
    outcome = found.outcome
    values = {"question": question.text, "wanted": question.intent}
    key = "reply" if found.reached else "unreached"
    lines += ["", say[key].format(intent=outcome.intent or "-", kind=outcome.kind, **values), ""]
    lines += questions_as_lines(found.compared, words)
    if found.problems:
        lines += ["", say["problems"].format(count=len(found.problems))]
        lines += [f"  {problem}" for problem in found.problems]
    return lines


def as_csv(items: Iterable[InboxItem]) -> str:
    """Return all items for a spreadsheet, one in a row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for item in items:
        values = _values(item)
        nearest = ", ".join(f"{name} {score:.2f}" for name, score in item.nearest)
        writer.writerow({**values, "nearest": nearest, "question": _harmless(item.text or "")})
    return out.getvalue()


def as_json(items: Iterable[InboxItem]) -> str:
    """Return all items as JSON."""
    return json.dumps([_values(item) for item in items], ensure_ascii=False, indent=2) + "\n"


def reason_in_words(reason: str, words: str) -> str:
    """Return why nobody was answered, in words."""
    return _REASONS[words].get(reason, reason)


def _group(group: Group, words: str) -> list[str]:
    say = _WORDS[words]
    nearest = ", ".join(f"{name} {score:.2f}" for name, score in group.nearest) or say["none"]
    reasons = ", ".join(dict.fromkeys(reason_in_words(each, words) for each in group.reasons))
    question = say["counted"] if group.text is None else f"„{group.text}“"
    lines = [
        say["head"].format(
            count=group.count, id=group.id, language=group.language, question=question
        ),
        say["about"].format(reasons=reasons, day=group.last_day.isoformat(), nearest=nearest),
    ]
    for item in group.items[1:]:
        if item.text is not None:
            told = {"question": f"„{item.text}“", "count": item.count, "id": item.id}
            lines.append(say["alike"].format(**told))
    return lines


def _values(item: InboxItem) -> dict[str, object]:
    return {
        "id": item.id,
        "state": item.state.value,
        "reason": item.reason,
        "language": item.language,
        "count": item.count,
        "chats": item.chats,
        "first_day": item.first_day.isoformat(),
        "last_day": item.last_day.isoformat(),
        "question": item.text,
        "nearest": [list(each) for each in item.nearest],
    }


def _harmless(text: str) -> str:
    """Return a stranger's text so that a spreadsheet does not take it for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
