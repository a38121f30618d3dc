"""Count the words of a knowledge base's phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.models import Knowledge
from bot.text.normalize import normalize
from bot.text.tokens import tokenize


@dataclass(frozen=True)
class WordCounts:
    """How often the phrases hold each word, in all and by language (phrases, not occurrences)."""

    all: Mapping[str, int]
    by_language: Mapping[str, Mapping[str, int]]


def count_words(knowledge: Knowledge) -> WordCounts:
    """Count the words of all phrases, follow-ups and triggers."""
    counted: Counter[str] = Counter()
    by_language = {language: Counter[str]() for language in knowledge.languages}
    for entry in knowledge.entries.values():
        for phrase in (*entry.phrases, *entry.follow_ups, *entry.triggers):
            text = normalize(phrase.text.replace("{", " ").replace("}", " "))
            words = [token.key for token in tokenize(text)]
            counted.update(words)
            if phrase.language in by_language:
                by_language[phrase.language].update(set(words))
    return WordCounts(counted, by_language)
