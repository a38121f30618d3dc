"""Backups: everything comes back, in either database; a bad file changes nothing."""

from __future__ import annotations

import asyncio
import gzip
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.errors import StorageError
from bot.storage.backup import restore, save
from bot.storage.sql.address import Address, file_address, read_address
from bot.storage.sql.database import Database
from bot.storage.sql.dump import rows
from bot.storage.sql.store import SqlStore
from bot.storage.values import (
    AnswerLink,
    Ballot,
    Claim,
    Count,
    Held,
    InboxItem,
    KeepQuestions,
    Missed,
    Tally,
)
from tests.storage.conftest import Clock
from tests.storage.keys import SALARY, handled, key
from tests.storage.postgres_server import PostgresServer

TODAY = date(2026, 9, 21)


def opened(address: Address) -> SqlStore:
    return SqlStore(
        Database(address), 4711, shared=False, keep=KeepQuestions.SCRUBBED, now=Clock()
    )


async def fill(address: Address) -> None:
    store = opened(address)

    async def turn(chat: int) -> None:
        missed = Missed("no_intent", "de", "Wo parke ich? ü 🚗") if chat < 5 else None
        tally = Tally("salary", "answer", "de")
        link = AnswerLink(50, (51, 52))
        kept = handled(chat, chat, context=SALARY, missed=missed, tally=tally, link=link)
        await store.finish(kept)

    await asyncio.gather(*map(turn, range(1, 1200)))
    await store.vote(Ballot(7, 7, 51, "salary", "de", up=True))
    await store.is_first(7, "album", key(7))
    await store.close()


async def everything(
    address: Address,
) -> tuple[list[Held], list[Count], list[InboxItem], Claim, bool | None]:
    store = opened(address)
    found = (
        [await store.held(chat) for chat in (1, 7, 1199, 1200)],
        await store.counts(date(2000, 1, 1)),
        await store.inbox(),
        (await store.claim(key(1199, 1199))).claim,
        await store.vote(Ballot(7, 7, 51, "salary", "de", up=True)),
    )
    await store.close()
    return found


def left_over(folder: Path) -> Iterator[Path]:
    return folder.glob("*.part")


async def run(address: Address, work: Callable[[Database], Any]) -> int:
    database = Database(address)
    try:
        return int(await work(database))
    finally:
        await database.close()


@pytest.fixture
def two(tmp_path: Path, postgres: PostgresServer) -> dict[str, Address]:
    found = read_address(postgres.create())
    assert found is not None
    return {"sqlite": file_address(tmp_path / "other" / "bot.db"), "postgres": found}


