"""A fixed piece of work, timed beside every measurement, so that two machines can be compared."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import numpy as np

_ROUNDS = 5


def calibrate() -> tuple[float, float]:
    """Return the milliseconds of the pure Python and of the NumPy work, medians of five."""
    return _median(_python_work), _median(_numpy_work)


def sentence() -> str:
    """Return the calibration as a line of a report."""
    python, numpy = calibrate()
    return (
        f"Calibration loop on this machine: {python:.0f} ms pure Python, {numpy:.0f} ms NumPy "
        "(median of five, one thread)."
    )


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_ROUNDS):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return median(taken) * 1000


def _python_work() -> int:
    """Count character 3-grams of made-up words: strings and a dictionary, as matching has them."""
    counts: dict[str, int] = {}
    number = 1
    for _ in range(20_000):
        number = number * 1_103_515_245 % 2_147_483_647
        word = f" {number} "
        for start in range(len(word) - 2):
            gram = word[start : start + 3]
            counts[gram] = counts.get(gram, 0) + 1
    return len(counts)


def _numpy_work() -> float:
    """Multiply, sort and gather: what a model of n-grams does."""
    rows = np.arange(400_000, dtype=np.float32).reshape(400, 1000) % 97
    product = rows @ rows.T
    order = np.argsort(product.ravel() % 1013, kind="stable")
    gathered = product.ravel()[order]
    return float(np.bincount(order % 4096, weights=gathered).sum())
