"""The measurements of speed as Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap

from bench.matching.metrics import quantile
from bench.speed.child import Costs
from bench.speed.processes import Starts
from bench.tables import NOTHING, figure, table


@dataclass(frozen=True, slots=True)
class Row:
    """Everything measured on one knowledge folder."""

    costs: Costs
    starts: Starts


def report(rows: Mapping[str, Row]) -> list[str]:
    """Return all tables; the rows by the folders' titles, the generated ones by size."""
    costs = {title: row.costs for title, row in rows.items()}
    return [
        *_section("Time of one message, in ms", _MESSAGE_HEADS, starmap(_message, costs.items())),
        *(_MESSAGE_NOTE, ""),
        *_section(_PEER_TITLE, _PEER_HEADS, starmap(_peer, costs.items())),
        *_section("Index, start and memory", _START_HEADS, starmap(_start, rows.items())),
        *(_START_NOTE, ""),
    ]


def curve(rows: Sequence[Row]) -> list[str]:
    """Return how time grows with the number of phrases, over folders of the same making."""
    if len(rows) < 2:
        return []
    steps = starmap(_step, zip([None, *rows], rows, strict=False))
    return [*_section("Growth with the number of phrases", _CURVE_HEADS, steps), _CURVE_NOTE, ""]


def _section(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"### {title}", "", *table(heads, rows), ""]


_MESSAGE_NOTE = (
    "Processor time; each message is answered once. Nothing: three to nine words of which those "
    "that tell something are made up. Long: sixty such words. Loop: the calibration loop right "
    "before, pure Python + NumPy; where it differs from row to row, the machine was busy."
)
_PEER_TITLE = "Beside RapidFuzz extractOne (WRatio) on the same phrases and messages, p50 in ms"
_START_NOTE = (
    "First start and start with a cache: `ask`, wall clock to the first line it prints, and the "
    "processor time of one with a cache; medians of seven. MB: the process ready to answer and "
    "the most until then, with no cache; `chat` after its first answer, with a cache."
)
_CURVE_NOTE = (
    "Exponent: time grows with the number of phrases to the power of this; 1 is linear. Each is "
    "taken from the row above to its own."
)
_MESSAGE_HEADS = (
    "knowledge", "phrases", "labels", "questions p50", "p99", "nothing p50", "p99",
    "long p50", "loop",
)  # fmt: skip
_PEER_HEADS = ("knowledge", "Karrierebot", "extractOne", "extractOne takes")
_START_HEADS = (
    "knowledge", "loading s", "index s", "first start s", "with cache s", "processor s",
    "ready MB", "peak MB", "chat MB",
)  # fmt: skip
_CURVE_HEADS = (
    "phrases", "message p50 ms", "exponent", "p99 ms", "exponent", "extractOne p50 ms",
    "exponent", "index s", "exponent",
)  # fmt: skip


def _message(title: str, costs: Costs) -> list[str]:
    times = [quantile(each, q) for each in (costs.questions, costs.nothing) for q in (0.5, 0.99)]
    times.append(quantile(costs.long, 0.5))
    loop = " + ".join(f"{each:.0f}" for each in costs.loop)
    return [title, f"{costs.phrases:,}", f"{costs.labels:,}", *map(figure, times), loop]


def _peer(title: str, costs: Costs) -> list[str]:
    own, other = quantile(costs.compared, 0.5), quantile(costs.extract_one, 0.5)
    return [title, figure(own), figure(other), f"{figure(other / own)} times as long"]


def _start(title: str, row: Row) -> list[str]:
    costs, starts = row.costs, row.starts
    figures = (
        costs.loading, costs.indexing, starts.cold, starts.warm, starts.processor,
        costs.memory, costs.peak, starts.terminal,
    )  # fmt: skip
    return [title, *map(figure, figures)]


def _step(before: Row | None, row: Row) -> list[str]:
    cells = [f"{row.costs.phrases:,}"]
    earlier = _times(before.costs) if before else [None] * 4
    for time, time_before in zip(_times(row.costs), earlier, strict=True):
        exponent = NOTHING
        if before and time_before:
            grown = row.costs.phrases / before.costs.phrases
            exponent = f"{math.log(time / time_before) / math.log(grown):.2f}"
        cells += [figure(time), exponent]
    return cells


def _times(costs: Costs) -> list[float]:
    all_of_them = [*costs.questions, *costs.nothing]
    return [
        quantile(all_of_them, 0.5), quantile(all_of_them, 0.99),
        quantile(costs.extract_one, 0.5), costs.indexing,
    ]  # fmt: skip
