"""Count the words of a knowledge base's phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.matching.lesson import Lesson
from bot.text.normalize import normalize
from bot.text.tokens import tokenize


@dataclass(frozen=True)
class WordCounts:
    """How often the phrases hold each word, in all and by language (phrases, not occurrences)."""

    all: Mapping[str, int]
    by_language: Mapping[str, Mapping[str, int]]


def count_words(lesson: Lesson) -> WordCounts:
    """Count the words of all phrases, follow-ups and triggers."""
    counted: Counter[str] = Counter()
    by_language = {language: Counter[str]() for language in lesson.languages}
    for said, language in lesson.said():
        text = normalize(said.replace("{", " ").replace("}", " "))
        words = [token.key for token in tokenize(text)]
        counted.update(words)
        if language in by_language:
            by_language[language].update(set(words))
    return WordCounts(counted, by_language)
