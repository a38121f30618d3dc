"""What matching is taught: the part of a knowledge base that learning sees, and nothing else.

Word counts, lexicon and model are made from a `Lesson` alone, so its digest names what was
learnt: an edited reply, figure or source gives the same lesson. Where learning is to depend on
something new, that must become part of the lesson first, and then is part of the digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property

from bot.knowledge.models import Entry, Knowledge, Occupation, Phrase, Vocabulary

_SLOT = "{"
_OF_SLOTS = ("language", "salary", "salary_check", "salary_convert")
"""Built-in answers that go by slots."""
Said = tuple[str, str | None]
"""The text of a phrase and its language."""


@dataclass(frozen=True, slots=True)
class Taught:
    """One entry as learning sees it: what means it, in the knowledge's order."""

    id: str
    topic: str
    phrases: tuple[Said, ...]
    titles: tuple[Said, ...]
    follow_ups: tuple[Said, ...]
    triggers: tuple[Said, ...]

    @classmethod
    def of(cls, entry: Entry) -> Taught:
        """Leave out what is replied, and where anything stands in the files."""
        return cls(
            entry.id,
            entry.topic,
            _said(entry.phrases),
            tuple((text, language) for language, text in entry.title.items()),
            _said(entry.follow_ups),
            _said(entry.triggers),
        )

    @property
    def asked(self) -> tuple[Said, ...]:
        """Return all that asks for the entry; of one without phrases nothing is learnt."""
        return self.phrases + self.titles if self.phrases else ()


@dataclass(frozen=True)
class Lesson:
    """Everything that learning sees of a knowledge base; equal lessons teach the same."""

    languages: tuple[str, ...]
    entries: tuple[Taught, ...]
    names: Mapping[str, tuple[str, ...]]
    """Occupation -> its names and aliases."""
    vocabulary: Vocabulary

    @classmethod
    def of(cls, knowledge: Knowledge) -> Lesson:
        """Take from the knowledge what is learnt from."""
        return cls(
            knowledge.languages,
            tuple(map(Taught.of, knowledge.entries.values())),
            {each.id: _names(each) for each in knowledge.occupations.values()},
            _vocabulary(knowledge),
        )

    @cached_property
    def digest(self) -> str:
        """Return one hash of every value of every field: what differs anywhere, differs here.

        The order of lists and of mappings counts, because what stands first wins.
        """
        text = json.dumps(_values(self), default=_values, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def said(self) -> Iterator[Said]:
        """Yield all phrases, follow-ups and triggers."""
        for entry in self.entries:
            yield from entry.phrases
            yield from entry.follow_ups
            yield from entry.triggers


def _values(value: object) -> object:
    """Return a frozen value as plain lists and mappings, whatever fields it has."""
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value):
        return [getattr(value, each.name) for each in fields(value)]
    raise TypeError(f"a lesson holds texts, lists and mappings, no {type(value).__name__}")


def _said(phrases: tuple[Phrase, ...]) -> tuple[Said, ...]:
    return tuple((phrase.text, phrase.language) for phrase in phrases)


def _vocabulary(knowledge: Knowledge) -> Vocabulary:
    """Return the words, those of slots only where anything asks for a slot.

    Elsewhere a town is a word like any other: "where are you in Berlin" and "… in Hamburg" may
    be two questions.
    """
    entries = knowledge.entries.values()
    asks = any(
        entry.needs or entry.answer in _OF_SLOTS or any(_SLOT in p.text for p in _phrases(entry))
        for entry in entries
    )
    if knowledge.occupations or asks:
        return knowledge.vocabulary
    return replace(knowledge.vocabulary, slots={})


def _phrases(entry: Entry) -> tuple[Phrase, ...]:
    return entry.phrases + entry.follow_ups


def _names(occupation: Occupation) -> tuple[str, ...]:
    return (*occupation.name.values(), *occupation.aliases)
