"""Databases that are locked, full, read-only, gone, stopped or silent: the bot goes on, and back.

All faults are real ones; nothing here pretends to be a database.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import date
from pathlib import Path

import pytest

import bot.storage.sql.sqlite_file  # noqa: F401 - where only root may read it, later is too late
import bot.storage.steady as steady_module
from bot.dialogue.context import Context
from bot.errors import StorageError
from bot.storage import later, presence
from bot.storage.memory import MemoryStore
from bot.storage.sql.address import Address, file_address, read_address
from bot.storage.sql.database import Database
from bot.storage.sql.store import SqlStore
from bot.storage.steady import SteadyStore
from bot.storage.values import Claim, Claimed, Handled, KeepQuestions, Missed, Tally, UpdateKey
from bot.storage.waiting import take
from tests.storage.keys import SALARY, handled, key
from tests.storage.postgres_server import PostgresServer

ROOT = Path(__file__).parents[2]
LATER = Context(language="en", entry="training")
ALWAYS = date(2000, 1, 1)
AWAY = "The database cannot be used: {}. The bot goes on from memory until it is back."
BACK = "The database is back; what happened meanwhile is stored."


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(presence, "RETURN_PAUSES", (0.1,))
    caplog.set_level(logging.INFO, "bot.storage")


@asynccontextmanager
async def steady(
    address: Address, *, start: bool = True, hold: float = 0.0
) -> AsyncIterator[SteadyStore]:
    shared = address.file is None
    store = SqlStore(Database(address), 4711, shared=shared, keep=KeepQuestions.COUNTS)
    around = SteadyStore(store, hold=hold)
    if start:
        await around.start()
    try:
        yield around
    finally:
        await around.close()


async def turn(store: SteadyStore, number: int, context: Context, chat: int = 7) -> Context | None:
    """Handle one update as the bot does; return the context it began with."""
    before = await take(store, key(number, chat))
    if before is not None:
        tally = Tally("salary", "answer", "de")
        await store.finish(handled(number, chat, context=context, tally=tally))
    return before


async def until_back(store: SteadyStore) -> None:
    async with asyncio.timeout(15):
        while store.status.trouble is not None:  # noqa: ASYNC110 - it has no event to wait for
            await asyncio.sleep(0.02)


async def stored(address: Address) -> tuple[Context, int]:
    """Look into the database as another process: the context of chat 7 and how many turns."""
    store = SqlStore(Database(address), 4711, shared=False)
    try:
        return await store.read(7), sum(count.number for count in await store.counts(ALWAYS))
    finally:
        await store.close()


async def goes_on_and_returns(
    address: Address, breaks: Callable[[], None], mends: Callable[[], None]
) -> None:
    """Break the database between two turns, go on, mend it; everything must be stored."""
    async with steady(address) as store:
        assert await turn(store, 1, SALARY) == Context()
        breaks()
        began = time.monotonic()
        assert await turn(store, 2, LATER) == SALARY
        assert time.monotonic() - began < 2 * steady_module.PATIENCE + 0.5
        began = time.monotonic()
        assert await turn(store, 3, SALARY) == LATER
        assert await turn(store, 3, LATER) is None  # delivered twice all the same
        assert (await turn(store, 4, LATER, chat=8)) == Context()
        assert time.monotonic() - began < 0.5
        assert store.status.trouble
        assert store.status.waiting == 3
        mends()
        await until_back(store)
        assert store.status.waiting == 0
        assert await turn(store, 2, LATER) is None  # done, also for the database
        assert await turn(store, 5, LATER) == SALARY
    assert await stored(address) == (LATER, 5)


async def test_a_locked_database_is_waited_for_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "bot.db"
    other = sqlite3.connect(file, isolation_level=None)
    await goes_on_and_returns(
        file_address(file),
        lambda: other.execute("BEGIN EXCLUSIVE") and None,
        lambda: other.execute("COMMIT") and None,
    )
    other.close()
    assert caplog.messages == [AWAY.format("it is locked by another program"), BACK]


async def test_a_file_that_vanishes_is_made_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "data" / "bot.db"
    kept = tmp_path / "kept"
    async with steady(file_address(file)) as store:
        await turn(store, 1, SALARY)
        file.parent.rename(kept)
        assert await turn(store, 2, LATER) == SALARY
        await until_back(store)
        assert await turn(store, 3, LATER) == LATER
    assert await stored(file_address(file)) == (LATER, 2)
    assert caplog.messages == [AWAY.format("its file is gone"), BACK]


async def test_a_read_only_folder_is_no_reason_to_be_silent(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with as_nobody_special(tmp_path):
        folder.chmod(0o555)
        async with steady(file_address(folder / "bot.db")) as store:
            assert await turn(store, 1, SALARY) == Context()
            assert await turn(store, 2, LATER) == SALARY
            folder.chmod(0o755)
            await until_back(store)
        assert await stored(file_address(folder / "bot.db")) == (LATER, 2)
    assert caplog.messages == [AWAY.format("its file or folder may not be written"), BACK]


@contextmanager
def as_nobody_special(folder: Path) -> Iterator[None]:
    """Give up root's right to write everywhere, where we have it."""
    nobody = 65_534
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody, nobody)
    modes = {parent: parent.stat().st_mode for parent in folder.parents if parent != Path("/")}
    for parent, mode in modes.items():
        parent.chmod(mode | 0o011)
    os.seteuid(nobody)
    try:
        yield
    finally:
        os.seteuid(0)
        for parent, mode in modes.items():
            parent.chmod(mode)


