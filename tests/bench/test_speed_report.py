"""The tables of speed, from costs made up so that every figure can be seen."""

from __future__ import annotations

from bench.speed.child import Costs
from bench.speed.processes import Starts
from bench.speed.report import Row, curve, report


def _row(phrases: int, milliseconds: float) -> Row:
    taken = [milliseconds] * 3
    costs = Costs(
        phrases=phrases, labels=2, loading=0.1, indexing=milliseconds, questions=taken,
        nothing=taken, long=taken, compared=taken, extract_one=[10 * milliseconds] * 3,
        memory=40, peak=50, loop=(70, 25),
    )  # fmt: skip
    return Row(costs, Starts(cold=3, warm=0.5, processor=0.4, terminal=60))


def test_every_figure_is_in_its_table() -> None:
    lines = report({"shipped": _row(1000, 2)})
    assert "| shipped | 1,000 | 2 |" + " 2.00 |" * 5 + " 70 + 25 |" in lines
    assert "| shipped | 2.00 | 20.0 | 10.0 times as long |" in lines
    assert "| shipped | 0.10 | 2.00 | 3.00 | 0.50 | 0.40 | 40.0 | 50.0 | 60.0 |" in lines


def test_the_curve_shows_the_power_time_grows_with() -> None:
    lines = curve([_row(1000, 1), _row(4000, 2)])
    assert "| 4,000 | 2.00 | 0.50 | 2.00 | 0.50 | 20.0 | 0.50 | 2.00 | 0.50 |" in lines


def test_one_size_makes_no_curve() -> None:
    assert curve([]) == curve([_row(1000, 1)]) == []
