"""`karrierebot backup` and `restore`: the bot's database in a file, and back."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from bot.cli import streams
from bot.errors import StorageError
from bot.settings import Settings
from bot.storage import backup as backups
from bot.storage.opening import existing, named
from bot.storage.sql.address import Address
from bot.storage.sql.database import Database
from bot.storage.sql.faults import TROUBLE, described


def backup(arguments: Namespace, settings: Settings) -> int:
    """Save the database in a new file; the bot may run meanwhile."""
    file, address = Path(arguments.file), existing(settings)
    today = date.today()  # noqa: DTZ011  the local day is meant
    rows = _run(address, lambda database: backups.save(database, file, today))
    streams.output().write(f"Saved in {file}: {rows:,} rows of {address.shown}.\n")
    return 0


def restore(arguments: Namespace, settings: Settings) -> int:
    """Put a backup into an empty database, or with --replace in the place of what is there."""
    file, address = Path(arguments.file), named(settings)
    rows = _run(
        address, lambda database: backups.restore(database, file, replace=arguments.replace)
    )
    streams.output().write(f"Restored from {file}: {rows:,} rows into {address.shown}.\n")
    return 0


def _run(address: Address, work: Callable[[Database], Awaitable[int]]) -> int:
    async def run() -> int:
        database = Database(address)
        try:
            return await work(database)
        finally:
            await database.close()

    try:
        return asyncio.run(run())
    except StorageError:
        raise
    except TROUBLE as error:
        raise StorageError(
            f"the database ({address.shown}) cannot be used: {described(error)}."
        ) from None


COMMANDS = {"backup": backup, "restore": restore}
