"""The texts of phrases, cut at their slots, brought into plain form and cut into words.

A knowledge base has tens of thousands of phrases: what one message costs would be seconds for
all of them. Says nothing about what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.matching.lesson import Lesson
from bot.text.normalize import normalize, normalize_all
from bot.text.tokens import key_of, words

_SLOT = re.compile(r"\{([^}]*)\}")

_MOST_KEPT = 2
"""Texts that are kept, for each that is still said."""
Cut = Sequence[str]
"""Text, the name of a slot, text, and so on; what is first and what is last are texts."""


@dataclass(frozen=True)
class PhraseTexts:
    """The parts of phrases, and the words of these parts."""

    cuts: Mapping[str, Cut]
    """A phrase as it stands in the knowledge -> its parts, normalised."""
    words: Mapping[str, Sequence[str]]
    """A part -> its words as they are written; of a slot, those of its name."""
    folded: Mapping[str, str]
    """A word as it is written -> its key."""

    @classmethod
    def of(cls, phrases: Iterable[str]) -> PhraseTexts:
        """Cut each phrase at its slots and each part into words."""
        raw = {phrase: _SLOT.split(phrase) for phrase in phrases}
        between = list(dict.fromkeys(part for parts in raw.values() for part in parts[::2]))
        plain = dict(zip(between, normalize_all(between), strict=True))
        slots = {part for parts in raw.values() for part in parts[1::2]}
        held = {part: words(part) for part in plain.values()}
        held |= {_named(slot): words(normalize(slot)) for slot in slots}
        return cls(
            {phrase: _cut(parts, plain) for phrase, parts in raw.items()},
            held,
            {word: key_of(word) for word in set().union(*held.values())},
        )

    @classmethod
    def taught(cls, lesson: Lesson, before: PhraseTexts | None = None) -> PhraseTexts:
        """Cut all that a lesson says; what was cut `before` is taken over, and kept for a while
        where nobody says it any more.
        """
        asked = (said for entry in lesson.entries for said in entry.asked)
        said = dict.fromkeys(text for text, _ in chain(asked, lesson.said()))
        if before is None or len(before.cuts) > _MOST_KEPT * len(said):
            return cls.of(said)
        new = cls.of(text for text in said if text not in before.cuts)
        return cls(
            {**before.cuts, **new.cuts},
            {**before.words, **new.words},
            {**before.folded, **new.folded},
        )

    def keys(self, phrase: str) -> list[str]:
        """Return the folded words of a phrase, the names of its slots among them."""
        parts = self.cuts[phrase]
        found = self.words[parts[0]]
        if len(parts) > 1:
            found = [word for part in parts for word in self.words[part]]
        return list(map(self.folded.__getitem__, found))


def _named(slot: str) -> str:
    return f"{{{slot}}}"


def _cut(parts: Sequence[str], plain: Mapping[str, str]) -> Cut:
    if len(parts) == 1:
        return (plain[parts[0]],)
    return tuple(_named(part) if n % 2 else plain[part] for n, part in enumerate(parts))
