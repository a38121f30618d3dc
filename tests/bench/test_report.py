"""The report: leads over the right peers, and cells that say when there is nothing."""

from __future__ import annotations

from bench.matching.child import Run
from bench.matching.datasets import Question
from bench.matching.messages import WAYS
from bench.matching.peers import LINEAR, OWN
from bench.matching.report import lead, means
from bench.matching.scores import QUALITIES, Scores, score
from bench.tables import figure, points, share, table


def _scores(value: float | None) -> Scores:
    return Scores(dict.fromkeys(QUALITIES, value), 1.0, 2.0, 3.0, 4.0)


def test_answers_become_scores() -> None:
    asked = [Question("a", "x"), Question("b", "y"), Question("c", None)]
    answers = [("x", 0.9, 1.0), ("x", 0.4, 2.0), ("y", 0.2, 9.0)]
    run = Run(0.5, 20.0, {way: list(answers) for way in WAYS})
    found = score(dict.fromkeys(WAYS, asked), run)
    assert found.shares == {**dict.fromkeys(WAYS, 0.5), "refused": 1.0, "auroc": 1.0}
    assert (found.p50, found.p99) == (2.0, 9.0)


def test_the_lead_is_over_the_better_of_the_two() -> None:
    rows = {OWN: _scores(0.8), LINEAR[0]: _scores(0.7), LINEAR[1]: _scores(0.75)}
    assert round(lead(rows, LINEAR, "clean") or 0, 9) == 0.05
    assert lead({OWN: _scores(None)}, LINEAR, "clean") is None


def test_the_mean_lead_is_that_of_the_sets() -> None:
    sets = {
        "one": {OWN: _scores(0.8), LINEAR[0]: _scores(0.7)},
        "two": {OWN: _scores(0.6), LINEAR[0]: _scores(0.7)},
    }
    assert "| **mean** |" + " +0.0 |" * len(QUALITIES) in means(sets)


def test_figures_show_what_counts() -> None:
    assert [figure(v) for v in (None, 0.123, 12.34, 1234.5)] == ["–", "0.12", "12.3", "1,234"]
    assert (share(None), share(0.5)) == ("–", "0.500")
    assert (points(0.0123), points(-0.05)) == ("+1.2", "-5.0")
    assert table(["a", "b"], [["x|y", "1"]]) == ["| a | b |", "|---|---:|", "| x\\|y | 1 |"]
