"""Multinomial logistic regression over similarities to phrases: exact enough, deterministic.

Minimises the log loss plus a ridge penalty by L-BFGS in the geometry of the similarity matrix:
there a gradient is "probabilities minus target plus penalty", and a step costs one product.
No chance is involved; equal input gives equal output.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

PENALTY = 0.02
_FULL_PENALTY_UP_TO = 8
"""Phrases per entry from which on less penalty is needed: there is more to learn from."""
BIAS = 0.1
_STEPS, _MEMORY, _ENOUGH, _HALVINGS, _DESCENT = 40, 6, 5e-5, 12, 1e-4
_QUANTILES = (0.2, 0.5)
_NARROWEST = 1.0
"""The least distance of the two: with one phrase per label there is nothing to measure it by."""
_FLAT = 1e-12
"""A step that bends less than this is of no use for the next direction."""


@dataclass(frozen=True)
class Weights:
    """One weight per row and label, and one offset per label."""

    rows: Floats
    offsets: Floats
    weak: float = 0.0
    """The strength that four of five phrases would have, had they not been learnt from."""
    usual: float = 1.0
    """The strength that half of them would have."""
    meaning: Floats | None = None
    """One weight per number of a meaning and label, once the rows are told apart; see `apart`."""

    def scores(self, similarities: Floats, meaning: Floats | None = None) -> Floats:
        """Return one score per label for a message's similarities to the rows, and its meaning
        where that was told apart.
        """
        found = similarities @ self.rows + self.offsets
        if meaning is not None and self.meaning is not None:
            found += meaning @ self.meaning
        return np.asarray(found, np.float32)

    def probabilities(self, similarities: Floats) -> Floats:
        """Return one probability per label for a message's similarities to the rows."""
        return shares(self.scores(similarities))

    def apart(self, scales: Floats, meanings: Floats) -> Weights:
        """Return the same weights for similarities of two parts: one that still is to be
        multiplied by a row's scale, and the product with the row's meaning.

        Scores are linear in a meaning, so that one line a label does for all rows.
        """
        return replace(
            self,
            rows=self.rows * scales[:, None],
            meaning=np.asarray(meanings.T @ self.rows, np.float32),
        )


def shares(scores: Floats) -> Floats:
    """Return one probability per score."""
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), np.float32)


def strength(scores: Floats) -> Floats:
    """Return how strongly any label is meant, a soft maximum over the last axis.

    Unlike a share, which is high as soon as one label beats the others, it is low for what is
    like no phrase.
    """
    most = scores.max(-1)
    return np.asarray(most + np.log(np.exp(2 * (scores - most[..., None])).sum(-1)) / 2)


@dataclass(frozen=True)
class _Step:
    """One step of L-BFGS: the change, the change of the gradient, and both times the matrix."""

    change: Floats
    matrix_change: Floats
    gradient: Floats
    matrix_gradient: Floats

    @cached_property
    def bend(self) -> float:
        return float(np.vdot(self.change, self.matrix_gradient))

    @property
    def inverse(self) -> float:
        return 1 / self.bend


@dataclass
class _Problem:
    target: Floats
    weight: Floats
    penalty: float

    def loss(self, rows: Floats, scores: Floats) -> tuple[float, Floats]:
        """Return the loss and its gradient; `scores` is matrix @ rows."""
        shifted = scores - scores.max(1, keepdims=True)
        raised = np.exp(shifted)
        total = raised.sum(1, keepdims=True)
        right = (shifted * self.target).sum(1)
        value = float((self.weight * (np.log(total[:, 0]) - right)).sum())
        gradient = (raised / total - self.target) * self.weight[:, None] + np.float32(
            self.penalty
        ) * rows
        return value + self.penalty / 2 * float(np.vdot(rows, scores)), gradient


@dataclass
class _Point:
    """Where the search stands: the weights, and value and gradient of the loss there."""

    rows: Floats
    scores: Floats
    value: float
    gradient: Floats

    def moved(self, problem: _Problem, way: Floats, matrix_way: Floats, slope: float) -> _Point:
        """Return the point a step ahead, the step halved until the loss falls enough."""
        size = np.float32(1.0)
        for _ in range(_HALVINGS):
            rows, scores = self.rows + size * way, self.scores + size * matrix_way
            value, gradient = problem.loss(rows, scores)
            if value <= self.value + _DESCENT * float(size) * slope:
                break
            size /= np.float32(2.0)
        return _Point(rows, scores, value, gradient)


def learn(similarities: Floats, labels: Ints, weight: Floats) -> Weights:
    """Learn from the similarities of all rows to each other, each row's label and weight."""
    if not len(labels):
        return Weights(np.zeros((0, 0), np.float32), np.zeros(0, np.float32))
    matrix = similarities + np.float32(BIAS)
    problem = _problem(labels, weight)
    rows = np.zeros_like(problem.target)
    point = _Point(rows, rows, *problem.loss(rows, rows))
    product = np.asarray(matrix @ point.gradient, np.float32)
    first, steps = point.value, list[_Step]()
    for _ in range(_STEPS):
        way, matrix_way = _direction(point.gradient, product, steps)
        slope = float(np.vdot(point.gradient, matrix_way))
        ahead = point.moved(problem, way, matrix_way, slope)
        ahead_product = np.asarray(matrix @ ahead.gradient, np.float32)
        step = _Step(
            ahead.rows - point.rows,
            ahead.scores - point.scores,
            ahead.gradient - point.gradient,
            ahead_product - product,
        )
        if step.bend > _FLAT:
            steps = [*steps, step][-_MEMORY:]
        done = point.value - ahead.value < _ENOUGH * first
        point, product = ahead, ahead_product
        if done:
            break
    offsets = np.asarray(point.rows.sum(0) * np.float32(BIAS), np.float32)
    own = np.diagonal(matrix)[:, None] * point.rows
    left_out = strength(np.asarray(point.scores - own, np.float32))
    weak, usual = np.quantile(left_out, _QUANTILES)
    return Weights(point.rows, offsets, float(weak), float(max(usual, weak + _NARROWEST)))


def _problem(labels: Ints, weight: Floats) -> _Problem:
    target = np.zeros((len(labels), int(labels.max(initial=-1)) + 1), np.float32)
    target[np.arange(len(labels)), labels] = 1
    each = float(weight.sum()) / max(target.shape[1], 1)
    penalty = PENALTY * min(1.0, _FULL_PENALTY_UP_TO / max(each, 1.0))
    return _Problem(target, weight, penalty)


def _direction(gradient: Floats, product: Floats, steps: list[_Step]) -> tuple[Floats, Floats]:
    """Return the descent direction and its product with the matrix (two-loop recursion)."""
    way, matrix_way = -gradient, -product
    shares = []
    for step in reversed(steps):
        share = np.float32(step.inverse * float(np.vdot(step.change, matrix_way)))
        shares.append(share)
        way = way - share * step.gradient
        matrix_way = matrix_way - share * step.matrix_gradient
    if steps:
        last = steps[-1]
        scale = 1 / (last.inverse * float(np.vdot(last.gradient, last.matrix_gradient)))
    else:
        scale = 1 / max(1e-6, math.sqrt(float(np.vdot(gradient, product))))
    way, matrix_way = way * np.float32(scale), matrix_way * np.float32(scale)
    for step, share in zip(steps, reversed(shares), strict=True):
        back = np.float32(step.inverse * float(np.vdot(step.gradient, matrix_way)))
        way = way + (share - back) * step.change
        matrix_way = matrix_way + (share - back) * step.matrix_change
    return way, matrix_way
