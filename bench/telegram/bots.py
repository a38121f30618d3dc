"""The bots that are measured, each as a process of its own against the loopback server."""

from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import memory
from bench.children import ROOT, environment
from bench.errors import ChildError
from bench.loopback.api import TOKEN, LoopbackApi

START_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to run a bot; `arguments` follow the Python interpreter."""

    name: str
    arguments: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)


def echo(concurrent: int) -> Kind:
    """Return the stock echo bot with that many updates at once."""
    return Kind(f"echo bot, {concurrent} at once", ("bench.telegram.echo_bot", str(concurrent)))


def ours(name: str, **settings: str) -> Kind:
    """Return the whole bot; `{folder}` in a setting is a new empty folder."""
    return Kind(name, ("bot", "run"), settings)


@asynccontextmanager
async def running(kind: Kind, api: LoopbackApi) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start a bot and wait for its first answer; stop it at the end.

    Raises ChildError when it does not answer.
    """
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        settings = {name: text.format(folder=folder) for name, text in kind.settings.items()}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *_arguments(kind, api), cwd=ROOT, stderr=log, stdout=log,
            env=environment(
                TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE_URL=api.root, NO_PROXY="*", **settings
            ),
        )  # fmt: skip
        try:
            await _until_it_answers(process, api, Path(folder) / "log")
            yield process
        finally:
            await _stop(process)


def _arguments(kind: Kind, api: LoopbackApi) -> list[str]:
    module, *rest = kind.arguments
    return [module, *rest] if module == "bot" else [module, api.root, TOKEN, *rest]


async def _until_it_answers(
    process: asyncio.subprocess.Process, api: LoopbackApi, log: Path
) -> None:
    before = len(api.replies)
    api.say(1, "hallo")
    deadline = asyncio.get_running_loop().time() + START_SECONDS
    while len(api.replies) == before:
        if process.returncode is not None or asyncio.get_running_loop().time() > deadline:
            raise ChildError(f"a bot does not answer: {_last_words(log)}")
        await asyncio.sleep(0.02)


def _last_words(log: Path) -> str:
    return " / ".join(log.read_text(errors="replace").strip().splitlines()[-3:]) or "no output"


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), 20)
        except TimeoutError:
            process.kill()
            await process.wait()


def held(process: asyncio.subprocess.Process) -> float:
    """Return the memory of a bot and the processes it has started, in MB."""
    return sum(memory.resident(each) for each in (process.pid, *_children(process.pid)))


def _children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children")
    children = [int(each) for each in found.read_text().split()] if found.exists() else []
    return [each for child in children for each in (child, *_children(child))]
