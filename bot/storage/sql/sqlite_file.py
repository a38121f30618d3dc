"""A SQLite file in WAL mode: readers and the writer work side by side.

A commit survives the end of the process; after a power cut the last ones may be missing, and the
file stays whole.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event

from bot.errors import StorageError
from bot.storage.sql.database import Work
from bot.storage.sql.faults import TROUBLE
from bot.storage.sql.upgrades import upgrade

LOCK_SECONDS = 0.6
"""How long a statement waits for another program's lock."""

_PAUSE = 0.02

T = TypeVar("T")
_WRITING = "BEGIN IMMEDIATE"
"""Takes the write lock at once: a lock taken later would fail instead of waiting."""


class SqliteFile:
    """The one connection to a file, used in a thread of its own."""

    def __init__(self, file: Path, url: URL, steps: Sequence[str]) -> None:
        self._file = file
        self._steps = steps
        self._engine = _engine(url)
        self._connection: Connection | None = None
        self._opened: tuple[int, int] | None = None
        self._thread = ThreadPoolExecutor(1, "storage")

    async def run(self, work: Work[T], *, reading: bool) -> T:
        loop = asyncio.get_running_loop()
        done = loop.run_in_executor(self._thread, self._run, work, reading)
        return await asyncio.shield(done)  # a thread cannot be stopped half way

    async def wipe(self) -> None:
        """Empty the journal, which still has the pages as they were before the deletion."""
        loop = asyncio.get_running_loop()
        await asyncio.shield(loop.run_in_executor(self._thread, self._wipe))

    async def close(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._disconnect)
        self._thread.shutdown(wait=False)

    def _run(self, work: Work[T], reading: bool) -> T:  # noqa: FBT001 - from `run` only
        connection = self._connected()
        try:
            with _transaction(connection, "BEGIN" if reading else _WRITING):
                return work(connection)
        except TROUBLE:
            self._disconnect()
            raise

    def _wipe(self) -> None:
        raw = self._connected().connection.driver_connection
        if raw is not None:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # beside a reader, the next one does

    def _connected(self) -> Connection:
        """Return the connection; raises StorageError once when the file was taken away."""
        if self._connection is not None and self._opened != self._identity():
            self._disconnect()
            raise StorageError("its file is gone")
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> Connection:
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except (FileNotFoundError, FileExistsError, NotADirectoryError):
            raise StorageError("its folder cannot be made") from None
        with suppress(FileExistsError):  # for this user only
            os.close(os.open(self._file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        connection = self._engine.connect()
        try:
            with _transaction(connection, _WRITING):
                upgrade(connection, self._steps)
        except BaseException:
            connection.close()
            raise
        self._opened = self._identity()
        return connection

    def _disconnect(self) -> None:
        """Close the connection for good: after a fault nothing about it is certain."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(*TROUBLE):
                connection.close()

    def _identity(self) -> tuple[int, int] | None:
        """Return what tells this file from another that takes its name; None when it is gone."""
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def _engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        poolclass=NullPool,
        connect_args={
            "timeout": LOCK_SECONDS,
            "isolation_level": None,
            "check_same_thread": False,
        },
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
    cursor = connection.cursor()
    _use_wal(cursor)
    for pragma in ("synchronous = NORMAL", "secure_delete = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _use_wal(cursor: sqlite3.Cursor) -> None:
    """Switch to WAL, waiting for others who do so at the same time: SQLite does not wait there."""
    end = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= end:
                raise
            time.sleep(_PAUSE)
        else:
            return


@contextmanager
def _transaction(connection: Connection, begin: str) -> Iterator[None]:
    """Commit what the block does, or undo it; SQLAlchemy's own way takes longer than SQLite."""
    connection.exec_driver_sql(begin)
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
