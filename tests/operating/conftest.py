"""Answers from real processes on a real folder, and what is told to the operators."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.dialogue.context import Context, Message
from bot.operating.serving import Serving, serving
from tests.operating.folders import make

PATIENCE = 30.0
"""Seconds; a busy machine is slow, a broken program never gets there."""


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the processes learn away from everybody else's cache."""
    base = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("KARRIEREBOT_CACHE", str(base))
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "4711:AAnobodyelsemayseethis")


@dataclass
class Running:
    """A folder that is served, and everything the operators were told."""

    root: Path
    file: Path
    serving: Serving
    told: list[str] = field(default_factory=list)

    async def says(self, text: str = "make some tea") -> str:
        turn = await self.serving.live.answer(Message(text, language_code="en"), Context())
        return turn.reply.text

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110 - what is waited for raises no event
                await asyncio.sleep(0.01)

    async def reloads(self, count: int) -> None:
        await self.until(lambda: self.serving.reload.status.reloads >= count)

    async def refusals(self, count: int) -> None:
        """Wait until that many changes were refused and told."""
        await self.until(lambda: self.serving.reload.status.refusals >= count)
        await self.until(lambda: len(self.told) >= count)

    async def looked_again(self) -> None:
        """Wait long enough for a change to be noticed and taken up, if there was one."""
        await asyncio.sleep(1.5)


@asynccontextmanager
async def served(root: Path, text: str = "") -> AsyncIterator[Running]:
    """Serve a new folder."""
    file = make(root, text)
    told: list[str] = []

    async def tell(said: str) -> None:
        told.append(said)

    async with serving(root, tell) as running:
        yield Running(root, file, running, told)
    assert children() == []


def children() -> list[int]:
    """Return the core processes and their servers that come of this one and are not gone."""
    parents: dict[int, int] = {}
    found = []
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            if process.name.isdigit():
                stat = (process / "stat").read_text(encoding="utf-8")
                parents[int(process.name)] = int(stat.rpartition(")")[2].split()[1])
                if b"_child" in (process / "cmdline").read_bytes():
                    found.append(int(process.name))
    return [pid for pid in found if os.getpid() in _ancestors(pid, parents)]


def _ancestors(pid: int, parents: dict[int, int]) -> list[int]:
    found = []
    while (pid := parents.get(pid, 0)) > 0:
        found.append(pid)
    return found
