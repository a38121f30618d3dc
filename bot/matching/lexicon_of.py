"""Make the lexicon of a lesson: its words, names and word lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from bot.matching.amount_words import AmountWords, amount_words
from bot.matching.lesson import Lesson
from bot.matching.lexicon import Lexicon, keys
from bot.matching.names import alias_lengths, aliases_of, name_slips
from bot.matching.phrase_texts import PhraseTexts
from bot.matching.spelling import Speller
from bot.matching.word_pairs import WordPairs
from bot.text.normalize import fold, normalize


def updated(before: Lexicon, lesson: Lesson, counts: Counter[str], pairs: WordPairs) -> Lexicon:
    """Return the lexicon of a lesson that has the names and word lists of the one `before`."""
    words = _counted(counts, before)
    empty = before.function | before.fillers
    return replace(
        before,
        words=words,
        speller=Speller(words),
        amount_words=amount_words(lesson, before.synonyms, empty),
        pairs=pairs,
    )


def _counted(counts: Counter[str], given: Lexicon) -> dict[str, int]:
    """Return how often each word is said, in phrases (`counts`) and in what is given."""
    counted = Counter(counts)
    counted.update(key for alias in given.aliases for key in alias)
    groups = (given.function, given.fillers, given.negations, given.synonyms)
    counted.update(chain(*groups, given.synonyms.values()))
    return dict(counted)


def build_lexicon(lesson: Lesson, counts: Counter[str], texts: PhraseTexts) -> Lexicon:
    """Gather the words of all phrases (`counts`), names, aliases and word lists."""
    vocabulary = lesson.vocabulary
    function = _fold_all(word for words in vocabulary.function_words.values() for word in words)
    said = [
        words for many in vocabulary.fillers.values() for text in many if (words := keys(text))
    ]
    fillers = frozenset(words[0] for words in said if len(words) == 1)
    negations = _fold_all(word for words in vocabulary.negations.values() for word in words)
    asking = _fold_all(word for words in vocabulary.question_words.values() for word in words)
    synonyms = {
        fold(normalize(word)): fold(normalize(standard))
        for word, standard in sorted(vocabulary.synonyms.items())
    }
    aliases = aliases_of(lesson, [words for words in said if len(words) > 1], function)
    given = Lexicon(
        words={},
        function=function,
        fillers=fillers,
        negations=negations,
        question_words=asking,
        wishes=_fold_all(word for words in vocabulary.wishes.values() for word in words),
        lead_ins=_fold_all(word for words in vocabulary.lead_ins.values() for word in words),
        corrections=frozenset(
            words
            for many in vocabulary.corrections.values()
            for said in many
            if (words := keys(said))
        ),
        synonyms=synonyms,
        aliases=aliases,
        alias_lengths=alias_lengths(aliases),
        name_slips=name_slips(aliases),
        speller=Speller({}),
        amount_words=AmountWords(),
        pairs=WordPairs.of([], {}),
    )
    phrases = (texts.keys(text) for text, _ in lesson.said())
    return updated(given, lesson, counts, WordPairs.of(chain(phrases, aliases), synonyms))


def _fold_all(words: Iterable[str]) -> frozenset[str]:
    """Return the keys of single words; a list entry of several words proves nothing by one."""
    return frozenset(said[0] for word in words if len(said := keys(word)) == 1)
