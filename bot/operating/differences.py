"""What one knowledge folder says otherwise than another: facts, answers, phrases, words.

Pure. What the differences do to questions, `compare` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, NamedTuple

from bot.knowledge.models import Entry, Knowledge, Occupation, Phrase

Subject = Literal["figure", "source", "occupation", "answer", "entry", "phrase", "words"]
_UNSAID = frozenset({"place", "id", "occupation"})
_PHRASES = ("phrases", "follow_ups", "triggers")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing said otherwise; `old` None: it is new, `new` None: it is gone."""

    subject: Subject
    where: str
    """What it is about, such as ``keeper_pay.value`` or ``salary.reply.de``."""
    old: str | None
    new: str | None


class _PhraseKey(NamedTuple):
    """A phrase and where it belongs, whatever line it stands in."""

    entry: str
    field: str
    language: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything said otherwise, and all phrases that came or went, also those of whole entries
    that did, of which `all` names only the entry.
    """

    all: tuple[Difference, ...]
    phrases: tuple[Phrase, ...]


def differences(old: Knowledge, new: Knowledge) -> Differences:
    """Return what `new` says otherwise than `old`, facts first."""
    found = [
        *_figures(old, new),
        *_named("source", old.sources, new.sources),
        *_occupations(old, new),
        *_entries(old.entries, new.entries),
        *_words(old, new),
    ]
    before, after = (dict(_phrases(each.entries)) for each in (old, new))
    gone = [key for key in before if key not in after]
    came = [key for key in after if key not in before]
    stayed = old.entries.keys() & new.entries.keys()
    found += [_phrase(key, is_new=False) for key in gone if key.entry in stayed]
    found += [_phrase(key, is_new=True) for key in came if key.entry in stayed]
    return Differences(tuple(found), (*(before[key] for key in gone), *(after[k] for k in came)))


def _figures(old: Knowledge, new: Knowledge) -> Iterator[Difference]:
    before, after = (
        {f.id: f for o in each.occupations.values() for f in o.figures} for each in (old, new)
    )
    return _named("figure", before, after)


def _occupations(old: Knowledge, new: Knowledge) -> Iterator[Difference]:
    before, after = old.occupations, new.occupations
    yield from _named("occupation", before, after, without=("figures", "sections"))
    for name in _both(before, after):
        ours, theirs = before.get(name), after.get(name)
        sections = [_sections(each, name) for each in (ours, theirs)]
        yield from _named("answer", *sections)


def _sections(occupation: Occupation | None, name: str) -> dict[str, Any]:
    found = {} if occupation is None else occupation.sections
    return {f"{name}.{section}": value for section, value in found.items()}


def _entries(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Iterator[Difference]:
    for found in _named("entry", old, new, without=_PHRASES):
        said = found.where.rpartition(".")[0].endswith(".reply")
        yield Difference("answer", found.where, found.old, found.new) if said else found


def _words(old: Knowledge, new: Knowledge) -> Iterator[Difference]:
    yield from _values("words", "wording", old.wording, new.wording)
    yield from _values("words", "knowledge.languages", old.languages, new.languages)
    yield from _values(
        "words", "knowledge.default_occupation", old.default_occupation, new.default_occupation
    )
    for name in (each.name for each in fields(old.vocabulary)):
        ours, theirs = (getattr(each.vocabulary, name) for each in (old, new))
        yield from _values("words", f"vocabulary.{name}", ours, theirs)


def _named(
    subject: Subject,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    without: Iterable[str] = (),
) -> Iterator[Difference]:
    """Yield the things that came, went, or differ in one of their fields."""
    for name in _both(old, new):
        if name not in old:
            yield Difference(subject, name, None, _summary(new[name]))
        elif name not in new:
            yield Difference(subject, name, _summary(old[name]), None)
        elif old[name] != new[name]:
            for field in fields(old[name]):
                if field.name not in _UNSAID and field.name not in without:
                    ours, theirs = (getattr(each[name], field.name) for each in (old, new))
                    yield from _values(subject, f"{name}.{field.name}", ours, theirs)


def _values(subject: Subject, where: str, old: Any, new: Any) -> Iterator[Difference]:  # noqa: ANN401  any value of the knowledge
    """Yield how two values differ: groups by key, lists by item, the rest as a whole."""
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in _both(old, new):
            yield from _values(subject, f"{where}.{key}", old.get(key), new.get(key))
    elif isinstance(old, tuple) and isinstance(new, tuple):
        gone = [item for item in old if item not in new]
        came = [item for item in new if item not in old]
        if gone or came:
            yield Difference(subject, where, _listed(gone), _listed(came))
        else:
            yield Difference(subject, where, _listed(old), _listed(new))
    else:
        yield Difference(subject, where, _shown(old), _shown(new))


def _phrases(entries: Mapping[str, Entry]) -> Iterator[tuple[_PhraseKey, Phrase]]:
    for entry in entries.values():
        for name in _PHRASES:
            for phrase in getattr(entry, name):
                yield _PhraseKey(entry.id, name, phrase.language, phrase.text), phrase


def _phrase(key: _PhraseKey, *, is_new: bool) -> Difference:
    where = ".".join(filter(None, (key.entry, key.field, key.language)))
    return Difference("phrase", where, None if is_new else key.text, key.text if is_new else None)


def _both(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys of both, the old ones first."""
    yield from dict.fromkeys((*old, *new))


def _listed(items: Sequence[Any]) -> str | None:
    return ", ".join(map(str, items)) if items else None


def _summary(value: Any) -> str:  # noqa: ANN401  as _values
    """Return a new or a lost thing in one line: its name, amounts or text."""
    for name in ("title", "name", "reply"):
        texts = getattr(value, name, None)
        if isinstance(texts, Mapping) and texts:
            return " / ".join(dict.fromkeys(texts.values()))
    amounts = [getattr(value, name, None) for name in ("low", "value", "high")]
    return " – ".join(_shown(each) or "?" for each in amounts if each is not None) or "…"


def _shown(value: Any) -> str | None:  # noqa: ANN401  as _values
    if value is None:
        return None
    return f"{value:.15g}" if isinstance(value, float) else str(value)
