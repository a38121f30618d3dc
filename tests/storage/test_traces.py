"""Of what is deleted no trace stays in the files of a SQLite database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bot.dialogue.context import Context
from bot.dialogue.forms.state import FormState
from bot.storage.sql.address import file_address
from bot.storage.sql.database import Database
from bot.storage.sql.store import SqlStore
from tests.storage.conftest import Clock
from tests.storage.keys import handled

OWN = "Leuchtfeuer gerettet"
SAID = Context(entry="negotiation", forms=(FormState("negotiation", {"achieved": OWN}),))


def opened(folder: Path) -> SqlStore:
    return SqlStore(Database(file_address(folder / "bot.db")), 4711, shared=False, now=Clock())


def is_on_disk(folder: Path) -> bool:
    return any(OWN.encode() in file.read_bytes() for file in folder.iterdir())


async def test_what_is_deleted_on_request_is_nowhere_on_the_disk(tmp_path: Path) -> None:
    store = opened(tmp_path)
    await store.finish(handled(1, context=SAID))
    assert is_on_disk(tmp_path)
    await store.forget(7)
    assert not is_on_disk(tmp_path)
    await store.close()


async def test_what_a_finished_helper_forgot_is_off_the_disk_with_the_next_sweep(
    tmp_path: Path,
) -> None:
    store = opened(tmp_path)
    await store.finish(handled(1, context=SAID))
    await store.finish(handled(2, context=Context(entry="negotiation")))
    await store.sweep()
    assert not is_on_disk(tmp_path)
    await store.close()


async def test_what_a_finished_helper_forgot_is_off_the_disk_at_once(tmp_path: Path) -> None:
    store = opened(tmp_path)
    await store.finish(handled(1, context=SAID))
    ended = handled(2, context=Context(entry="negotiation"))
    await store.finish(replace(ended, wipes=True))
    assert not is_on_disk(tmp_path)
    await store.close()


async def test_whoever_reads_meanwhile_only_delays_it(tmp_path: Path) -> None:
    store = opened(tmp_path)
    await store.finish(handled(1, context=SAID))
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        assert (await store.forget(7)).left == 0
    await store.sweep()
    assert not is_on_disk(tmp_path)
    await store.close()
