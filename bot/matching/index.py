"""Everything learnt from one knowledge base, built once and only read afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.knowledge.models import Entry, Knowledge, Phrase
from bot.matching.features import SIGNS
from bot.matching.learnt import Learnt
from bot.matching.lexicon import Lexicon, build_lexicon, keys
from bot.matching.model import Model
from bot.matching.spans import Item, Span, read_items, without_fillers
from bot.matching.word_counts import WordCounts, count_words
from bot.text.language import LanguageWords
from bot.text.normalize import fold, normalize

_SLOT_OPEN, _SLOT_CLOSE = "{", "}"
_FAR_MORE = 4
_LONGEST_FOLLOW_UP = 14


@dataclass(frozen=True)
class FollowUps:
    """Phrases that mean an entry only right after certain topics."""

    entries: tuple[str, ...]
    phrases: tuple[Phrase, ...]


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
    lexicon: Lexicon
    learnt: Learnt
    phrases: Mapping[str, tuple[Phrase, ...]]
    follow_ups: FollowUps
    triggers: tuple[tuple[tuple[str, ...], str, Phrase], ...]
    commands: Mapping[str, str]
    language_words: LanguageWords

    @classmethod
    def build(cls, knowledge: Knowledge, learnt: Learnt | None = None) -> Index:
        """Learn from all phrases of `knowledge`, or take what was `learnt` from it before.

        Equal knowledge gives an equal index.
        """
        counts = learnt.words if learnt else count_words(knowledge)
        lexicon = build_lexicon(knowledge, counts)
        entries = knowledge.entries.values()
        asked = {entry.id: _asked(entry) for entry in entries if entry.phrases}
        follow_ups = _follow_ups(entries)
        if learnt is None:
            topics = [knowledge.entries[label].topic for label in asked]
            learnt = _learn(asked, topics, follow_ups.phrases, lexicon, counts)
        return cls(
            knowledge=knowledge,
            lexicon=lexicon,
            learnt=learnt,
            phrases=asked,
            follow_ups=follow_ups,
            triggers=tuple(_triggers(entries, lexicon)),
            commands={fold(name): entry.id for entry in entries for name in entry.commands},
            language_words=_language_words(knowledge, lexicon),
        )

    @property
    def model(self) -> Model:
        return self.learnt.model

    def exact(self, items: Sequence[Item]) -> tuple[str, Phrase] | None:
        """Return the entry and phrase that ask word for word the same, or None."""
        found = self.learnt.exact.get(signature(items))
        return (found[0], self.phrases[found[0]][found[1]]) if found else None

    def nearest_follow_ups(self, items: Sequence[Item], topic: str | None) -> list[FollowUp]:
        """Return for each entry with follow-ups that fit after `topic` the nearest of them,
        nearest first.
        """
        known = self.follow_ups
        if topic is None or len(items) > _LONGEST_FOLLOW_UP:
            return []
        fits = np.flatnonzero(
            [topic in self.knowledge.entries[entry].after for entry in known.entries]
        )
        similar = self.model.follow_ups.similarities(0, self.model.dense(items))[fits]
        found: dict[str, FollowUp] = {}
        for place in np.argsort(-similar, kind="stable").tolist():
            number = int(fits[place])
            entry = known.entries[number]
            if entry not in found:
                found[entry] = FollowUp(entry, number, min(float(similar[place]), 1.0))
        return list(found.values())

    def nearest_phrase(self, entry: str, items: Sequence[Item]) -> Phrase | None:
        """Return the phrase of an entry most like the message, or None if it has no phrases."""
        if entry not in self.phrases:
            return None
        label = self.model.labels.index(entry)
        return self.phrases[entry][self.model.phrases.nearest(label, self.model.dense(items))[0]]


def _learn(
    asked: Mapping[str, Sequence[Phrase]],
    topics: Sequence[str],
    follow_ups: Sequence[Phrase],
    lexicon: Lexicon,
    counts: WordCounts,
) -> Learnt:
    read = {
        label: [phrase_items(phrase.text, lexicon) for phrase in phrases]
        for label, phrases in asked.items()
    }
    exact: dict[tuple[str, ...], tuple[str, int]] = {}
    for label, many in read.items():
        for number, items in enumerate(many):
            exact.setdefault(signature(items), (label, number))
    model = Model.train(
        {label: [without_fillers(items) for items in many] for label, many in read.items()},
        topics,
        [without_fillers(phrase_items(phrase.text, lexicon)) for phrase in follow_ups],
    )
    return Learnt(counts, exact, model)


def _follow_ups(entries: Iterable[Entry]) -> FollowUps:
    found = [(entry.id, phrase) for entry in entries for phrase in entry.follow_ups]
    return FollowUps(tuple(entry for entry, _ in found), tuple(phrase for _, phrase in found))


def phrase_items(text: str, lexicon: Lexicon) -> tuple[Item, ...]:
    """Read a phrase; ``{occupation}`` stands for any value of that slot."""
    items: list[Item] = []
    rest = text
    while (start := rest.find(_SLOT_OPEN)) >= 0 and (end := rest.find(_SLOT_CLOSE, start)) > 0:
        items.extend(read_items(normalize(rest[:start]), lexicon))
        items.append(Span(rest[start + 1 : end].strip(), "", rest[start : end + 1], 0, 0))
        rest = rest[end + 1 :]
    items.extend(read_items(normalize(rest), lexicon))
    return tuple(items)


def signature(items: Iterable[Item]) -> tuple[str, ...]:
    """Return what makes two messages the same question: slots by name, words by key."""
    return tuple(_mark(item) if isinstance(item, Span) else item.key for item in items)


def _mark(span: Span) -> str:
    """Return the slot, with its value where another value would be another question."""
    masked = span.slot in SIGNS and span.slot != "other_occupation"
    return f"<{span.slot}>" if masked else f"<{span.slot}={span.value}>"


def _asked(entry: Entry) -> tuple[Phrase, ...]:
    titles = tuple(Phrase(text, language, entry.place) for language, text in entry.title.items())
    return entry.phrases + titles


def _triggers(
    entries: Iterable[Entry], lexicon: Lexicon
) -> Iterable[tuple[tuple[str, ...], str, Phrase]]:
    for entry in entries:
        for phrase in entry.triggers:
            words = tuple(lexicon.synonyms.get(key, key) for key in keys(phrase.text))
            if words:
                yield words, entry.id, phrase


def _language_words(knowledge: Knowledge, lexicon: Lexicon) -> LanguageWords:
    vocabulary = knowledge.vocabulary
    loanwords = {key for word in vocabulary.loanwords for key in keys(word)}
    function = {
        language: {
            key
            for word in (
                *vocabulary.function_words.get(language, ()),
                *vocabulary.fillers.get(language, ()),
                *vocabulary.negations.get(language, ()),
            )
            if len(said := keys(word)) == 1
            for key in said
        }
        for language in knowledge.languages
    }
    aliases = {
        key for alias, (slot, _) in lexicon.aliases.items() if slot != "period" for key in alias
    }
    return LanguageWords(
        function=_unshared(function, loanwords),
        content=_own_words(lexicon, loanwords | aliases | set().union(*function.values(), set())),
        foreign={
            language: frozenset(fold(word) for word in words)
            for language, words in vocabulary.other_languages.items()
            if language not in knowledge.languages
        },
    )


def _own_words(lexicon: Lexicon, without: set[str]) -> dict[str, frozenset[str]]:
    """Return the words that phrases of one language hold far more often than those of others."""
    counted = lexicon.content_languages
    return {
        language: frozenset(
            word
            for word, count in counts.items()
            if word not in without
            and count
            > _FAR_MORE * sum(o.get(word, 0) for k, o in counted.items() if k != language)
        )
        for language, counts in counted.items()
    }


def _unshared(groups: dict[str, set[str]], without: set[str]) -> dict[str, frozenset[str]]:
    """Return each language's own words: those of several languages prove nothing."""
    return {
        language: frozenset(
            words - without - set().union(*(o for k, o in groups.items() if k != language), set())
        )
        for language, words in groups.items()
    }
