"""`python -m bench.telegram`: the whole bot beside a stock echo bot, in one run, in Markdown."""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import children, entry
from bench.loopback.api import LoopbackApi
from bench.matching.stock import knowledge
from bench.tables import table
from bench.telegram import load
from bench.telegram.bots import Kind, echo, held, ours, running

_AT_ONCE = (1, 8, 16, 24, 32)
_POPULAR = 50
_WARMING = 300
"""Messages before each measurement."""
_MEMORY_ONLY = {"KARRIEREBOT_DATA": "off"}
_SQLITE = {"KARRIEREBOT_DATA": "{folder}/data"}


@dataclass(frozen=True, slots=True)
class Texts:
    """What is asked: everything different, or a few things again and again.

    What is popular warms a bot up and is not among what is different: it remembers answers.
    """

    spoken: Sequence[str]

    @property
    def popular(self) -> Sequence[str]:
        return self.spoken[:_POPULAR]

    @property
    def different(self) -> Sequence[str]:
        return self.spoken[_POPULAR:]


def main() -> int:
    """Measure the echo bot, then ours without and with a database."""
    arguments = _arguments()
    lines = asyncio.run(_measured(arguments))
    entry.publish(lines, arguments.out)
    return 0


async def _measured(arguments: Namespace) -> list[str]:
    texts = Texts(_spoken())
    lines: list[str] = []
    best = 0.0
    for delay in (0.0, 0.05):
        rows, rate = await _replies(delay, arguments.messages, texts)
        best = max(best, rate) if not delay else best
        lines += ["", f"Replies a second, server answers after {delay * 1000:.0f} ms:", "", *rows]
    lines += ["", "One process with SQLite, server answers at once:", ""]
    lines += await _waits(best / 2, arguments, texts)
    return lines


async def _replies(delay: float, messages: int, texts: Texts) -> tuple[list[str], float]:
    count = messages if not delay else max(messages // 4, 150)
    echoes = {at_once: await _rate(echo(at_once), delay, count, texts, texts.popular)
              for at_once in _AT_ONCE}  # fmt: skip
    peer_at, peer = max(echoes.items(), key=lambda item: item[1])
    rows = [[f"stock echo bot ({peer_at} at once)", f"{peer:.0f}", "1.00"]]
    last = 0.0
    for name, settings in (("memory only", _MEMORY_ONLY), ("SQLite", _SQLITE)):
        for what, asked in (("popular", texts.popular), ("different", texts.different)):
            many = count if what == "popular" else min(count, len(asked))
            last = await _rate(ours(name, **settings), delay, many, texts, asked)
            rows.append([f"Karrierebot, {name}, {what}", f"{last:.0f}", f"{last / peer:.2f}"])
            entry.note(f"{delay * 1000:.0f} ms, {name}, {what}: {last:.0f} replies a second")
    return table(["bot", "replies a second", "ratio"], rows), last


async def _rate(
    kind: Kind, delay: float, messages: int, texts: Texts, asked: Sequence[str]
) -> float:
    api = LoopbackApi(delay=delay)
    await api.start()
    try:
        async with running(kind, api):
            await load.backlog(api, texts.popular, min(messages, _WARMING))
            return await load.backlog(api, asked, messages)
    finally:
        await api.stop()


async def _waits(rate: float, arguments: Namespace, texts: Texts) -> list[str]:
    api = LoopbackApi()
    await api.start()
    async with running(ours("SQLite", **_SQLITE), api) as process:
        await load.backlog(api, texts.popular, _WARMING)
        before = held(process)
        calm = await load.steady(api, texts.different, rate, arguments.seconds)
        slow = await load.flooded(api, texts.different, rate / 4, arguments.seconds, 500)
        quiet = await load.flooded(api, texts.different, rate / 4, arguments.seconds, 0)
        await load.backlog(api, texts.different, arguments.long)
        after = held(process)
    await api.stop()
    rows = [
        [f"wait at {rate:.0f} a second, half of the most", f"{calm.share(0.5):.0f} ms",
         f"{calm.share(0.99):.0f} ms"],
        ["others' wait while nobody floods", f"{quiet.share(0.5):.0f} ms",
         f"{quiet.share(0.99):.0f} ms"],
        ["others' wait while one sends 500 at once", f"{slow.share(0.5):.0f} ms",
         f"{slow.share(0.99):.0f} ms"],
    ]  # fmt: skip
    held_rows = (
        f"Memory before {before:.0f} MB, after {arguments.long:,} more messages {after:.0f} MB."
    )
    return [*table(["", "p50", "p99"], rows), "", held_rows]


def _spoken() -> list[str]:
    """Return the first thing said in each example conversation of the shipped knowledge."""
    root = children.ROOT / "knowledge"
    spoken = (each.turns[0].say for each in knowledge(root, str(root)).conversations)
    return list(dict.fromkeys(text for text in spoken if text))


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m bench.telegram", allow_abbrev=False)
    parser.add_argument("--messages", type=int, default=1500, help="how many of each kind")
    parser.add_argument("--seconds", type=float, default=10, help="of each steady load")
    parser.add_argument("--long", type=int, default=3000, help="messages of the memory test")
    parser.add_argument("--out", type=Path, help="write the report into this file, too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(entry.run(main))
