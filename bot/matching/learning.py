"""Learn from a lesson: the lexicon, the words of languages, exact questions and the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.matching.exact import Exact
from bot.matching.learnt import Learnt
from bot.matching.lesson import Lesson
from bot.matching.lexicon import Lexicon, keys, name_within
from bot.matching.spans import Item, Span, read_items
from bot.matching.studied import Studied
from bot.matching.training import train
from bot.matching.word_counts import WordCounts
from bot.meaning.table import Meanings
from bot.text.language import LanguageWords
from bot.text.normalize import fold, normalize

Pause = Callable[[], object]
"""Is called now and then by what takes long, and may raise."""

_SLOT_OPEN, _SLOT_CLOSE = "{", "}"
_FAR_MORE = 4


def learn(
    lesson: Lesson, table: Meanings, before: Studied | None = None, pause: Pause = bool
) -> tuple[Learnt, Studied]:
    """Learn from all phrases, and from the table what their words mean; equal lessons and tables
    teach the same, to the byte.

    What was studied `before` is used again where it must come out the same. `pause` is called
    now and then; what it raises ends the learning.
    """
    studied = Studied.of(lesson, before)
    pause()
    read = studied.reader.read
    taught = [entry for entry in lesson.entries if entry.asked]
    asked = {entry.id: [read(text) for text, _ in entry.asked] for entry in taught}
    follow_ups = (text for entry in lesson.entries for text, _ in entry.follow_ups)
    pause()
    model, trained = train(
        {label: [phrase.items for phrase in many] for label, many in asked.items()},
        [entry.topic for entry in taught],
        [read(text).items for text in follow_ups],
        table,
        pause=pause,
        before=None if before is None else before.trained,
    )
    learnt = Learnt(
        studied.lexicon,
        _language_words(lesson, studied.lexicon, studied.counts),
        Exact.of([phrase.key for phrase in many] for many in asked.values()),
        model,
    )
    return learnt, replace(studied, trained=trained)


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


def _language_words(lesson: Lesson, lexicon: Lexicon, counts: WordCounts) -> LanguageWords:
    vocabulary = lesson.vocabulary
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
        for language in lesson.languages
    }
    ours = set().union(*function.values(), set())
    aliases = {
        key
        for alias, (slot, value) in lexicon.aliases.items()
        if slot != "period"
        for key in (name_within(alias, value) if slot == "other_occupation" else alias)
    }
    return LanguageWords(
        function=_unshared(function, loanwords),
        content=_own_words(counts, loanwords | aliases | ours),
        foreign={
            language: frozenset(fold(word) for word in words) - ours
            for language, words in vocabulary.other_languages.items()
            if language not in lesson.languages
        },
    )


def _own_words(counts: WordCounts, without: set[str]) -> dict[str, frozenset[str]]:
    """Return the words that phrases of one language hold far more often than those of others."""
    counted = counts.by_language
    return {
        language: frozenset(
            word
            for word, count in own.items()
            if word not in without
            and count
            > _FAR_MORE * sum(o.get(word, 0) for k, o in counted.items() if k != language)
        )
        for language, own in counted.items()
    }


def _unshared(groups: dict[str, set[str]], without: set[str]) -> dict[str, frozenset[str]]:
    """Return each language's own words: those of several languages prove nothing."""
    return {
        language: frozenset(
            words - without - set().union(*(o for k, o in groups.items() if k != language), set())
        )
        for language, words in groups.items()
    }
