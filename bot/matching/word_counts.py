"""Count the words of a knowledge base's phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from bot.matching.lesson import Lesson
from bot.matching.phrase_texts import PhraseTexts


@dataclass(frozen=True)
class WordCounts:
    """How often the phrases hold each word, in all and by language (phrases, not occurrences)."""

    all: Mapping[str, int]
    by_language: Mapping[str, Mapping[str, int]]


def count_words(lesson: Lesson, texts: PhraseTexts) -> WordCounts:
    """Count the words of all phrases, follow-ups and triggers; `texts` holds them all."""
    by_language: dict[str, list[list[str]]] = {language: [] for language in lesson.languages}
    everything = []
    for text, language in lesson.said():
        keys = texts.keys(text)
        everything.append(keys)
        if language in by_language:
            by_language[language].append(keys)
    return WordCounts(
        Counter(chain.from_iterable(everything)),
        {
            language: Counter(chain.from_iterable(map(set, held)))
            for language, held in by_language.items()
        },
    )
