"""One matcher on one data set in a process of its own: a task as JSON in, figures as JSON out."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import entry, memory
from bench.matching.datasets import DataSet, Question, read
from bench.matching.messages import messages
from bench.matching.peers import OWN, Matcher, learner

Answers = list[tuple[str | None, float, float]]


@dataclass(frozen=True, slots=True)
class Task:
    """What to measure; `path` is that of the data set."""

    path: str
    matcher: str
    sample: int | None
    names: bool


@dataclass(frozen=True, slots=True)
class Run:
    """What came of it.

    `answers` holds label, confidence and milliseconds of each message, by the way it was put.
    """

    learning: float
    """Seconds."""
    memory: float
    """MB at the most beyond those of a bare Python with the data set, libraries included."""
    answers: dict[str, Answers]


def measure(task: Task) -> Run:
    """Learn, then answer one message after the other."""
    data = read(Path(task.path))
    asked = messages(data, task.sample)
    before = memory.resident()
    matcher, learning = _learnt(data, task)
    answers = {way: _answered(matcher, questions) for way, questions in asked.items()}
    return Run(learning, memory.peak() - before, answers)


def _learnt(data: DataSet, task: Task) -> tuple[Matcher, float]:
    if task.matcher == OWN:
        return _stock(data, names=task.names)
    learn = learner(task.matcher)
    phrases = data.phrases
    if task.names:
        phrases += [(label, label) for label in data.intents]
    return _timed(lambda: learn(phrases))


def _stock(data: DataSet, *, names: bool) -> tuple[Matcher, float]:
    from bench.matching import folder, stock  # noqa: PLC0415  the bot's memory is its own

    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "knowledge"
        labels = folder.write(data, root, names=names)
        knowledge = stock.knowledge(root, data.name)
    return _timed(lambda: stock.Stock(knowledge, labels))


def _timed(learn: Callable[[], Matcher]) -> tuple[Matcher, float]:
    begin = time.process_time()
    matcher = learn()
    return matcher, time.process_time() - begin


def _answered(matcher: Matcher, questions: list[Question]) -> Answers:
    answers: Answers = []
    for question in questions:
        begin = time.process_time()
        label, confidence = matcher.answer(question.text)
        answers.append((label, confidence, (time.process_time() - begin) * 1000))
    return answers


def main() -> int:
    """Read the task, print the figures."""
    run = measure(Task(**json.load(sys.stdin)))
    json.dump(asdict(run), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(entry.run(main))
