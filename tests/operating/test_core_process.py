"""One core process: what it is asked, what it must not know, and how it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.dialogue.context import Context, Message
from bot.operating.core_process import CallFailedError, CoreLostError, CoreProcess
from bot.operating.launcher import Launcher
from bot.operating.prepared import Ready, Refused, Task
from tests.operating.conftest import children
from tests.operating.folders import make

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
STRANGE = "tests.operating.strange_child"


def environment_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


@pytest.fixture
async def launcher() -> AsyncIterator[Launcher]:
    starting = Launcher(STRANGE)
    yield starting
    await starting.close()
    assert children() == []


async def ready(launcher: Launcher, root: Path) -> CoreProcess:
    process = await launcher.start()
    outcome = await process.call("take_up", Task(str(root)), patience=30)
    assert isinstance(outcome, Ready)
    return process


async def ask(process: CoreProcess, text: str, patience: float = 30) -> str:
    turn = await process.call("respond", Message(text), Context(), TODAY, patience=patience)
    return str(turn.reply.text)


async def test_it_answers_in_order_and_ends_when_told(launcher: Launcher, tmp_path: Path) -> None:
    make(tmp_path / "kb")
    process = await ready(launcher, tmp_path / "kb")
    done: list[str] = []

    async def say(text: str) -> None:
        await ask(process, text)
        done.append(text)

    texts = ["slow", *(f"make some tea {number}" for number in range(20)), "slow"]
    await asyncio.gather(*map(say, texts))
    assert done == texts
    await process.end()
    with pytest.raises(CoreLostError):
        await ask(process, "make some tea")


async def test_it_never_sees_the_token(launcher: Launcher, tmp_path: Path) -> None:
    process = await launcher.start()
    assert await process.call("look", "/nowhere")
    assert b"TELEGRAM" not in environment_of(process.pid)
    assert b"KARRIEREBOT_CACHE" in environment_of(process.pid)
    await process.end()


async def test_calls_in_hand_are_finished_before_it_ends(
    launcher: Launcher, tmp_path: Path
) -> None:
    make(tmp_path / "kb")
    process = await ready(launcher, tmp_path / "kb")
    asked = [asyncio.create_task(ask(process, text)) for text in ("slow", "make some tea")]
    await asyncio.sleep(0)
    await process.end()
    assert "Tea takes 3 minutes." in (await asyncio.gather(*asked))[1]


async def test_a_defect_is_told_without_the_words_of_the_user(
    launcher: Launcher, tmp_path: Path
) -> None:
    make(tmp_path / "kb")
    process = await ready(launcher, tmp_path / "kb")
    with pytest.raises(CallFailedError, match=r"^ValueError at operating/core_child.py:\d+$"):
        await ask(process, "defect")
    assert "Tea takes" in await ask(process, "make some tea")
    await process.end()


async def test_only_the_call_it_died_of_is_suspect(launcher: Launcher, tmp_path: Path) -> None:
    make(tmp_path / "kb")
    process = await ready(launcher, tmp_path / "kb")
    texts = ("slow", "poison", "make some tea")
    found = await asyncio.gather(*(ask(process, text) for text in texts), return_exceptions=True)
    assert isinstance(found[0], str)
    assert [error.suspect for error in found[1:] if isinstance(error, CoreLostError)] == [
        True,
        False,
    ]
    assert "signal 11" in str(found[1])
    await process.end()


async def test_a_process_that_hangs_is_ended_and_waiting_costs_the_others_no_patience(
    launcher: Launcher,
    tmp_path: Path,
) -> None:
    make(tmp_path / "kb")
    process = await ready(launcher, tmp_path / "kb")
    slow = [ask(process, "slow", patience=1.0) for _ in range(5)]  # 1.5 s in all
    assert len(await asyncio.gather(*slow)) == 5
    with pytest.raises(CoreLostError, match="did not answer within"):
        await ask(process, "hang", patience=0.5)
    await process.end()


async def test_a_stopped_process_does_not_hold_up_the_end(
    launcher: Launcher, tmp_path: Path
) -> None:
    process = await launcher.start()
    assert await process.call("look", "/nowhere")
    os.kill(process.pid, signal.SIGSTOP)
    process.kill("test")
    async with asyncio.timeout(30):
        await process.end()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
async def test_signals_to_the_whole_program_are_not_for_it(launcher: Launcher, name: str) -> None:
    process = await launcher.start()
    assert await process.call("look", "/nowhere")
    os.kill(process.pid, getattr(signal, name))
    assert await process.call("look", "/nowhere")
    await process.end()


async def test_it_refuses_with_places_in_the_folder_as_it_was_given(
    launcher: Launcher, tmp_path: Path
) -> None:
    file = make(tmp_path / "kb")
    file.write_text("tea:\n  topic: help\n  titel: {de: Tee}\n", encoding="utf-8")
    process = await launcher.start()
    outcome = await process.call("take_up", Task(str(tmp_path / "kb")), patience=30)
    assert isinstance(outcome, Refused)
    assert {problem.path for problem in outcome.errors} == {file.as_posix()}
    await process.end()


PARENT = """\
import asyncio, sys
from bot.operating.launcher import Launcher
from bot.operating.prepared import Task
async def main():
    launcher = Launcher("tests.operating.strange_child")
    idle, busy = await launcher.start(), await launcher.start()
    await idle.call("look", "x"), await busy.call("take_up", Task(sys.argv[1]), patience=30)
    print(idle.pid, busy.pid, launcher._server.pid, flush=True)
    from bot.dialogue.context import Context, Message
    from datetime import date
    await busy.call("respond", Message("hang"), Context(), date.today(), patience=100)
asyncio.run(main())
"""


def test_no_process_is_left_when_the_one_that_asks_is_killed(tmp_path: Path) -> None:
    make(tmp_path / "kb")
    command = [sys.executable, "-c", PARENT, str(tmp_path / "kb")]
    pids: list[int] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as parent:  # noqa: S603
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 3
        time.sleep(0.2)
        parent.kill()
    deadline = time.monotonic() + 5
    while any(runs(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(runs(pid) for pid in pids)


def runs(pid: int) -> bool:
    """Tell whether a process is there and no mere entry that nobody has waited for."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
