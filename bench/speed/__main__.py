"""`python -m bench.speed`: time and memory of the bot by size of knowledge, in Markdown."""

from __future__ import annotations

import platform
import sys
import tempfile
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from bench import children, entry
from bench.errors import UsageError
from bench.matching.stock import knowledge
from bench.speed import generated, processes, report
from bench.speed.child import Costs, Task
from bench.speed.messages import long, nothing, questions, with_some_slips
from bot.knowledge.models import Knowledge

_SHIPPED = children.ROOT / "knowledge"
_SIZES = (5_000, 10_000, 100_000)


def main() -> int:
    """Measure the shipped knowledge, then a generated one of each size."""
    arguments = _arguments()
    shipped = knowledge(_SHIPPED, str(_SHIPPED))
    phrases = [phrase for each in shipped.entries.values() for phrase in each.phrases]
    stuff = generated.Stuff.of(each.text for each in phrases if each.language in ("de", None))
    unknown = nothing(arguments.messages, shipped.vocabulary.function_words["de"])
    rows = {"shipped": _measured(_SHIPPED, _spoken(shipped), unknown, arguments)}
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as place:
            root = Path(place) / "knowledge"
            generated.write(stuff, size, root)
            asked = questions(stuff, generated.labels(size), arguments.messages)
            rows[f"generated, {size:,}"] = _measured(root, asked, unknown, arguments)
    lines = [*_head(), *report.report(rows), *report.curve(list(rows.values())[1:])]
    entry.publish(lines, arguments.out)
    return 0


def _head() -> list[str]:
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "rapidfuzz"))
    return [f"Python {platform.python_version()}, {versions}, one thread.", ""]


def _spoken(shipped: Knowledge) -> list[str]:
    """Return the first thing said in each example conversation, half of them with a slip."""
    first = (conversation.turns[0].say for conversation in shipped.conversations)
    return with_some_slips(text for text in first if text and not text.startswith("/"))


def _measured(
    root: Path, asked: Sequence[str], unknown: Sequence[str], arguments: Namespace
) -> report.Row:
    half = arguments.compared // 2
    task = Task(
        folder=str(root.resolve()),
        questions=list(asked[half : arguments.messages]),
        nothing=list(unknown[half:]),
        long=long(max(arguments.messages // 5, 2)),
        compared=[*asked[:half], *unknown[:half]],
    )
    costs = Costs(**children.measure("bench.speed.child", asdict(task), str(root)))
    entry.note(f"{costs.phrases:,} phrases: index in {costs.indexing:.1f} s")
    starts = processes.measure(root)
    entry.note(f"{costs.phrases:,} phrases: first answer after {starts.warm:.2f} s")
    return report.Row(costs, starts)


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m bench.speed", allow_abbrev=False)
    parser.add_argument(
        "--sizes", type=_sizes, default=list(_SIZES), help="phrases of the generated folders"
    )
    parser.add_argument("--messages", type=_count, default=500, help="how many of each kind")
    parser.add_argument(
        "--compared", type=_count, default=40, help="how many of them extractOne gets, too"
    )
    parser.add_argument("--out", type=Path, help="write the report into this file, too")
    arguments = parser.parse_args()
    out = arguments.out
    if out is not None and not out.absolute().parent.is_dir():
        raise UsageError(f"--out {out}: there is no folder {out.parent}; make it first.")
    if arguments.compared > arguments.messages:
        raise UsageError("--compared: these are some of the --messages; name a smaller number.")
    return arguments


def _sizes(value: str) -> list[int]:
    return sorted({_count(each.strip()) for each in value.split(",") if each.strip()})


def _count(value: str) -> int:
    number = value.replace("_", "")
    if not number.isdecimal() or int(number) < 2:
        raise ArgumentTypeError(f'"{value}" is no number from 2 on')
    return int(number)


if __name__ == "__main__":
    sys.exit(entry.run(main))
