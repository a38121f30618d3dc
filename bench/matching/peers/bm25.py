"""BM25 over words and character n-grams, one document a phrase; its score is the confidence."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from bench.matching.peers import Phrases
from bench.matching.peers.plain import plain

_SATURATION, _LENGTH = 1.5, 0.75
"""The usual k1 and b."""
_GRAMS = (3, 4)


class Bm25:
    """An inverted index in dictionaries, the weight of each posting worked out beforehand."""

    def __init__(self, phrases: Phrases) -> None:
        self._labels = [label for label, _ in phrases]
        documents = [Counter(terms(text)) for _, text in phrases]
        held = Counter(term for document in documents for term in document)
        usual = sum(document.total() for document in documents) / max(len(documents), 1)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, document in enumerate(documents):
            length = 1 - _LENGTH + _LENGTH * document.total() / usual if usual else 1.0
            for term, count in document.items():
                rarity = math.log(1 + (len(documents) - held[term] + 0.5) / (held[term] + 0.5))
                weight = count * (_SATURATION + 1) / (count + _SATURATION * length)
                self._postings[term].append((number, rarity * weight))

    def answer(self, text: str) -> tuple[str | None, float]:
        """Return the label of the phrase with the highest score; the first of equal ones."""
        scores: dict[int, float] = defaultdict(float)
        for term in terms(text):
            for number, weight in self._postings.get(term, ()):
                scores[number] += weight
        if not scores:
            return None, 0.0
        best = min(scores, key=lambda number: (-scores[number], number))
        return self._labels[best], scores[best]


def terms(text: str) -> list[str]:
    """Return the words and the n-grams inside them, borders as spaces."""
    words = plain(text).split()
    grams = [
        padded[start : start + size]
        for padded in (f" {word} " for word in words)
        for size in _GRAMS
        for start in range(len(padded) - size + 1)
    ]
    return words + grams
