"""Run with ``python -m bench.typos [QUESTIONS.jsonl]``: accuracy under slips, in parts of the
accuracy as written, over the golden conversations and, where a file is named, its questions.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import children, entry
from bench.errors import DataSetError, UsageError
from bench.tables import share, table
from bench.typos.play import WAYS, Failure, Played, mean_share, play
from bench.typos.talks import Talk, golden, questions
from bot.knowledge.loader import load
from bot.knowledge.models import Knowledge
from bot.matching.index import Index
from bot.storage import index_cache

SEEDS = (1, 2, 3, 4, 5)
_GOLDEN = "golden conversations"


def main() -> int:
    """Print the table; with --failures, what went wrong, on standard error."""
    arguments = _arguments()
    knowledge = _knowledge(arguments.knowledge)
    talks = {_GOLDEN: golden(knowledge)}
    if arguments.questions is not None:
        talks[arguments.questions.name] = questions(arguments.questions)
    index = index_cache.open_index(knowledge, index_cache.folder(os.environ))
    rows = [_row(name, many, index, arguments) for name, many in talks.items() if many]
    heads = ("messages", "judged", "as written", *(head for way in WAYS for head in _heads(way)))
    entry.publish([_about(arguments), "", *table(heads, rows)], arguments.out)
    return 0


def _heads(way: str) -> tuple[str, ...]:
    return way, f"{way}, of as written", "worst seed"


def _about(arguments: Namespace) -> str:
    return (
        f"Mean of {arguments.seeds} seeds; every message of a conversation has its slips, and "
        "one misread spoils what follows it."
    )


def _row(name: str, talks: Sequence[Talk], index: Index, arguments: Namespace) -> list[str]:
    clean = play(talks, index)
    entry.note(f"{name}: {clean.right} of {clean.count} right as written")
    cells = [name, f"{clean.count:,}", share(clean.share)]
    for way, slip in WAYS.items():
        played = [play(talks, index, slip, seed) for seed in SEEDS[: arguments.seeds]]
        worst = min(each.share for each in played)
        cells += [share(mean_share(played)), _kept(mean_share(played), clean), _kept(worst, clean)]
        entry.note(f"{name}, {way}: {_kept(mean_share(played), clean)} of the accuracy as written")
        if arguments.failures:
            _tell({failure.typed: failure for each in played for failure in each.failures}, way)
    return cells


def _kept(found: float, clean: Played) -> str:
    return share(found / clean.share if clean.share else None)


def _tell(failures: Mapping[str, Failure], way: str) -> None:
    for failure in failures.values():
        entry.note(f"  {way}: {failure.meant!r} as {failure.typed!r} -> {failure.got}")


def _knowledge(root: Path) -> Knowledge:
    loaded = load(root)
    if loaded.knowledge is None:
        raise DataSetError(f"{root}: the knowledge has errors; run karrierebot check.")
    return loaded.knowledge


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m bench.typos", allow_abbrev=False)
    parser.add_argument(
        "questions", nargs="?", type=Path, help="questions and what is right, one JSON a line"
    )
    parser.add_argument(
        "--knowledge", type=Path, default=children.ROOT / "knowledge", help="else the shipped one"
    )
    parser.add_argument(
        "--seeds", type=_seeds, default=len(SEEDS), help=f"how many seeds, 1 to {len(SEEDS)}"
    )
    parser.add_argument(
        "--failures", action="store_true", help="say on standard error what was misread"
    )
    parser.add_argument("--out", type=Path, help="write the report into this file, too")
    arguments = parser.parse_args()
    if arguments.questions is not None and not arguments.questions.is_file():
        raise UsageError(f"{arguments.questions}: there is no such file.")
    return arguments


def _seeds(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= len(SEEDS):
        raise ArgumentTypeError(f'"{value}" is no number from 1 to {len(SEEDS)}')
    return int(value)


if __name__ == "__main__":
    sys.exit(entry.run(main))
