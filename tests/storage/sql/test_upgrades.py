"""The schema and its steps, on both databases."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.sql.address import Address
from bot.storage.sql.database import Database
from bot.storage.sql.tables import METADATA
from bot.storage.sql.upgrades import STEPS, UnfitDatabaseError, version_of

MORE = (*STEPS, "ALTER TABLE chats ADD COLUMN mood TEXT; CREATE TABLE moods (mood TEXT)")
BROKEN = (*MORE, "CREATE TABLE more (x TEXT); INSERT INTO nowhere VALUES (1)")


async def version(address: Address, steps: Sequence[str] = STEPS) -> int:
    database = Database(address, steps)
    try:
        return await database.run(version_of)
    finally:
        await database.close()


async def run(address: Address, *statements: str, steps: Sequence[str] = STEPS) -> None:
    def work(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    database = Database(address, steps)
    try:
        await database.run(work)
    finally:
        await database.close()


async def test_the_steps_lead_to_the_tables_the_program_uses(address: Address) -> None:
    def shape(connection: Connection) -> dict[str, object]:
        seen = inspect(connection)
        return {
            name: (
                {column["name"]: bool(column["nullable"]) for column in seen.get_columns(name)},
                seen.get_pk_constraint(name)["constrained_columns"],
                {str(index["name"]) for index in seen.get_indexes(name)},
            )
            for name in seen.get_table_names()
        }

    wanted = {
        table.name: (
            {column.name: bool(column.nullable) for column in table.columns},
            [column.name for column in table.primary_key],
            {index.name for index in table.indexes},
        )
        for table in METADATA.sorted_tables
    }
    database = Database(address)
    assert await database.run(shape) == wanted
    await database.close()


async def test_a_database_of_version_1_is_upgraded_in_place(address: Address) -> None:
    first = STEPS[:1]
    await run(address, "INSERT INTO chats VALUES (1, 2, '{}', 3)", steps=first)
    assert await version(address, MORE) == len(MORE)
    await run(
        address, "UPDATE chats SET mood = 'fine'", "INSERT INTO moods VALUES ('x')", steps=MORE
    )
    assert await version(address, MORE) == len(MORE)


async def test_a_step_that_fails_changes_nothing(address: Address) -> None:
    await run(address, "INSERT INTO chats VALUES (1, 2, '{}', 3)")
    with pytest.raises(SQLAlchemyError):
        await run(address, steps=BROKEN)
    assert await version(address) == len(STEPS)
    with pytest.raises(SQLAlchemyError):
        await run(address, "SELECT * FROM moods")


async def test_a_database_of_a_newer_program_is_refused_and_left_alone(address: Address) -> None:
    await version(address, MORE)
    with pytest.raises(UnfitDatabaseError, match=r"has version 2.*run a newer Karrierebot"):
        await version(address)
    assert await version(address, MORE) == len(MORE)


async def test_tables_of_another_program_are_left_alone(address: Address) -> None:
    ours = (f"DROP TABLE {table}" for table in METADATA.tables)
    await run(address, "CREATE TABLE thesis (title TEXT)", *ours)
    with pytest.raises(UnfitDatabaseError, match="tables of another program"):
        await version(address)


async def test_a_version_nobody_can_read_is_refused(address: Address) -> None:
    await run(address, "UPDATE meta SET value = 'new'")
    with pytest.raises(UnfitDatabaseError, match="restore a backup"):
        await version(address)
