"""The little in which the two databases differ: inserting where a row may be there already.

Every update writes some rows. They go to the driver as they are (`write`): what SQLAlchemy does
anew for each statement and row takes ten times as long as SQLite itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Row, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

Insert = SqliteInsert | PostgresInsert
AnyRow = Row[*tuple[Any, ...]]


def keep(connection: Connection, table: Table) -> Insert:
    """Return an INSERT that leaves a row as it is."""
    return _keep(connection.dialect.name, table)


def replace(connection: Connection, table: Table) -> Insert:
    """Return an INSERT that replaces all of a row but its key."""
    return _replace(connection.dialect.name, table)


def add(connection: Connection, table: Table, *newest: str) -> Insert:
    """Return an INSERT that adds to `number` of a row that is there, and keeps the rest.

    The columns `newest` take the new value.
    """
    return _add(connection.dialect.name, table, newest)


def write(connection: Connection, statement: Insert, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows with a value for each column, by one of the statements above."""
    written, names = _written(connection.dialect, statement)
    pick = itemgetter(*names)
    values = [pick(row) for row in rows]
    if connection.dialect.name == "sqlite":  # each row of its own would let go of the interpreter
        together = _of_rows(written, len(names), len(values))
        connection.exec_driver_sql(together, tuple(chain.from_iterable(values)))
    else:
        connection.exec_driver_sql(written, values)


def _plain(name: str, table: Table) -> Insert:
    return postgresql.insert(table) if name == "postgresql" else sqlite.insert(table)


@cache
def _keep(name: str, table: Table) -> Insert:
    return _plain(name, table).on_conflict_do_nothing()


@cache
def _replace(name: str, table: Table) -> Insert:
    statement = _plain(name, table)
    key = [column.name for column in table.primary_key]
    given = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column.name not in key
    }
    return statement.on_conflict_do_update(index_elements=key, set_=given)


@cache
def _add(name: str, table: Table, newest: tuple[str, ...]) -> Insert:
    statement = _plain(name, table)
    key = [column.name for column in table.primary_key]
    more = {"number": table.c.number + statement.excluded["number"]}
    given = {column: statement.excluded[column] for column in newest}
    return statement.on_conflict_do_update(index_elements=key, set_={**given, **more})


@cache
def _written(dialect: Dialect, statement: Insert) -> tuple[str, Sequence[str]]:
    """Return a statement as the driver takes it, and the columns in the order of its values."""
    compiled = statement.compile(dialect=dialect)
    return str(compiled), compiled.positiontup or ()


@cache
def _of_rows(written: str, columns: int, rows: int) -> str:
    """Return the statement for so many rows."""
    row = f"({', '.join('?' * columns)})"
    return written.replace(f"VALUES {row}", f"VALUES {', '.join([row] * rows)}", 1)
