"""From the answers of one matcher on one data set to the figures of its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.matching.child import Answers, Run
from bench.matching.datasets import Question
from bench.matching.messages import WAYS
from bench.matching.metrics import accuracy, auroc, found_outside, quantile

QUALITIES = (*WAYS, "refused", "auroc")
"""The shares a matcher is judged by: accuracy in each way, then both of rejection."""


@dataclass(frozen=True, slots=True)
class Scores:
    """One row: shares by the name in `QUALITIES`, milliseconds, seconds and MB."""

    shares: Mapping[str, float | None]
    p50: float
    p99: float
    learning: float
    memory: float


def score(asked: Mapping[str, Sequence[Question]], run: Run) -> Scores:
    """Judge the answers; rejection is judged on clean messages, time over all of them."""
    shares: dict[str, float | None] = {
        way: accuracy(_right(asked[way], run.answers[way])) for way in WAYS
    }
    clean = list(zip(asked["clean"], run.answers["clean"], strict=True))
    inside = [answer[1] for question, answer in clean if question.intent is not None]
    outside = [answer[1] for question, answer in clean if question.intent is None]
    right = _right(asked["clean"], run.answers["clean"])
    shares["refused"] = found_outside(inside, right, outside)
    shares["auroc"] = auroc(inside, outside)
    taken = [answer[2] for way in WAYS for answer in run.answers[way]]
    return Scores(shares, quantile(taken, 0.5), quantile(taken, 0.99), run.learning, run.memory)


def _right(questions: Sequence[Question], answers: Answers) -> list[bool]:
    """Tell for each message in scope whether the best candidate is its label."""
    pairs = zip(questions, answers, strict=True)
    return [answer[0] == question.intent for question, answer in pairs if question.intent]
