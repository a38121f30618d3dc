"""Everything learnt from one knowledge base, built once and only read afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from bot.knowledge.models import Entry, Knowledge, Phrase
from bot.matching.exact import signature
from bot.matching.item_features import stem_features
from bot.matching.learning import Pause, learn, phrase_items
from bot.matching.learnt import Learnt
from bot.matching.lesson import Lesson
from bot.matching.lexicon import Lexicon, keys
from bot.matching.meaning import meaning
from bot.matching.model import Model
from bot.matching.sorting import most
from bot.matching.spans import Item, Span
from bot.matching.studied import Studied
from bot.matching.triggers import Trigger, Triggers
from bot.matching.vectors import Floats, Ints, Vector
from bot.meaning.table import Meanings
from bot.text.language import LanguageEvidence, LanguageWords
from bot.text.normalize import fold

_FAR_OFF = "out_of_scope"
_LONGEST_FOLLOW_UP = 14
_NEAR_FOLLOW_UPS = 40


@dataclass(frozen=True)
class FollowUps:
    """Phrases that mean an entry only right after certain topics."""

    entries: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    after: Mapping[str, Ints]
    """Topic -> the numbers of the follow-ups that fit after it."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An entry, the number of its follow-up phrase nearest to a message, and how near it is."""

    entry: str
    number: int
    similarity: float


