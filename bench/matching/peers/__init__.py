"""The matchers that are measured, by name; each is imported only in the process that runs it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

Phrases = Sequence[tuple[str, str]]
"""Label and text of every phrase to learn from."""


class Matcher(Protocol):
    """Learns from phrases in its constructor, then names a label and how sure it is."""

    def answer(self, text: str) -> tuple[str | None, float]:
        """Return the best label and the confidence; more is surer, whatever the scale."""


class _Learn(Protocol):
    def __call__(self, phrases: Phrases) -> Matcher: ...


OWN = "karrierebot"
LINEAR = ("logistic_regression", "linear_svc")
"""The two scikit-learn baselines."""
TITLES = {
    OWN: "Karrierebot",
    "extract_one": "RapidFuzz extractOne (WRatio)",
    "token_set_ratio": "RapidFuzz extractOne, token_set_ratio",
    "bm25": "BM25, words and character n-grams",
    "linear_svc": "TF-IDF character n-grams, linear SVC",
    "logistic_regression": "TF-IDF character n-grams, logistic regression",
}
_WHERE = {
    "extract_one": ("extract_one", "ExtractOne"),
    "token_set_ratio": ("extract_one", "TokenSetRatio"),
    "bm25": ("bm25", "Bm25"),
    "linear_svc": ("linear", "Svc"),
    "logistic_regression": ("linear", "Regression"),
}


def learner(name: str) -> _Learn:
    """Return what makes the peer of that name learn; imports the libraries it needs."""
    module, found = _WHERE[name]
    return cast("_Learn", getattr(import_module(f"{__name__}.{module}"), found))
