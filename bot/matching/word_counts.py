"""Count the words of a knowledge base's phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from bot.matching.lesson import Said
from bot.matching.phrase_texts import PhraseTexts


@dataclass(frozen=True)
class WordCounts:
    """How often the phrases hold each word, in all and by language (phrases, not occurrences)."""

    all: Counter[str]
    by_language: Mapping[str, Counter[str]]

    def changed(self, added: WordCounts, removed: WordCounts) -> WordCounts:
        """Return the counts once some phrases are there and others are not any more."""
        return WordCounts(
            self.all + added.all - removed.all,
            {
                language: counted + added.by_language[language] - removed.by_language[language]
                for language, counted in self.by_language.items()
            },
        )


def count_words(said: Iterable[Said], languages: Iterable[str], texts: PhraseTexts) -> WordCounts:
    """Count the words of phrases, follow-ups and triggers; `texts` holds them all."""
    by_language: dict[str, list[list[str]]] = {language: [] for language in languages}
    everything = []
    for text, language in said:
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
