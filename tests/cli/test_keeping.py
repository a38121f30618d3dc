"""`karrierebot backup` and `restore`, as an operator types them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.dialogue.context import Context
from bot.storage.sql.address import file_address
from bot.storage.sql.database import Database
from bot.storage.sql.store import SqlStore
from tests.cli.conftest import Run
from tests.storage.keys import SALARY, handled


def remember(file: Path) -> None:
    async def write() -> None:
        store = SqlStore(Database(file_address(file)), 4711, shared=False)
        await store.finish(handled(1, context=SALARY))
        await store.close()

    asyncio.run(write())


def remembered(file: Path) -> Context:
    async def read() -> Context:
        store = SqlStore(Database(file_address(file)), 4711, shared=False)
        try:
            return await store.read(7)
        finally:
            await store.close()

    return asyncio.run(read())


def test_a_backup_goes_into_another_database(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(tmp_path / "data" / "karrierebot.db")
    saved = run("backup", "saved.gz")
    assert saved.code == 0
    assert saved.out == f"Saved in saved.gz: 2 rows of {tmp_path}/data/karrierebot.db.\n"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new/bot.db")
    assert run("restore", "saved.gz").code == 0
    assert remembered(tmp_path / "new" / "bot.db") == SALARY
    again = run("restore", "saved.gz")
    assert again.code == 1
    assert "use --replace" in again.err
    assert run("restore", "saved.gz", "--replace").code == 0


def test_what_cannot_be_done_is_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = run("backup", "saved.gz")
    assert nothing.code == 1
    assert "there is no database at" in nothing.err
    assert "karrierebot: there is no file saved.gz." in run("restore", "saved.gz").err
    monkeypatch.setenv("DATABASE_URL", "off")
    assert "nothing is stored" in run("backup", "saved.gz").err
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:geheim@127.0.0.1:9/x")
    refused = run("backup", "saved.gz")
    assert refused.code == 1
    assert refused.err == (
        "karrierebot: the database (PostgreSQL x on 127.0.0.1:9) cannot be used: "
        "it cannot be reached.\n"
    )
    monkeypatch.setenv("DATABASE_URL", "mysql://bot:geheim@127.0.0.1/x")
    wrong = run("backup", "saved.gz")
    assert wrong.code == 2
    assert "geheim" not in wrong.err
    assert not (tmp_path / "saved.gz").exists()