@dataclass(frozen=True)
class Index:
    """A knowledge base with what the matcher needs to answer from it."""

    knowledge: Knowledge
    learnt: Learnt
    phrases: Mapping[str, tuple[Phrase, ...]]
    follow_ups: FollowUps
    triggers: Triggers
    commands: Mapping[str, str]
    meanings: Meanings

    @classmethod
    def study(
        cls,
        knowledge: Knowledge,
        meanings: Meanings,
        before: Studied | None = None,
        pause: Pause = bool,
    ) -> tuple[Index, Studied]:
        """Learn from all phrases of `knowledge`; return what was studied, too, so that the next
        knowledge is learnt sooner. For `before` and `pause` see `learning.learn`.
        """
        learnt, studied = learn(Lesson.of(knowledge), meanings, before, pause)
        return cls.build(knowledge, meanings, learnt), studied

    @classmethod
    def build(
        cls, knowledge: Knowledge, meanings: Meanings, learnt: Learnt | None = None
    ) -> Index:
        """Learn from all phrases of `knowledge`, or take what was `learnt` from them before, with
        the same table of `meanings` (`bot.meaning.packaged.packaged`).

        Equal knowledge gives an equal index.
        """
        learnt = learnt or learn(Lesson.of(knowledge), meanings)[0]
        learnt = replace(learnt, lexicon=replace(learnt.lexicon, meanings=meanings))
        entries = knowledge.entries.values()
        return cls(
            knowledge=knowledge,
            learnt=learnt,
            phrases={entry.id: _asked(entry) for entry in entries if entry.phrases},
            follow_ups=_follow_ups(entries),
            triggers=Triggers.of(_triggers(entries, learnt.lexicon)),
            commands={fold(name): entry.id for entry in entries for name in entry.commands},
            meanings=meanings,
        )

    @property
    def lexicon(self) -> Lexicon:
        return self.learnt.lexicon

    @property
    def language_words(self) -> LanguageWords:
        return self.learnt.language_words

    @property
    def model(self) -> Model:
        return self.learnt.model

    @cached_property
    def weighed(self) -> dict[tuple[str, str], LanguageEvidence]:
        """What the words of texts said of their language, by text and the app's language; filled
        and bounded by whoever weighs them.
        """
        return {}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {label: number for number, label in enumerate(self.model.labels)}

    @cached_property
    def needing(self) -> frozenset[int]:
        """The model's numbers of the entries that need a slot."""
        entries = self.knowledge.entries
        return frozenset(n for entry, n in self._numbers.items() if entries[entry].needs)

    @cached_property
    def topics(self) -> tuple[str | None, ...]:
        """The topic of each of the model's labels."""
        entries = self.knowledge.entries
        return tuple(entries[label].topic for label in self.model.labels)

    def label(self, entry: str) -> int:
        """Return the model's number for an entry that has phrases."""
        return self._numbers[entry]

    def exact(self, items: Sequence[Item]) -> tuple[str, Phrase] | None:
        """Return the entry and phrase that ask word for word the same, or None."""
        said = signature(items)
        found = self.learnt.exact.find(said)
        if found is None:
            return None
        entry = self.model.labels[found[0]]
        phrase = self.phrases[entry][found[1]]
        same = signature(phrase_items(phrase.text, self.lexicon)) == said
        return (entry, phrase) if same else None

    def nearest_follow_ups(self, items: Sequence[Item], topic: str | None) -> list[FollowUp]:
        """Return for each entry with follow-ups that fit after `topic` the nearest of them,
        nearest first.
        """
        known = self.follow_ups
        if topic is None or len(items) > _LONGEST_FOLLOW_UP:
            return []
        fits = known.after.get(topic)
        if fits is None:
            return []
        similar = self.model.follow_ups.similarities(self.vector(items))[fits]
        places = most(similar, _NEAR_FOLLOW_UPS)
        found: dict[str, FollowUp] = {}
        for number, near in zip(fits[places].tolist(), similar[places].tolist(), strict=True):
            entry = known.entries[number]
            if entry not in found:
                found[entry] = FollowUp(entry, number, min(near, 1.0))
        return list(found.values())

    def speaks_of(self, entry: str, span: Span) -> bool:
        """Tell whether an entry's own phrases hold what a span says: one about DevOps is no
        other occupation's.
        """
        words = span.words or keys(span.text)
        return bool(words) and all(self.holds(entry, words))

    def at_home(self, words: Sequence[str]) -> list[bool]:
        """Tell of each word whether an entry that answers holds it in its phrases; those that
        only refuse, chat or obey hold the words of every other subject.
        """
        ids = self.model.rarity.find(stem_features(words))
        known = self._at_home
        if not len(known):
            return [False] * len(words)
        held: list[bool] = (known.take(known.searchsorted(ids), mode="clip") == ids).tolist()
        return held

    def holds(self, entry: str, words: Sequence[str]) -> list[bool]:
        """Tell of each word, given by its key, whether the entry's own phrases hold it."""
        if entry not in self.phrases:
            return [False] * len(words)
        ids = self.model.rarity.find(stem_features(words))
        label = np.array([self.label(entry)], np.int64)
        held: list[bool] = self.model.stems.holds(label, ids)[0].tolist()
        return held

    @cached_property
    def _at_home(self) -> Ints:
        """The ids of the stems that any entry holds which answers, ascending."""
        found = [number for entry, number in self._numbers.items() if self.answers(entry)]
        return self.model.stems.of_any(np.array(found, np.int64))

    def answers(self, entry: str) -> bool:
        """Tell whether an entry answers a question, and does not only refuse, chat or obey."""
        return self.knowledge.entries[entry].kind not in ("smalltalk", "fallback", "command")

    def on_our_subjects(self, entry: str) -> bool:
        """Tell whether an entry is about what others answer, though it may say honestly that
        the sources have nothing: one about hourly pay is, one about the weather is not.
        """
        return self.answers(entry) or (
            self.knowledge.entries[entry].kind == "fallback"
            and self.knowledge.entries[entry].topic in self._answered_topics
        )

    def is_far(self, entry: str) -> bool:
        """Tell whether an entry is small talk or about a subject of which nothing is answered."""
        about = self.knowledge.entries[entry]
        return about.kind == "smalltalk" or (about.kind == "fallback" and about.topic == _FAR_OFF)

    def names(self, entry: str, slot: str) -> bool:
        """Tell whether any phrase of an entry has the slot."""
        phrases = self.knowledge.entries[entry].phrases
        return any(f"{{{slot}}}" in phrase.text for phrase in phrases)

    @cached_property
    def _answered_topics(self) -> frozenset[str]:
        entries = self.knowledge.entries
        return frozenset(each.topic for key, each in entries.items() if self.answers(key))

    def nearest_phrase(self, entry: str, items: Sequence[Item]) -> Phrase | None:
        """Return the phrase of an entry most like the message, or None if it has no phrases."""
        if entry not in self.phrases:
            return None
        number, _ = self.model.phrases.nearest(self.label(entry), self.vector(items))
        return self.phrases[entry][number]

    def vector(self, items: Sequence[Item]) -> Vector:
        """Return the known features of a message's items.

        One reading asks for those of the same items again and again; the last are remembered.
        """
        last = self._last.get("items")
        if last is not None and last[0] is items:
            return last[1]
        vector = self.model.vector(items)
        self._last["items"] = (items, vector)
        return vector

    def meaning(self, items: Sequence[Item]) -> Floats:
        """Return what a message's items mean together."""
        return meaning(items, self.meanings)

    @cached_property
    def _last(self) -> dict[str, tuple[Sequence[Item], Vector]]:
        return {}


def _follow_ups(entries: Iterable[Entry]) -> FollowUps:
    found = [(entry, phrase) for entry in entries for phrase in entry.follow_ups]
    after: dict[str, list[int]] = {}
    for number, (entry, _) in enumerate(found):
        for topic in entry.after:
            after.setdefault(topic, []).append(number)
    return FollowUps(
        tuple(entry.id for entry, _ in found),
        tuple(phrase for _, phrase in found),
        {topic: np.array(numbers, np.int64) for topic, numbers in after.items()},
    )


def _asked(entry: Entry) -> tuple[Phrase, ...]:
    titles = tuple(Phrase(text, language, entry.place) for language, text in entry.title.items())
    return entry.phrases + titles


def _triggers(entries: Iterable[Entry], lexicon: Lexicon) -> Iterable[Trigger]:
    for entry in entries:
        for phrase in entry.triggers:
            words = tuple(lexicon.synonyms.get(key, key) for key in keys(phrase.text))
            if words:
                yield Trigger(words, entry.id, phrase)
