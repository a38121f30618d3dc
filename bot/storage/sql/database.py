"""One connection to one database, used for one transaction at a time.

What is done in a transaction is a plain function of a SQLAlchemy connection. PostgreSQL runs it
on the event loop; SQLite in a thread of its own, as a hop there and back for every statement
would cost ten times the statement. When to try again is not decided here (`steady`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from bot.storage.sql.address import Address
from bot.storage.sql.upgrades import STEPS

T = TypeVar("T")
Work = Callable[[Connection], T]


class Side(Protocol):
    """A kind of database. Connects when first needed, and again after every fault."""

    async def run(self, work: Work[T], *, reading: bool) -> T: ...

    async def wipe(self) -> None: ...

    async def close(self) -> None: ...


class Database:
    """A database; `run` is the only way to it."""

    def __init__(self, address: Address, steps: Sequence[str] = STEPS) -> None:
        self.address = address
        self._side = _open(address, steps)
        self._turn = asyncio.Lock()

    async def run(self, work: Work[T], *, reading: bool = False) -> T:
        """Return what `work` returns, done in one transaction; whatever raises rolls it back.

        With `reading` others may write meanwhile and nothing of that is seen. Raises TROUBLE.
        """
        async with self._turn:
            return await self._side.run(work, reading=reading)

    async def wipe(self) -> None:
        """Leave no trace of deleted rows in our own files, as far as others let us."""
        async with self._turn:
            await self._side.wipe()

    async def close(self) -> None:
        """Let go of the database; the next `run` would connect again."""
        async with self._turn:
            await self._side.close()


def _open(address: Address, steps: Sequence[str]) -> Side:
    if address.file is not None:
        from bot.storage.sql.sqlite_file import SqliteFile  # noqa: PLC0415  only one is needed

        return SqliteFile(address.file, address.url, steps)
    from bot.storage.sql.postgres import Postgres  # noqa: PLC0415

    return Postgres(address.url, address.options, steps)
