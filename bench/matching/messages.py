"""The messages of a data set in the four ways they are put to the matchers."""

from __future__ import annotations

from bench.matching.datasets import DataSet, Question
from bench.matching.slips import with_many_slips, with_slips

WAYS = ("clean", "typo1", "typo2", "typo")
"""As written; with one slip; with two; with many (one or two in twelve characters)."""


def messages(data: DataSet, sample: int | None = None) -> dict[str, list[Question]]:
    """Return the messages of each of `WAYS`, in the same order.

    `sample` takes every k-th message, so that about that many are left. One and many slips are
    the set's own where it has them, two are always made here.
    """
    clean = data.tests["test"]
    step = 1 if sample is None else max(1, -(-len(clean) // sample))
    language = data.code
    ways = {
        "clean": clean,
        "typo1": data.tests.get("test_typo1") or [_slip(each, 1, language) for each in clean],
        "typo2": [_slip(each, 2, language) for each in clean],
        "typo": data.tests.get("test_typo") or [_many(each, language) for each in clean],
    }
    return {way: list(ways[way])[::step] for way in WAYS}


def _slip(question: Question, count: int, language: str) -> Question:
    return Question(with_slips(question.text, count, language), question.intent)


def _many(question: Question, language: str) -> Question:
    return Question(with_many_slips(question.text, language), question.intent)
