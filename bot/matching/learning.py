"""Learn from a lesson: the lexicon, the words of languages, exact questions and the model."""

from __future__ import annotations

from collections.abc import Iterable

from bot.matching.exact import Exact
from bot.matching.learnt import Learnt
from bot.matching.lesson import Lesson
from bot.matching.lexicon import Lexicon, build_lexicon, keys, name_within
from bot.matching.model import Model
from bot.matching.phrase_reader import PhraseReader
from bot.matching.phrase_texts import PhraseTexts
from bot.matching.said import SIGNS
from bot.matching.spans import Item, Span, read_items, without_fillers
from bot.matching.word_counts import WordCounts, count_words
from bot.meaning.table import Meanings
from bot.text.language import LanguageWords
from bot.text.normalize import fold, normalize

_SLOT_OPEN, _SLOT_CLOSE = "{", "}"
_FAR_MORE = 4


def learn(lesson: Lesson, table: Meanings) -> Learnt:
    """Learn from all phrases, and from the table what their words mean; equal lessons and tables
    teach the same, to the byte.
    """
    texts = PhraseTexts.taught(lesson)
    counts = count_words(lesson, texts)
    lexicon = build_lexicon(lesson, counts, texts)
    read_phrase = PhraseReader(lexicon, texts).items
    taught = [entry for entry in lesson.entries if entry.asked]
    read = {entry.id: [read_phrase(text) for text, _ in entry.asked] for entry in taught}
    follow_ups = (text for entry in lesson.entries for text, _ in entry.follow_ups)
    model = Model.train(
        {label: [without_fillers(items) for items in many] for label, many in read.items()},
        [entry.topic for entry in taught],
        [without_fillers(read_phrase(text)) for text in follow_ups],
        table,
    )
    return Learnt(
        lexicon,
        _language_words(lesson, lexicon, counts),
        Exact.of(map(signature, many) for many in read.values()),
        model,
    )


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
