"""`python -m bench.matching FOLDER`: measure the bot and its peers, print a report in Markdown."""

from __future__ import annotations

import platform
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from bench import children, entry
from bench.calibration import sentence
from bench.errors import ChildError, DataSetError, UsageError
from bench.matching import report
from bench.matching.child import Run, Task
from bench.matching.datasets import DataSet, find, read
from bench.matching.messages import messages
from bench.matching.peers import TITLES
from bench.matching.scores import Scores, score


def main() -> int:
    """Return 1 if something could not be measured; the rest is measured all the same."""
    arguments = _arguments()
    paths = find(arguments.folder, arguments.sets)
    readable = _readable(paths)
    sets = {_title(data): _rows(path, data, arguments) for path, data in readable}
    sets = {title: rows for title, rows in sets.items() if rows}
    if sets:
        lines = [*_head(arguments), ""]
        for title, rows in sets.items():
            lines += report.data_set(title, rows)
        entry.publish([*lines, *report.means(sets)], arguments.out)
    measured = sum(len(rows) for rows in sets.values())
    return 0 if measured == len(paths) * len(arguments.matchers) else 1


def _readable(paths: Iterable[Path]) -> list[tuple[Path, DataSet]]:
    """Return the sets that can be read; say what is wrong with each of the others."""
    found = []
    for path in paths:
        try:
            found.append((path, read(path)))
        except DataSetError as error:
            entry.note(f"bench: {error}")
    return found


def _rows(path: Path, data: DataSet, arguments: Namespace) -> dict[str, Scores]:
    """Return the scores of each matcher that could be measured on one set."""
    found = {}
    for name in arguments.matchers:
        try:
            found[name] = _measured(path, data, name, arguments)
        except ChildError as error:
            entry.note(f"bench: {error}")
    return found


def _measured(path: Path, data: DataSet, matcher: str, arguments: Namespace) -> Scores:
    what = f"{TITLES[matcher]} on {data.name}"
    task = Task(str(path.resolve()), matcher, arguments.sample, arguments.names)
    run = Run(**children.measure("bench.matching.child", asdict(task), what))
    found = score(messages(data, arguments.sample), run)
    clean = found.shares["clean"] or 0
    entry.note(f"{what}: {clean:.3f} clean, {found.p50:.2f} ms, learnt in {found.learning:.2f} s")
    return found


def _title(data: DataSet) -> str:
    return (
        f"{data.name} ({data.language}, {len(data.intents)} labels, {len(data.phrases)} phrases)"
    )


def _head(arguments: Namespace) -> list[str]:
    libraries = ("numpy", "rapidfuzz", "scikit-learn")
    versions = ", ".join(f"{name} {_version(name)}" for name in libraries)
    lines = [f"Python {platform.python_version()}, {versions}, one thread.", sentence()]
    if arguments.sample:
        lines.append(f"About {arguments.sample} messages of each set, every k-th one.")
    if arguments.names:
        lines.append("The labels' names are a phrase more for every matcher.")
    return [*lines, "", report.LEGEND]


def _version(name: str) -> str:
    try:
        return version(name)
    except ModuleNotFoundError:
        return "(not installed)"


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m bench.matching", allow_abbrev=False)
    parser.add_argument("folder", type=_folder, help="the data sets, NAME.SHOTS.json each")
    parser.add_argument("--sets", type=_names, default=[], help="only these: robofaq_de.5,…")
    parser.add_argument("--sample", type=_count, help="about so many messages of each set")
    parser.add_argument("--out", type=Path, help="write the report into this file, too")
    parser.add_argument(
        "--matchers", type=_names, default=list(TITLES), help=f"only these of {', '.join(TITLES)}"
    )
    parser.add_argument(
        "--names", action="store_true", help="give every matcher the labels' names as phrases"
    )
    arguments = parser.parse_args()
    _check(arguments.matchers, arguments.out)
    return arguments


def _check(matchers: Sequence[str], out: Path | None) -> None:
    for name in matchers:
        if name not in TITLES:
            raise UsageError(f"--matchers {name}: there are {', '.join(TITLES)}.")
    if out is not None and not out.absolute().parent.is_dir():
        raise UsageError(f"--out {out}: there is no folder {out.parent}; make it first.")


def _folder(value: str) -> Path:
    if not value.strip():
        raise ArgumentTypeError("is empty; say: make bench-matching DATASETS=/path/to/folder")
    return Path(value).expanduser()


def _names(value: str) -> list[str]:
    return [name.strip().removesuffix(".json") for name in value.split(",") if name.strip()]


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise ArgumentTypeError(f'"{value}" is no number of messages; write 200, say')
    return int(value)


if __name__ == "__main__":
    sys.exit(entry.run(main))
