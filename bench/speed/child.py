"""One knowledge folder in a process of its own: index time, time per message, memory."""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from rapidfuzz import process

from bench import entry, memory
from bench.calibration import calibrate
from bench.matching.peers.plain import plain
from bench.matching.stock import Stock, knowledge

_WARM_UP = ("hallo", "was ist das", "guten tag")


@dataclass(frozen=True, slots=True)
class Task:
    """A folder and what to ask; `compared` are the messages that `extractOne` gets, too."""

    folder: str
    questions: list[str]
    nothing: list[str]
    long: list[str]
    compared: list[str]


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds for loading and for the index; milliseconds of each message; MB."""

    phrases: int
    labels: int
    loading: float
    indexing: float
    questions: list[float]
    nothing: list[float]
    long: list[float]
    compared: list[float]
    extract_one: list[float]
    memory: float
    """What the process holds when it is ready to answer."""
    peak: float
    """The most it held until then."""
    loop: tuple[float, float]
    """Milliseconds of the calibration loop right before the messages, Python's and NumPy's."""


def measure(task: Task) -> Costs:
    """Load, index, answer; then let `extractOne` search the same phrases."""
    gc.disable()  # as the bot does at its start, see `bot.cli.opening`
    begin = time.process_time()
    known = knowledge(Path(task.folder), task.folder)
    loaded = time.process_time()
    stock = Stock(known, {})
    ready = time.process_time()
    gc.freeze()
    gc.enable()
    held, most = memory.resident(), memory.peak()
    for text in _WARM_UP:
        stock.answer(text)
    texts = [phrase.text for each in known.entries.values() for phrase in each.phrases]
    loop = calibrate()
    compared, extract_one = _side_by_side(stock, texts, task.compared)
    return Costs(
        phrases=len(texts),
        labels=len(known.entries),
        loading=loaded - begin,
        indexing=ready - loaded,
        questions=_taken(stock.answer, task.questions),
        nothing=_taken(stock.answer, task.nothing),
        long=_taken(stock.answer, task.long),
        compared=compared,
        extract_one=extract_one,
        memory=held,
        peak=most,
        loop=loop,
    )


def _side_by_side(
    stock: Stock, phrases: list[str], texts: list[str]
) -> tuple[list[float], list[float]]:
    """Let both answer each message in turn, so that a busy moment slows both."""
    searched = [plain(phrase) for phrase in phrases]
    own: list[float] = []
    other: list[float] = []
    for text in texts:
        own += _taken(stock.answer, [text])
        other += _taken(lambda said: process.extractOne(plain(said), searched), [text])
    return own, other


def _taken(answer: Callable[[str], object], texts: list[str]) -> list[float]:
    taken = []
    for text in texts:
        begin = time.process_time()
        answer(text)
        taken.append((time.process_time() - begin) * 1000)
    return taken


def main() -> int:
    """Read the task, print the costs."""
    json.dump(asdict(measure(Task(**json.load(sys.stdin)))), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(entry.run(main))
