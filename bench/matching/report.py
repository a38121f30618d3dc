"""The measurements of matching as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bench.matching.metrics import mean
from bench.matching.peers import LINEAR, OWN, TITLES
from bench.matching.scores import QUALITIES, Scores
from bench.tables import figure, points, share, table

Rows = Mapping[str, Scores]
"""The scores of each matcher on one data set."""
_HEADS = ("clean", "one slip", "two slips", "many slips", "OOS@1", "AUROC")
LEGEND = (
    "Accuracy over the messages in scope: as written, with one slip, with two, with many. OOS@1: "
    "out-of-scope messages refused at the threshold that costs one point of accuracy. AUROC of "
    "the confidence, in against out of scope. Milliseconds a message over all of them and seconds "
    "to learn: processor time. MB: the most beyond a bare Python, libraries included."
)


def data_set(title: str, rows: Rows) -> list[str]:
    """Return the section of one data set."""
    heads = ("matcher", *_HEADS, "p50 ms", "p99 ms", "learning s", "MB")
    return [f"### {title}", "", *table(heads, (_row(name, rows[name]) for name in rows)), ""]


def means(sets: Mapping[str, Rows]) -> list[str]:
    """Return the means over all sets, and the bot's lead on each of them and in the mean."""
    matchers = list(dict.fromkeys(name for rows in sets.values() for name in rows))
    lines = [f"### Mean of {len(sets)} data sets", ""]
    lines += table(("matcher", *_HEADS), (_mean_row(name, sets.values()) for name in matchers))
    lines.append("")
    rivals = [name for name in matchers if name != OWN]
    if OWN in matchers and any(name in rivals for name in LINEAR):
        lines += _leads("the better scikit-learn baseline", LINEAR, sets)
    if OWN in matchers and rivals:
        lines += _leads("the best of all peers", rivals, sets)
    return lines


def lead(rows: Rows, rivals: Iterable[str], quality: str) -> float | None:
    """Return by how much the bot is ahead of the best of these on one set."""
    others = [rows[name].shares[quality] for name in rivals if name in rows]
    known = [value for value in others if value is not None]
    own = rows[OWN].shares[quality] if OWN in rows else None
    return own - max(known) if known and own is not None else None


def _leads(over: str, rivals: Sequence[str], sets: Mapping[str, Rows]) -> list[str]:
    found = {
        title: [lead(rows, rivals, quality) for quality in QUALITIES]
        for title, rows in sets.items()
    }
    found["**mean**"] = [
        mean([leads[column] for leads in found.values()]) for column in range(len(QUALITIES))
    ]
    rows = ([title, *map(points, leads)] for title, leads in found.items())
    return [f"Lead over {over}, in points:", "", *table(("data set", *_HEADS), rows), ""]


def _row(name: str, scores: Scores) -> list[str]:
    shares = [share(scores.shares[quality]) for quality in QUALITIES]
    cost = [figure(each) for each in (scores.p50, scores.p99, scores.learning, scores.memory)]
    return [TITLES[name], *shares, *cost]


def _mean_row(name: str, sets: Iterable[Rows]) -> list[str]:
    there = [rows[name] for rows in sets if name in rows]
    return [TITLES[name], *(share(mean([s.shares[q] for s in there])) for q in QUALITIES)]
