"""`python -m bench.chaos`: no question lost, whatever dies in between. Prints a table.

The bot is killed with SIGKILL again and again, its Bot API server answers badly or not at all and
delivers things twice, its database stops. Ends with 1 when a question was lost, answered twice
without a kill or a fault of the server to explain it, or more than one in two hundred were
answered twice because the kill fell between sending and noting.
"""

from __future__ import annotations

import asyncio
import random
import socket
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import children, entry
from bench.chaos.faults import BadDay
from bench.chaos.people import Book
from bench.chaos.processes import Processes
from bench.chaos.questions import distinct
from bench.chaos.verdicts import HELD, KILLED, MOST_TWICE, UNEXPLAINED, UNTOLD, Result, judge
from bench.errors import ChildError
from bench.loopback.api import TOKEN, LoopbackApi
from bench.loopback.postgres import Cluster
from bench.loopback.webhook import Deliveries
from bench.matching.stock import knowledge
from bench.tables import table
from bot.matching.index import Index
from bot.meaning.packaged import packaged

_QUESTIONS = 60
_FAULTS = 0.08
_REPEATED = 0.05
_PATIENCE = 180.0


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to run the bot."""

    name: str
    processes: int
    webhook: bool = False
    postgres: bool = False


_ALL = {
    "polling": Setting("polling, one process, SQLite", 1),
    "webhook": Setting("webhook, one process, SQLite", 1, webhook=True),
    "replicas": Setting("webhook, three processes, PostgreSQL", 3, webhook=True, postgres=True),
}


def main() -> int:
    """Run the settings one after the other; 1 when one of them breaks the promise."""
    arguments = _arguments()
    questions = _questions()
    results = {
        _ALL[name].name: asyncio.run(_run(_ALL[name], questions, arguments))
        for name in arguments.settings
    }
    for name, result in results.items():
        for remark in result.remarks:
            entry.note(f"{name}: {remark}")
    rows = [_row(name, result) for name, result in results.items()]
    heads = ["", "asked", "answered", "otherwise", "lost", f"twice: {KILLED}",
             f"of all (at most {MOST_TWICE:.1%})", "per kill", f"twice: {HELD}",
             f"twice: {UNTOLD}", f"twice: {UNEXPLAINED}", "out of order", "other messages",
             "worst wait", "kills", "faults"]  # fmt: skip
    entry.publish(table(heads, rows), arguments.out)
    return 0 if all(result.is_kept for result in results.values()) else 1


def _row(name: str, result: Result) -> list[str]:
    killed = result.twice[KILLED]
    shares = (f"{killed / max(result.asked, 1):.2%}", f"{killed / max(result.kills, 1):.2f}")
    others = (result.twice[reason] for reason in (HELD, UNTOLD, UNEXPLAINED))
    numbers = (result.asked, result.answered, result.otherwise, result.lost, killed, *shares,
               *others, result.out_of_order, result.unexpected)  # fmt: skip
    return [name, *map(str, numbers), f"{result.worst:.1f} s", str(result.kills),
            str(result.faults)]  # fmt: skip


async def _run(setting: Setting, questions: Mapping[str, str], arguments: Namespace) -> Result:
    entry.note(f"{setting.name} …")
    day = BadDay(_FAULTS, arguments.seed)
    api = LoopbackApi(faults=day)
    await api.start()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        cluster = await stack.enter_async_context(Cluster()) if setting.postgres else None
        settings = _settings(setting, api, folder, cluster)
        processes = Processes(settings, _command(setting), folder / "log")
        stack.push_async_callback(processes.stop)
        await processes.start()
        book = Book(api, questions, arguments.seed)
        if setting.webhook:
            chance = random.Random(arguments.seed)
            ports = [each["KARRIEREBOT_LISTEN"] for each in settings]
            deliveries = Deliveries(
                api, [f"http://{port}/telegram" for port in ports],
                repeated=lambda: chance.random() < _REPEATED,
            )  # fmt: skip
            delivering = asyncio.create_task(deliveries.run())
            stack.callback(delivering.cancel)
        await _until_up(api)
        background = [asyncio.create_task(processes.kill_often(arguments.kill, arguments.seed))]
        if cluster is not None:
            background.append(asyncio.create_task(_stop_often(cluster)))
        await _ask(book, arguments)
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        day.on = False
        await _recover(processes, cluster)
        await _until_answered(book)
        return judge(book, processes.kills, day.seen.total())


async def _until_up(api: LoopbackApi) -> None:
    """Wait for the first answer: the time of a first start is not what is asked here."""
    before, end = len(api.replies), time.monotonic() + _PATIENCE
    api.say(1, "hallo")
    while len(api.replies) == before:
        if time.monotonic() > end:
            raise ChildError("the bot does not answer; nothing was killed yet.")
        await asyncio.sleep(0.1)


async def _ask(book: Book, arguments: Namespace) -> None:
    chance = random.Random(arguments.seed)
    end = time.monotonic() + arguments.seconds
    while time.monotonic() < end:
        book.ask(1_000 + chance.randrange(arguments.chats))
        await asyncio.sleep(chance.expovariate(arguments.rate))


async def _stop_often(cluster: Cluster) -> None:
    while True:
        await asyncio.sleep(8)
        await cluster.stop()
        await asyncio.sleep(2)
        await cluster.start()


async def _recover(processes: Processes, cluster: Cluster | None) -> None:
    if cluster is not None:
        await cluster.start()
    await processes.start()


async def _until_answered(book: Book) -> None:
    end = time.monotonic() + _PATIENCE
    while book.open and time.monotonic() < end:  # noqa: ASYNC110  a count, not one event
        await asyncio.sleep(0.2)
    await asyncio.sleep(1)  # second answers come late


def _settings(
    setting: Setting, api: LoopbackApi, folder: Path, cluster: Cluster | None
) -> list[Mapping[str, str]]:
    shared = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE_URL": api.root,
        "KARRIEREBOT_DATA": str(folder / "data"),
        "NO_PROXY": "*",
    }
    if cluster is not None:
        shared["DATABASE_URL"] = cluster.url
    if setting.webhook:
        shared["KARRIEREBOT_WEBHOOK_URL"] = "http://127.0.0.1/telegram"
    ports = _free_ports(setting.processes)
    return [{**shared, "KARRIEREBOT_LISTEN": f"127.0.0.1:{port}"} for port in ports]


def _command(setting: Setting) -> list[str]:
    return ["run", "--webhook"] if setting.webhook else ["run"]


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [int(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _questions() -> Mapping[str, str]:
    root = children.ROOT / "knowledge"
    index = Index.build(knowledge(root, str(root)), packaged())
    spoken = (each.turns[0].say for each in index.knowledge.conversations)
    found = distinct(index, dict.fromkeys(text for text in spoken if text), _QUESTIONS)
    if len(found) < _QUESTIONS // 2:
        raise ChildError("too few questions can be told from their answers.")
    return found


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m bench.chaos", allow_abbrev=False)
    parser.add_argument("--settings", type=_names, default=list(_ALL), help=", ".join(_ALL))
    parser.add_argument("--seconds", type=float, default=60, help="of asking, in each setting")
    parser.add_argument("--chats", type=int, default=300)
    parser.add_argument("--rate", type=float, default=15, help="questions a second")
    parser.add_argument("--kill", type=float, default=8, help="seconds between two kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="write the table into this file, too")
    return parser.parse_args()


def _names(value: str) -> list[str]:
    return [name for name in value.split(",") if name in _ALL]


if __name__ == "__main__":
    sys.exit(entry.run(main))
