"""RapidFuzz `process.extractOne` over all phrases; its score is the confidence."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz import fuzz, process

from bench.matching.peers import Phrases
from bench.matching.peers.plain import plain


class ExtractOne:
    """The default scorer, WRatio."""

    scorer: Callable[..., float] = staticmethod(fuzz.WRatio)

    def __init__(self, phrases: Phrases) -> None:
        self._labels = [label for label, _ in phrases]
        self._texts = [plain(text) for _, text in phrases]

    def answer(self, text: str) -> tuple[str | None, float]:
        """Return the label of the phrase with the highest score."""
        _, score, number = process.extractOne(plain(text), self._texts, scorer=self.scorer)
        return self._labels[number], score / 100


class TokenSetRatio(ExtractOne):
    """The scorer that looks at the words two texts share."""

    scorer = staticmethod(fuzz.token_set_ratio)
