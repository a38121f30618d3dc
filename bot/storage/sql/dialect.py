"""The little in which the two databases differ: inserting where a row may be there already."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Table
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


def add(connection: Connection, table: Table) -> Insert:
    """Return an INSERT that adds to `number` of a row that is there, and keeps the rest."""
    return _add(connection.dialect.name, table)


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
def _add(name: str, table: Table) -> Insert:
    statement = _plain(name, table)
    key = [column.name for column in table.primary_key]
    more = table.c.number + statement.excluded["number"]
    return statement.on_conflict_do_update(index_elements=key, set_={"number": more})
