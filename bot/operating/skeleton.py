"""The text of a new file: every key that is needed, with a remark, and TODO where people write.

Whatever stands there as TODO is an error for `check`, so an unfinished file never goes live.
The texts themselves stand in templates/: a remark there is kept in one language (``#de`` and
``#en`` begin them), what stands in ``<…>`` is filled in here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from bot.knowledge.general import USUAL_LANGUAGES
from bot.knowledge.models import Entry, Knowledge
from bot.operating.scalars import scalar
from bot.text.normalize import fold

TODO = "TODO"
REVIEW = timedelta(days=182)
"""After half a year a figure is looked up again, unless somebody says otherwise."""
_MARK = re.compile(r"<(\w+)>")
_FIRST_SECTIONS = ("training", "application", "tasks", "skills")
_MOST_SECTIONS = 2
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Around:
    """What a new file must fit to: the folder's languages, its sections and entries."""

    languages: tuple[str, ...] = USUAL_LANGUAGES
    sections: Mapping[str, Entry | None] = field(
        default_factory=lambda: dict.fromkeys(("training", "application"))
    )
    """Section -> the entry that asks for it, None if that is not known."""
    salary: str | None = None
    """The entry that asks for the pay."""
    schemas: bool = True
    """Whether the folder holds the schemas that editors complete from."""


def around(knowledge: Knowledge | None, *, schemas: bool = True) -> Around:
    """Return what there is in a folder; of one with errors nothing is known."""
    if knowledge is None:
        return Around(schemas=schemas)
    used = {each.section: each for each in knowledge.entries.values() if each.section}
    names = [name for name in _FIRST_SECTIONS if name in used] or sorted(used)
    salary = (each.id for each in knowledge.entries.values() if each.answer == "salary")
    sections = {name: used[name] for name in names[:_MOST_SECTIONS]}
    return Around(knowledge.languages, sections, next(salary, None), schemas)


@dataclass(frozen=True, slots=True)
class NewOccupation:
    """What is known of a new occupation before anybody has written a word about it."""

    id: str
    names: Mapping[str, str] = field(default_factory=dict)
    """By language."""
    source: str = TODO


def new_occupation(new: NewOccupation, where: Around, today: date, remarks: str = "en") -> str:
    """Return the file of a new occupation; `remarks` is the language of the remarks in it."""
    sections = "".join(_section(each, where, new.source, remarks) for each in where.sections)
    template = _template("occupation")
    if not sections:
        template = template.partition("\n#de Antworten")[0] + "\n"
    return _filled(
        _headed(template, where),
        remarks,
        id=new.id,
        names=_named(new.names, where.languages),
        source=new.source,
        today=today.isoformat(),
        review=(today + REVIEW).isoformat(),
        todo_caveats=_todo(where.languages, 6),
        sections=sections,
    )


def new_source(source_id: str, where: Around, remarks: str = "en") -> str:
    """Return the lines of a new source, to be appended to sources.yaml."""
    return _filled(
        _template("source"), remarks, id=source_id, todo_title=_todo(where.languages, 4)
    )


def new_intent(topic: str, where: Around, remarks: str = "en") -> str:
    """Return the file of a new intent."""
    head = _filled(_headed(_template("intent_head"), where), remarks)
    return head + _entry(topic, where, remarks)


def new_faq(entry_id: str, topic: str, where: Around, remarks: str = "en") -> str:
    """Return a file of FAQ entries with one in it."""
    head = _filled(_headed(_template("faq_head"), where), remarks)
    return head + new_faq_entry(entry_id, topic, where, remarks)


def new_faq_entry(entry_id: str, topic: str, where: Around, remarks: str = "en") -> str:
    """Return the lines of one FAQ entry, to be appended to a file of them."""
    lines = _entry(topic, where, remarks).splitlines()
    return f"{entry_id}:\n" + "".join(f"  {line}\n" if line else "\n" for line in lines)


def id_of(names: Iterable[str]) -> str:
    """Return the id the first of these names suggests, nothing if none does."""
    for name in names:
        words = (fold(word) for word in name.lower().split())
        found = _NOT_IN_ID.sub("_", "_".join(words)).strip("_")
        if found:
            return found
    return ""


def _section(section: str, where: Around, source: str, remarks: str) -> str:
    asked = where.sections[section]
    title = "" if asked is None else asked.title.get(remarks, "")
    others = [each.id for name, each in where.sections.items() if each and name != section]
    return _filled(
        _template("section"),
        remarks,
        section=section,
        title=f"  # {title}" if title else "",
        todo_reply=_todo(where.languages, 6, long=True),
        source=source,
        next=", ".join([*([where.salary] if where.salary else []), *others]),
    )


@cache
def _template(name: str) -> str:
    return (Path(__file__).parent / "templates" / f"{name}.txt").read_text(encoding="utf-8")


def _headed(template: str, where: Around) -> str:
    """Return the template without its first line, the schema, where there are no schemas."""
    return template if where.schemas else template.partition("\n")[2]


def _entry(topic: str, where: Around, remarks: str) -> str:
    return _filled(
        _template("entry"),
        remarks,
        topic=scalar(topic),
        todo_title_flat=_todo(where.languages, 2),
        todo_phrases="\n".join(f"  {code}:\n    - TODO" for code in where.languages),
        todo_reply_flat=_todo(where.languages, 2, long=True),
    )


def _todo(languages: Sequence[str], indent: int, *, long: bool = False) -> str:
    before = " " * indent
    if long:
        return "\n".join(f"{before}{code}: |\n{before}  TODO" for code in languages)
    return "\n".join(f"{before}{code}: TODO" for code in languages)


def _named(names: Mapping[str, str], languages: Sequence[str]) -> str:
    return "\n".join(
        f"  {code}: {scalar(names[code]) if names.get(code) else TODO}" for code in languages
    )


def _filled(template: str, remarks: str, **values: str) -> str:
    """Return the template with remarks in one language and its marks filled in."""
    lines = []
    for line in template.split("\n"):
        kept = _remarked(line, remarks)
        marks = _MARK.findall(line)
        if kept is None or any(mark not in values for mark in marks):
            continue
        lines.append(_MARK.sub(lambda found: values[found[1]], kept))
    return "\n".join(lines)


def _remarked(line: str, remarks: str) -> str | None:
    """Return a line with its remark in one language; None for a remark in another one."""
    first, *others = re.split(r"#(?=(?:de|en) )", line)
    if not others:
        return line
    chosen = next((each[3:] for each in others if each.startswith(f"{remarks} ")), None)
    if chosen is None:
        return None
    return f"{first}# {chosen.strip()}"
