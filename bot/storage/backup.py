"""A database in one file, to be put back into SQLite or PostgreSQL, whichever it came from.

The file is gzip over lines of JSON: what it is, one line a row, and how many those were, so that
half a file is never taken for a whole one. Nothing is ever written over an existing file.
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import IO, Any

from bot.errors import StorageError
from bot.storage.sql.database import Database
from bot.storage.sql.dump import Row, Value, fill, rows
from bot.storage.sql.upgrades import STEPS

FORMAT = "karrierebot backup 1"
_DAMAGED = (OSError, EOFError, ValueError, RecursionError, zlib.error)
_LONGEST_LINE = 16_000_000
"""Characters; far beyond any row. A small file may unpack to more than there is memory."""


async def save(database: Database, file: Path, today: date) -> int:
    """Write the whole database, as it is at one moment, to a new file; return the rows.

    The bot may go on working meanwhile. Raises StorageError when the file is there already or
    cannot be written.
    """
    with _new_file(file) as out:
        return await database.run(
            lambda connection: _write(out, file, rows(connection), today), reading=True
        )


async def restore(database: Database, file: Path, *, replace: bool) -> int:
    """Put a backup into a database, all or nothing; return the rows.

    The whole file is read before anything is touched. Raises StorageError.
    """
    version = _checked(file)
    return await database.run(
        lambda connection: fill(connection, version, lambda: _rows(_lines(file)), replace=replace)
    )


@contextmanager
def _new_file(file: Path) -> Iterator[IO[str]]:
    """Yield a file to write; it has its name only once it is whole, and readable for us only."""
    if os.path.lexists(file):
        raise _taken(file)
    try:
        number, name = tempfile.mkstemp(dir=file.absolute().parent, suffix=".part")
    except OSError as error:
        raise _unwritable(file, error) from None
    part = Path(name)
    # Closed by hand, so that what goes wrong then gets the name of the file.
    raw = os.fdopen(number, "wb")
    out = gzip.open(raw, "wt", encoding="utf-8", newline="\n")  # noqa: SIM115
    try:
        yield out
        _close(out, raw, file)
        _name(part, file)
    finally:
        for stream in (out, raw):
            with suppress(OSError):
                stream.close()
        part.unlink(missing_ok=True)


def _close(out: IO[str], raw: IO[bytes], file: Path) -> None:
    """Write what is left; on a full disk that is where it fails."""
    try:
        out.close()
        raw.flush()
        os.fsync(raw.fileno())
    except OSError as error:
        raise _unwritable(file, error) from None


def _name(part: Path, file: Path) -> None:
    """Give a whole file its name, unless that is taken meanwhile."""
    try:
        file.hardlink_to(part)  # unlike a renaming, this fails where the name is taken
    except FileExistsError:
        raise _taken(file) from None
    except OSError:  # some file systems know no hard links
        try:
            if os.path.lexists(file):
                raise _taken(file)
            part.rename(file)
        except OSError as error:
            raise _unwritable(file, error) from None


def _taken(file: Path) -> StorageError:
    return StorageError(f"{file} is there already; name a new file.")


def _unwritable(file: Path, error: OSError) -> StorageError:
    return StorageError(f"{file} cannot be written: {error.strerror}.")


def _write(out: IO[str], file: Path, found: Iterator[Row], today: date) -> int:
    def line(value: object) -> None:
        try:
            out.write(json.dumps(value, separators=(",", ":")) + "\n")
        except OSError as error:
            raise _unwritable(file, error) from None

    line({"format": FORMAT, "version": len(STEPS), "made_on": today.isoformat()})
    number, last = 0, None
    for row in found:
        if (row.table, row.columns) != last:
            last = (row.table, row.columns)
            line({"table": row.table, "columns": row.columns})
        line(row.values)
        number += 1
    line({"rows": number})
    return number


def _checked(file: Path) -> int:
    """Read a whole backup and return the version of its rows. Raises StorageError."""
    try:
        lines = _lines(file)
        version = _version(next(lines, None), file)
        number, end = 0, None
        for end in lines:
            number += isinstance(end, list)
        for _ in _rows(_lines(file)):
            pass
    except StorageError:
        raise
    except FileNotFoundError:
        raise StorageError(f"there is no file {file}.") from None
    except (PermissionError, IsADirectoryError) as error:
        raise StorageError(f"{file} cannot be read: {error.strerror}.") from None
    except (*_DAMAGED, LookupError, TypeError, AttributeError):
        raise StorageError(f"{file} is no backup of this program, or is damaged.") from None
    if end != {"rows": number}:
        raise StorageError(f"{file} is not whole: its end is missing.")
    return version


def _version(head: object, file: Path) -> int:
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise StorageError(f"{file} is no backup of this program.")
    version = head.get("version")
    if not isinstance(version, int) or version < 1:
        raise StorageError(f"{file} does not say which version it has.")
    if version > len(STEPS):
        raise StorageError(f"{file} was saved by a newer Karrierebot; restore it with that one.")
    return version


def _lines(file: Path) -> Iterator[Any]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        while line := lines.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise ValueError("no line is as long as this")
            yield json.loads(line)


def _rows(lines: Iterator[Any]) -> Iterator[Row]:
    """Yield the rows between head and end."""
    table, columns = "", tuple[str, ...]()
    for line in lines:
        if isinstance(line, dict):
            table = str(line.get("table", ""))
            columns = tuple(map(str, line.get("columns", ())))
            continue
        values: tuple[Value, ...] = tuple(line)
        if len(values) != len(columns):
            raise ValueError("a row has too many or too few values")
        yield Row(table, columns, values)
