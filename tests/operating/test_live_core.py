"""Who answers when processes die, hang or are told from, and what they then know."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import pytest

from bot.dialogue.context import Context, Message
from bot.operating.core_process import CallFailedError, CoreLostError
from bot.operating.launcher import Launcher
from bot.operating.live_core import LiveCore
from bot.operating.prepared import Ready, Task
from tests.operating.conftest import children
from tests.operating.folders import faq, make
from tests.operating.test_core_process import STRANGE

_ANOTHER = count()


async def bring_up(live: LiveCore) -> None:
    process = await live.launcher.start()
    ready = await process.call("take_up", Task(str(live.root)), patience=30)
    assert isinstance(ready, Ready)
    live.go_live(process, ready)


@asynccontextmanager
async def living(root: Path, patience: float = 30.0) -> AsyncIterator[LiveCore]:
    """Answer from a folder with processes that some messages end."""
    live = LiveCore(root, Launcher(STRANGE), patience)
    try:
        await bring_up(live)
        yield live
    finally:
        await live.close()
    assert children() == []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path / "kb")
    return tmp_path / "kb"


async def says(live: LiveCore, text: str = "make some tea") -> str:
    """Ask a process, whatever was asked before."""
    language_code = f"en-{next(_ANOTHER)}"
    return (await live.answer(Message(text, language_code=language_code), Context())).reply.text


async def test_every_call_is_answered_when_its_process_is_killed_again_and_again(
    root: Path,
) -> None:
    async with living(root) as live:
        for _ in range(3):
            asked = [asyncio.create_task(says(live)) for _ in range(100)]
            await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
            assert live.process is not None
            os.kill(live.process.pid, signal.SIGKILL)
            assert await asyncio.gather(*asked) == ["Tea takes 3 minutes."] * 100
        assert live.restarts == 3


async def test_a_message_that_ends_processes_is_given_up_and_costs_nobody_else_an_answer(
    root: Path,
) -> None:
    async with living(root) as live:
        others = [says(live) for _ in range(20)]
        poisoned, *answered = await asyncio.gather(
            says(live, "poison"), *others, return_exceptions=True
        )
        assert isinstance(poisoned, CoreLostError)
        assert answered == ["Tea takes 3 minutes."] * 20
        assert live.restarts == 2


async def test_a_hanging_process_is_replaced(root: Path) -> None:
    async with living(root, patience=1.5) as live:
        hanging = asyncio.create_task(says(live, "hang"))
        await asyncio.sleep(0.1)
        assert await says(live) == "Tea takes 3 minutes."
        with pytest.raises(CoreLostError, match="did not answer"):
            await hanging


async def test_a_stopped_process_is_replaced_and_its_call_asked_again(root: Path) -> None:
    async with living(root, patience=1.5) as live:
        assert live.process is not None
        os.kill(live.process.pid, signal.SIGSTOP)
        assert await says(live) == "Tea takes 3 minutes."
        assert live.restarts == 1


async def test_a_new_process_knows_what_was_live_whatever_the_folder_says(root: Path) -> None:
    async with living(root) as live:
        file = root / "faq" / "tea.yaml"
        file.write_text(faq(minutes=9), encoding="utf-8")  # saved, but never taken up
        assert live.process is not None
        os.kill(live.process.pid, signal.SIGKILL)
        assert await says(live) == "Tea takes 3 minutes."
        file.write_text("broken: [", encoding="utf-8")
        assert live.process is not None
        os.kill(live.process.pid, signal.SIGKILL)
        assert await says(live) == "Tea takes 3 minutes."


async def test_a_lost_process_is_replaced_before_anybody_asks(root: Path) -> None:
    async with living(root) as live:
        before = live.process
        assert before is not None
        os.kill(before.pid, signal.SIGKILL)
        async with asyncio.timeout(30):
            while live.process in (None, before):  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.02)
        assert await says(live) == "Tea takes 3 minutes."


async def test_the_old_process_finishes_what_it_has_in_hand(root: Path) -> None:
    async with living(root) as live:
        (root / "faq" / "tea.yaml").write_text(faq(minutes=4), encoding="utf-8")
        earlier = [asyncio.create_task(says(live, text)) for text in ("slow", "make some tea")]
        await asyncio.sleep(0)
        await bring_up(live)
        assert await says(live) == "Tea takes 4 minutes."
        assert (await asyncio.gather(*earlier))[1] in (
            "Tea takes 3 minutes.",
            "Tea takes 4 minutes.",
        )
        assert live.restarts == 0


async def test_a_defect_costs_one_answer_and_no_process(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with living(root) as live:
        with pytest.raises(CallFailedError):
            await says(live, "defect")
        assert await says(live) == "Tea takes 3 minutes."
        assert live.restarts == 0
    assert "ValueError at operating/" in caplog.text


async def test_nothing_is_asked_of_a_core_that_is_closed(root: Path) -> None:
    async with living(root) as live:
        assert "commands" in live.facts.__slots__
    with pytest.raises(CoreLostError, match="stopping"):
        await says(live)


async def test_its_explanations_come_from_the_live_process(root: Path) -> None:
    async with living(root) as live:
        assert "tea" in await live.explain("make some tea", "en")
        assert set(live.facts.commands) == {"tee", "tea", "milch", "milk"}
        assert live.facts.commands["tee"] == {"de": "Tee", "en": "Tea"}


async def test_the_bot_answers_on_when_the_server_of_processes_is_killed(root: Path) -> None:
    async with living(root) as live:
        server = live.launcher._server
        assert server is not None
        for _ in range(2):
            os.kill(server.pid, signal.SIGKILL)
            assert await says(live) == "Tea takes 3 minutes."
            assert live.process is not None
            os.kill(live.process.pid, signal.SIGKILL)
            assert await says(live) == "Tea takes 3 minutes."
            assert live.launcher._server is not server
            server = live.launcher._server


@asynccontextmanager
async def copied(root: Path) -> AsyncIterator[LiveCore]:
    """Answer from a copy of the process that has taken the folder up."""
    live = LiveCore(root, Launcher(STRANGE), 30.0)
    try:
        ready = await live.original.take_up(Task(str(root)))
        assert isinstance(ready, Ready)
        await live.answer_from(ready)
        yield live
    finally:
        await live.close()
    assert children() == []


def original_of(live: LiveCore) -> int:
    assert live.original._process is not None
    return live.original._process.pid


def parent_of(pid: int) -> int:
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    return int(stat.rpartition(")")[2].split()[1])


async def test_a_lost_copy_is_replaced_by_another_of_the_same_original(root: Path) -> None:
    async with copied(root) as live:
        for _ in range(3):
            assert live.process is not None
            assert parent_of(live.process.pid) == original_of(live)
            os.kill(live.process.pid, signal.SIGKILL)
            assert await says(live) == "Tea takes 3 minutes."
        assert live.restarts == 3


async def test_copies_answer_on_when_their_original_is_killed(root: Path) -> None:
    async with copied(root) as live:
        before = live.process
        os.kill(original_of(live), signal.SIGKILL)
        assert await says(live) == "Tea takes 3 minutes."
        assert live.process is before
        (root / "faq" / "tea.yaml").write_text("broken: [", encoding="utf-8")
        assert before is not None
        os.kill(before.pid, signal.SIGKILL)
        assert await says(live) == "Tea takes 3 minutes."


async def test_a_copy_is_replaced_while_its_original_is_at_work(root: Path) -> None:
    async with copied(root) as live:
        os.kill(original_of(live), signal.SIGSTOP)
        working = asyncio.create_task(live.original.take_up(Task(str(root))))
        await asyncio.sleep(0)
        assert live.process is not None
        os.kill(live.process.pid, signal.SIGKILL)
        assert await says(live) == "Tea takes 3 minutes."
        os.kill(original_of(live), signal.SIGCONT)
        assert isinstance(await working, Ready)


async def test_a_change_the_original_took_up_but_that_is_not_live_is_not_copied(
    root: Path,
) -> None:
    async with copied(root) as live:
        (root / "faq" / "tea.yaml").write_text(faq(minutes=9), encoding="utf-8")
        assert isinstance(await live.original.take_up(Task(str(root))), Ready)
        assert live.process is not None
        os.kill(live.process.pid, signal.SIGKILL)
        assert await says(live) == "Tea takes 3 minutes."


async def test_many_processes_come_and_go(root: Path) -> None:
    async with living(root) as live:
        for _ in range(30):
            await bring_up(live)
            assert await says(live) == "Tea takes 3 minutes."
        async with asyncio.timeout(30):
            while len(live.launcher.running) > 1:  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.02)
        assert live.process is not None
        assert live.launcher.running == [live.process.pid]
        assert len(children()) == 2


async def test_what_was_asked_before_is_answered_while_no_process_is_there(root: Path) -> None:
    async with living(root) as live:
        asked = Message("make some tea", language_code="en"), Context()
        first = await live.answer(*asked)
        assert live.process is not None
        os.kill(live.process.pid, signal.SIGSTOP)
        assert await live.answer(*asked) == first


async def test_what_was_asked_before_is_answered_anew_after_a_change(root: Path) -> None:
    async with living(root) as live:
        asked = Message("make some tea", language_code="en"), Context()
        assert (await live.answer(*asked)).reply.text == "Tea takes 3 minutes."
        (root / "faq" / "tea.yaml").write_text(faq(minutes=9), encoding="utf-8")
        await bring_up(live)
        assert (await live.answer(*asked)).reply.text == "Tea takes 9 minutes."
