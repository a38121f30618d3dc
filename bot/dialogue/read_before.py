"""Remember how texts were read: the same text is asked again and again.

A reading depends on phrases, words and names, never on what the bot replies. So what is
remembered here is read without the replies, and stays true when only replies change. Pure: the
memory is a value its owner passes around.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.dialogue.readings import Readings
from bot.dialogue.refers import may_refer
from bot.dialogue.understand import Question, understand
from bot.knowledge.models import Entry, Knowledge, Occupation, Phrase, Place
from bot.matching.index import Index

Read = Callable[[str, Index, str | None, str | None], tuple[Question, ...]]
"""`read_afresh`, or something that gives the same."""
Said = tuple[str, str | None, str | None]
"""A normalised text, the topic talked about before, and the entry answered last."""
Remembered = dict[Said, tuple[Question, ...]]

_NOWHERE = Place("")
_WHATEVER = "*"
"""Stands for any last answer."""
MOST = 2_000
"""ReadBefore that stay; those not asked for the longest time go."""
LONGEST = 120
"""Characters; a longer text is hardly ever sent twice."""


def read_afresh(
    text: str, index: Index, topic: str | None, about: str | None = None
) -> tuple[Question, ...]:
    """Return what `understand` returns."""
    return understand(text, index, topic, about=about)


class ReadBefore:
    """The readings of one index, remembered up to `most`, of texts up to `longest` characters."""

    def __init__(self, index: Index, most: int = MOST, longest: int = LONGEST) -> None:
        self._index = replace(index, knowledge=without_replies(index.knowledge))
        self._most = most
        self._longest = longest
        self._known: OrderedDict[Said, tuple[Question, ...]] = OrderedDict()

    def read(
        self, text: str, _index: Index, topic: str | None, about: str | None = None
    ) -> tuple[Question, ...]:
        """Return what `understand` returns, from memory where it is there."""
        if len(text) > self._longest:
            return read_afresh(text, self._index, topic, about)
        for key in ((text, topic, _WHATEVER), (text, topic, about)):
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
                return found
        return self._read(text, topic, about)

    def _read(self, text: str, topic: str | None, about: str | None) -> tuple[Question, ...]:
        """Read and remember; a text that refers to nothing is read once for all last answers."""
        trace = Readings(self._index, thorough=False)
        found = understand(text, self._index, topic, trace, about=about)
        refers = any(
            trace.cut(each.reading) == "referred" or may_refer(each.reading) for each in found
        )
        self._known[text, topic, about if refers else _WHATEVER] = found
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        return found

    def remember(self, known: Remembered) -> None:
        """Take over the readings of an index with the same `reading_key`."""
        self._known.update(known)

    def remembered(self) -> Remembered:
        """Return all readings."""
        return dict(self._known)


def reading_key(knowledge: Knowledge) -> str:
    """Return a digest of all that a reading depends on; where it stands in a file is not."""
    plain = without_replies(knowledge)
    digest = hashlib.sha256()
    for entry in plain.entries.values():
        said = (entry.phrases, entry.follow_ups, entry.triggers)
        digest.update(repr([[*_texts(phrases)] for phrases in said]).encode())
        bare = replace(entry, phrases=(), follow_ups=(), triggers=())
        digest.update(repr(bare).encode())
    digest.update(repr(replace(plain, entries={})).encode())
    return digest.hexdigest()


def without_replies(knowledge: Knowledge) -> Knowledge:
    """Return the knowledge without what is only said, shown, cited or checked."""
    return replace(
        knowledge,
        sources={},
        occupations={key: _bare(each) for key, each in knowledge.occupations.items()},
        entries={key: _without_reply(each) for key, each in knowledge.entries.items()},
        wording={},
        conversations=(),
        forms={},
        root="",
        digest="",
    )


def _bare(occupation: Occupation) -> Occupation:
    return replace(occupation, figures=(), sections={}, warning={}, place=_NOWHERE)


def _without_reply(entry: Entry) -> Entry:
    return replace(entry, ask={}, reply={}, sources=(), next=(), place=_NOWHERE)


def _texts(phrases: Iterable[Phrase]) -> Iterable[tuple[str, str | None]]:
    return ((phrase.text, phrase.language) for phrase in phrases)