FULL = """
import asyncio, logging, resource, sys
from pathlib import Path
from bot.storage import presence
from tests.storage.test_faults import LATER, SALARY, file_address, steady, stored, turn, until_back

async def main(address):
    presence.RETURN_PAUSES = (0.1,)
    async with steady(address) as store:
        await turn(store, 1, SALARY)
        for number in range(100, 130):
            await turn(store, number, SALARY, chat=number)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        assert await turn(store, 2, LATER) == SALARY
        assert await turn(store, 3, LATER) == LATER
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        await until_back(store)
    assert await stored(address) == (LATER, 33)

logging.basicConfig(level="INFO", format="%(message)s")
asyncio.run(main(file_address(Path(sys.argv[1]))))
"""


def test_a_full_disk_is_no_reason_to_be_silent(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", FULL, str(tmp_path / "bot.db")],
        cwd=ROOT, check=False, capture_output=True, text=True, timeout=30,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = done.stderr.splitlines()
    assert lines[0] in {
        AWAY.format("the disk reports an error"),
        AWAY.format("the disk is full"),
    }
    assert lines[1:] == [BACK]


async def test_a_file_that_is_no_database_is_left_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "bot.db"
    file.write_bytes(b"my thesis " * 1000)
    async with steady(file_address(file)) as store:
        assert await turn(store, 1, SALARY) == Context()
        assert await turn(store, 2, LATER) == SALARY
    assert file.read_bytes() == b"my thesis " * 1000
    assert caplog.messages == [
        AWAY.format("the file is damaged or no database"),
        "The database is away: 2 turns are not stored.",
    ]


async def test_a_postgres_that_is_stopped_and_started(
    postgres: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    address = read_address(postgres.create())
    assert address is not None
    try:
        await goes_on_and_returns(address, lambda: postgres.stop("immediate"), postgres.start)
    finally:
        if not postgres.is_running():
            postgres.start()
    away, back = caplog.messages
    assert away in {
        AWAY.format("it cannot be reached"),
        AWAY.format("it is starting or stopping"),
    }
    assert back == BACK


async def test_a_postgres_that_falls_silent_delays_one_answer_and_not_for_long(
    postgres: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    address = read_address(postgres.create())
    assert address is not None
    query = "SELECT pid FROM pg_stat_activity WHERE application_name = 'karrierebot'"
    backends: list[int] = []

    def silence() -> None:
        backends.extend(int(pid) for pid in postgres.sql(query).splitlines())
        for pid in backends:
            os.kill(pid, signal.SIGSTOP)

    def wake() -> None:
        for pid in backends:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)

    try:
        await goes_on_and_returns(address, silence, wake)
    finally:
        wake()
    assert caplog.messages == [AWAY.format("it does not answer in time"), BACK]


async def test_while_a_shared_postgres_is_started_anew_nothing_is_taken_twice(
    postgres: PostgresServer,
) -> None:
    address = read_address(postgres.create())
    assert address is not None
    try:
        async with steady(address, hold=10) as one, steady(address, hold=10) as other:
            await turn(one, 1, SALARY)
            postgres.stop("immediate")
            waiting = [asyncio.create_task(turn(store, 2, LATER)) for store in (one, other)]
            await asyncio.sleep(0.5)
            assert not any(task.done() for task in waiting)
            postgres.start()
            begun = await asyncio.gather(*waiting)
            assert [before for before in begun if before is not None] == [SALARY]
            assert await turn(other, 3, SALARY) == LATER
    finally:
        if not postgres.is_running():
            postgres.start()


async def test_a_shared_postgres_that_stays_away_is_not_waited_for_twice(
    postgres: PostgresServer,
) -> None:
    address = read_address(postgres.create())
    assert address is not None
    try:
        async with steady(address, hold=0.5) as store:
            await turn(store, 1, SALARY)
            postgres.stop("immediate")
            began = time.monotonic()
            assert await turn(store, 2, LATER) == SALARY
            assert 0.4 < time.monotonic() - began < 2
            began = time.monotonic()
            assert await turn(store, 3, SALARY) == LATER
            assert time.monotonic() - began < 0.3
    finally:
        if not postgres.is_running():
            postgres.start()


async def test_a_claim_that_came_too_late_is_made_once_more(postgres: PostgresServer) -> None:
    address = read_address(postgres.create())
    assert address is not None
    query = "SELECT pid FROM pg_stat_activity WHERE application_name = 'karrierebot'"
    async with steady(address, hold=10) as store:
        await turn(store, 1, SALARY)
        backends = [int(pid) for pid in postgres.sql(query).splitlines()]
        for pid in backends:
            os.kill(pid, signal.SIGSTOP)
        late = asyncio.create_task(turn(store, 2, LATER))
        await asyncio.sleep(steady_module.PATIENCE + 0.5)
        assert store.status.trouble
        for pid in backends:
            os.kill(pid, signal.SIGCONT)
        async with asyncio.timeout(10):
            assert await late == SALARY


async def test_a_server_started_again_and_again_is_trusted_at_once(
    postgres: PostgresServer,
) -> None:
    address = read_address(postgres.create())
    assert address is not None
    try:
        async with steady(address) as store:
            for number in range(1, 12, 2):
                await turn(store, number, SALARY)
                postgres.stop("immediate")
                await turn(store, number + 1, LATER)
                postgres.start()
                began = time.monotonic()
                await until_back(store)
                assert time.monotonic() - began < 1
    finally:
        if not postgres.is_running():
            postgres.start()


async def test_deleting_is_made_up_for_when_the_database_is_back(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    other = sqlite3.connect(file, isolation_level=None)
    async with steady(file_address(file)) as store:
        await turn(store, 1, SALARY)
        other.execute("BEGIN EXCLUSIVE")
        await turn(store, 2, LATER)
        done = await store.forget(7)
        assert (done.contexts, done.complete) == (1, False)
        assert (await store.held(7)).complete is False
        assert await turn(store, 3, Context()) == Context()
        other.execute("COMMIT")
        await until_back(store)
        held = await store.held(7)
        assert held.complete
        assert held.context is None
    other.close()


async def test_one_unfit_turn_costs_the_others_nothing(
    address: Address, caplog: pytest.LogCaptureFixture
) -> None:
    async with steady(address) as store:
        unfit = handled(1, chat=2**80, context=SALARY)  # no database has such numbers
        fit = [handled(n, chat=n, context=SALARY) for n in range(2, 30)]
        await asyncio.gather(store.finish(unfit), *map(store.finish, fit))
        assert store.status.trouble is None
        assert [await store.read(n) for n in range(2, 30)] == [SALARY] * 28
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("Something could not be stored: ")


async def test_a_miss_is_not_lost_with_the_database(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    other = sqlite3.connect(file, isolation_level=None)
    async with steady(file_address(file)) as store:
        other.execute("BEGIN EXCLUSIVE")
        await store.finish(handled(1, missed=Missed("no_intent", "de", "wieso")))
        assert await store.inbox() == []
        other.execute("COMMIT")
        await until_back(store)
        (item,) = await store.inbox()
        assert item.count == 1
    other.close()


async def test_a_database_that_is_away_for_long_is_caught_up_with(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    other = sqlite3.connect(file, isolation_level=None)
    async with steady(file_address(file)) as store:
        other.execute("BEGIN EXCLUSIVE")
        for number in range(1, 1001):
            assert (await store.claim(key(number, number))).claim is Claim.YOURS
            await store.finish(handled(number, number, context=SALARY))
        other.execute("COMMIT")
        await until_back(store)
        assert await store.read(1) == await store.read(1000) == SALARY
    other.close()


@pytest.mark.parametrize("folder", ["/dev/null", "/proc/nowhere"])
async def test_a_folder_that_cannot_be_made_is_said_to_be_one(
    folder: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with steady(file_address(Path(folder) / "bot.db")) as store:
        assert await turn(store, 1, SALARY) == Context()
        assert await turn(store, 2, LATER) == SALARY
    assert caplog.messages[0] == AWAY.format("its folder cannot be made")


class _Slow(MemoryStore):
    """A database that takes its time for each group of turns, and is away at first."""

    is_away = True

    async def ping(self) -> None:
        if self.is_away:
            raise StorageError("it is away")

    async def claim(self, update: UpdateKey) -> Claimed:
        await self.ping()
        return await super().claim(update)

    async def finish(self, handled: Handled) -> None:
        await self.ping()
        await asyncio.sleep(0.05)
        await super().finish(handled)


async def test_a_database_is_trusted_again_however_much_is_to_be_written_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(later, "WRITING_SECONDS", 0.2)
    monkeypatch.setattr(presence, "RETURN_PAUSES", (2.0, 60.0))
    monkeypatch.setattr(later, "_AT_ONCE", 20)
    slow = _Slow()
    store = SteadyStore(slow)
    await store.start()
    for number in range(1, 201):  # ten groups, half a second
        await turn(store, number, SALARY, chat=number)
    slow.is_away = False
    while store.status.trouble is not None:
        await turn(store, 2_000 + store.status.waiting, SALARY)
        await asyncio.sleep(0.01)
    assert store.status.waiting == 0
    assert (await slow.read(200), await slow.read(7)) == (SALARY, SALARY)
    await store.close()


async def test_a_database_others_use_is_never_left_aside_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presence, "RETURN_PAUSES", (0.05, 60.0))
    monkeypatch.setattr(presence, "LONGEST_APART", 0.1)
    slow = _Slow()
    store = SteadyStore(slow, hold=5.0)
    await store.start()
    await asyncio.sleep(0.5)
    slow.is_away = False
    await until_back(store)
    await store.close()
