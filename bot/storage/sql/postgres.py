"""A PostgreSQL database, through asyncpg: nothing here ever blocks the event loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TypeVar

from sqlalchemy import URL, NullPool
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.storage.sql.database import Work
from bot.storage.sql.faults import TROUBLE
from bot.storage.sql.upgrades import upgrade

CONNECT_SECONDS = 3.0
COMMAND_SECONDS = 5.0
"""After this a silent server counts as lost."""

T = TypeVar("T")


class Postgres:
    """The one connection to a server."""

    def __init__(self, url: URL, options: Mapping[str, str], steps: Sequence[str]) -> None:
        self._steps = steps
        self._connection: AsyncConnection | None = None
        self._engine = create_async_engine(
            url,
            poolclass=NullPool,
            connect_args={
                "timeout": CONNECT_SECONDS,
                "command_timeout": COMMAND_SECONDS,
                "server_settings": {"application_name": "karrierebot"},
                **options,
            },
        )

    async def run(self, work: Work[T], *, reading: bool) -> T:
        if self._connection is None:
            self._connection = await self._connect()
        connection = self._connection
        try:
            if reading:
                await connection.execution_options(isolation_level="REPEATABLE READ")
            async with connection.begin():
                return await connection.run_sync(work)
        except BaseException:  # also a cancelled statement leaves the connection useless
            await self._drop()
            raise

    async def wipe(self) -> None:
        """Do nothing: the files are the server's, which clears them up itself."""

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(*TROUBLE):
                await connection.close()

    async def _drop(self) -> None:
        """Let go of the connection at once, without a word to a server that may not listen."""
        if self._connection is not None:
            with suppress(*TROUBLE):
                raw = await self._connection.get_raw_connection()
                if raw.driver_connection is not None:
                    raw.driver_connection.terminate()
        await self.close()

    async def _connect(self) -> AsyncConnection:
        connection = await self._engine.connect()
        try:
            async with connection.begin():
                await connection.run_sync(upgrade, self._steps)
        except BaseException:
            await connection.close()
            raise
        return connection
