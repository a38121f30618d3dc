"""Reload under load: is an answer ever wrong or missing, how soon is a change live, and how late
is the event loop meanwhile? ``python -m bench.reload --seconds 300``.

Works on a copy of the knowledge folder; nothing of the original is touched.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.children import ROOT
from bench.reload.drill import Findings, Saving, drill, prepare
from bench.reload.ticks import ticking
from bot.operating.serving import Serving, serving

_QUIET = 5.0


def main() -> int:
    """Run the drill and print what it found; 1 when an answer was wrong or missing."""
    parser = argparse.ArgumentParser(prog="bench.reload", description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=ROOT / "knowledge")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--phrases", action="store_true", help="change phrases with each change")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.CRITICAL)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "knowledge"
        shutil.copytree(arguments.knowledge, root)
        prepare(root, Saving(arguments.phrases))
        return asyncio.run(_measure(root, arguments))


async def _measure(root: Path, arguments: argparse.Namespace) -> int:
    told: list[str] = []

    async def tell(text: str) -> None:
        told.append(text)

    async with serving(root, tell) as running:
        _print(
            f"{running.live.facts.entries} entries; this machine: {os.getloadavg()[0]:.1f} load"
        )
        await asyncio.sleep(_QUIET)
        async with ticking() as quiet:
            await asyncio.sleep(_QUIET)
        _print(f"quiet:  {quiet}")
        idle = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bench.reload.ticks", str(arguments.seconds)),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )
        async with ticking() as busy:
            findings = await drill(
                root,
                running,
                seconds=arguments.seconds,
                seed=arguments.seed,
                people=arguments.people,
                saving=Saving(arguments.phrases),
            )
        beside, _ = await idle.communicate()
        _print(f"idle loop in a process beside: {beside.decode().strip()}")
        _print(f"drill:  {busy}")
        _report(findings, running)
    return 1 if findings.wrong else 0


def _report(findings: Findings, running: Serving) -> None:
    status = running.reload.status
    _print(
        f"changes: {findings.good} good, {findings.bad} bad; {status.reloads} went live, "
        f"{status.refusals} refused; processes lost: {status.restarts}"
    )
    _print(f"questions: {findings.asked}; waits, ms: {_spread(findings.waits, 1000)}")
    _print(f"from save to first reply that knows it, s: {_spread(findings.seconds, 1)}")
    _print(f"wrong or missing: {len(findings.wrong)}")
    for wrong in findings.wrong[:5]:
        _print(f"  {wrong!r}")


def _spread(values: Sequence[float], factor: float) -> str:
    if not values:
        return "none"
    ordered = sorted(values)
    late = ordered[min(int(0.99 * len(ordered)), len(ordered) - 1)]
    return (
        f"p50 {factor * statistics.median(ordered):.2f}, p99 {factor * late:.2f}, "
        f"worst {factor * ordered[-1]:.2f}"
    )


def _print(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
