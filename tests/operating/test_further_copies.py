"""Several processes that answer: side by side, from the same knowledge, whichever of them dies."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import pytest

from bot.dialogue.context import Context, Message
from bot.operating import further_copies
from bot.operating.further_copies import MOST, MUCH, worthwhile
from bot.operating.launcher import Launcher
from bot.operating.live_core import LiveCore
from bot.operating.prepared import Ready, Task
from tests.operating.conftest import children
from tests.operating.folders import faq, make

_ANOTHER = count()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path / "kb")
    return tmp_path / "kb"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(further_copies, "PAUSE", 0.05)


@asynccontextmanager
async def living(root: Path) -> AsyncIterator[LiveCore]:
    live = LiveCore(root, Launcher(), 30.0, further=2)
    try:
        await take_up(live)
        await until(lambda: len(answering(live)) == 3)
        yield live
    finally:
        await live.close()
    assert children() == []


async def take_up(live: LiveCore) -> None:
    ready = await live.original.take_up(Task(str(live.root), play=False))
    assert isinstance(ready, Ready)
    await live.answer_from(ready)


async def until(reached: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not reached():  # noqa: ASYNC110  what other processes do is no event here
            await asyncio.sleep(0.02)


def answering(live: LiveCore) -> list[int]:
    assert live.process is not None
    return [live.process.pid, *(copy.pid for copy in live._further._open())]


async def says(live: LiveCore) -> str:
    """Ask a process, whatever was asked before."""
    asked = Message("make some tea", language_code=f"en-{next(_ANOTHER)}")
    return (await live.answer(asked, Context())).reply.text


async def test_many_messages_are_shared_among_the_processes(root: Path) -> None:
    async with living(root) as live:
        asked = [asyncio.create_task(says(live)) for _ in range(60)]
        await asyncio.sleep(0)
        assert live.process is not None
        busy = sorted(process.busy for process in (live.process, *live._further._open()))
        assert sum(busy) == 60
        assert busy[2] - busy[0] <= MUCH + 1
        assert set(await asyncio.gather(*asked)) == {"Tea takes 3 minutes."}


async def test_the_same_words_are_read_by_the_same_process(root: Path) -> None:
    async with living(root) as live:
        assert live.process is not None
        chosen = {live._further.choose(live.process, text).pid for text in ("tea", "tea", "tea")}
        assert len(chosen) == 1
        texts = [f"tea {number}" for number in range(60)]
        chosen = {live._further.choose(live.process, text).pid for text in texts}
        assert chosen == set(answering(live))


async def test_a_further_process_that_dies_costs_no_answer_and_is_replaced(root: Path) -> None:
    async with living(root) as live:
        _, lost, _ = before = answering(live)
        asked = [asyncio.create_task(says(live)) for _ in range(60)]
        await asyncio.sleep(0)
        os.kill(lost, signal.SIGKILL)
        assert set(await asyncio.gather(*asked)) == {"Tea takes 3 minutes."}
        await until(lambda: len(answering(live)) == 3 and lost not in answering(live))
        assert live.restarts == 0
        assert len(set(answering(live)) & set(before)) == 2


async def test_after_a_change_nobody_answers_from_what_was_known_before(root: Path) -> None:
    async with living(root) as live:
        for minutes in (4, 5):
            (root / "faq" / "tea.yaml").write_text(faq(minutes), encoding="utf-8")
            await take_up(live)
            said = await asyncio.gather(*(says(live) for _ in range(60)))
            assert set(said) == {f"Tea takes {minutes} minutes."}
        await until(lambda: len(answering(live)) == 3)
        said = await asyncio.gather(*(says(live) for _ in range(60)))
        assert set(said) == {"Tea takes 5 minutes."}


def test_there_are_never_more_than_can_be_told_what_to_do() -> None:
    assert 0 <= worthwhile() < MOST