@pytest.mark.parametrize("into", ["sqlite", "postgres"])
async def test_everything_comes_back_in_either_database(
    address: Address, two: dict[str, Address], into: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.gz"
    await fill(address)
    saved = await run(address, lambda database: save(database, file, TODAY))
    restored = await run(two[into], lambda database: restore(database, file, replace=False))
    assert saved == restored
    assert await everything(two[into]) == await everything(address)
    assert file.stat().st_mode & 0o077 == 0
    assert list(left_over(tmp_path)) == []


async def test_a_backup_sees_nothing_of_what_is_written_meanwhile(tmp_path: Path) -> None:
    address = file_address(tmp_path / "bot.db")
    await fill(address)

    def read_twice(connection: Connection) -> tuple[int, int]:
        before = sum(1 for _ in rows(connection))
        with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as other:
            other.execute(
                "INSERT INTO chats VALUES (1, (SELECT count(*) FROM chats) + 9000, '{}', 3)"
            )
        return before, sum(1 for _ in rows(connection))

    database = Database(address)
    before, again = await database.run(read_twice, reading=True)
    later, _ = await database.run(read_twice, reading=True)
    assert (again, later) == (before, before + 1)
    await database.close()


async def test_nothing_is_written_over(tmp_path: Path) -> None:
    address, file = file_address(tmp_path / "bot.db"), tmp_path / "backup.gz"
    file.write_text("my thesis")
    with pytest.raises(StorageError, match="is there already; name a new file"):
        await run(address, lambda database: save(database, file, TODAY))
    assert file.read_text() == "my thesis"
    with pytest.raises(StorageError, match=r"cannot be written: No such file or directory\."):
        await run(address, lambda database: save(database, tmp_path / "no" / "b.gz", TODAY))


async def test_a_database_with_chats_is_replaced_only_on_request(
    address: Address, tmp_path: Path
) -> None:
    file = tmp_path / "backup.gz"
    await fill(address)
    await run(address, lambda database: save(database, file, TODAY))
    store = opened(address)
    await store.forget(7)
    with pytest.raises(StorageError, match=r"not empty; stop the bot.*--replace"):
        await run(address, lambda database: restore(database, file, replace=False))
    assert await store.held(7) == Held()
    await run(address, lambda database: restore(database, file, replace=True))
    await store.close()
    assert (await everything(address))[0][1].context == SALARY


def lines(*values: object) -> bytes:
    return "\n".join(json.dumps(value) for value in values).encode() + b"\n"


HEAD = {"format": "karrierebot backup 1", "version": 1, "made_on": "2026-09-21"}
CHATS = {"table": "chats", "columns": ["bot", "chat", "context", "changed_at"]}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"my thesis", "is no backup of this program, or is damaged"),
        (gzip.compress(b""), "is no backup of this program"),
        (gzip.compress(b"\x00\xff"), "is no backup of this program, or is damaged"),
        (gzip.compress(b"[]"), "is no backup of this program"),
        (gzip.compress(lines({"format": "other"})), "is no backup of this program"),
        (gzip.compress(lines({**HEAD, "version": "x"})), "does not say which version"),
        (gzip.compress(lines({**HEAD, "version": 99})), "saved by a newer Karrierebot"),
        (gzip.compress(lines(HEAD)), "is not whole"),
        (gzip.compress(lines(HEAD, CHATS, [1, 2, "{}", 3])), "is not whole"),
        (gzip.compress(lines(HEAD, CHATS, [1, 2, "{}", 3], {"rows": 2})), "is not whole"),
        (gzip.compress(lines(HEAD, CHATS, [1, 2, "{}", 3], {"rows": 1}))[:-9], "damaged"),
        (gzip.compress(lines(HEAD, CHATS, [1, 2], {"rows": 1})), "or is damaged"),
        (gzip.compress(lines(HEAD, [1, 2], {"rows": 1})), "or is damaged"),
        (gzip.compress(lines(HEAD, CHATS, 7, {"rows": 0})), "or is damaged"),
        (gzip.compress(lines(HEAD, CHATS, [1, "x", "{}", 3], {"rows": 1})), "chats.chat"),
        (gzip.compress(lines(HEAD, CHATS, [1, 2, None, 3], {"rows": 1})), "chats.context"),
        (
            gzip.compress(lines(HEAD, {**CHATS, "table": "x; --"}, [1, 2, "{}", 3], {"rows": 1})),
            "does not know",
        ),
        (
            gzip.compress(
                lines(
                    HEAD, {"table": "meta", "columns": ["name", "value"]}, ["a", "b"], {"rows": 1}
                )
            ),
            "does not know",
        ),
    ],
)
async def test_a_bad_file_is_refused_in_one_line_and_changes_nothing(
    address: Address, tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "backup.gz"
    file.write_bytes(content)
    store = opened(address)
    await store.finish(handled(1, context=SALARY))
    await store.close()
    with pytest.raises(StorageError) as refused:
        await run(address, lambda database: restore(database, file, replace=True))
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)
    store = opened(address)
    assert await store.read(7) == SALARY
    await store.close()


async def test_a_missing_file_is_named(tmp_path: Path) -> None:
    address = file_address(tmp_path / "bot.db")
    with pytest.raises(StorageError, match=r"there is no file .*no\.gz"):
        await run(address, lambda db: restore(db, tmp_path / "no.gz", replace=True))
