"""All rows of a database as plain values, and back into a database of either kind.

Where they are written is not known here (`backup`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, Integer, MetaData, Table, func, inspect, select, text

from bot.errors import StorageError
from bot.storage.sql.tables import META, METADATA, UPDATES
from bot.storage.sql.upgrades import STEPS, upgrade

_AT_ONCE = 500

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one table; `columns` names its values."""

    table: str
    columns: tuple[str, ...]
    values: tuple[Value, ...]


def rows(connection: Connection) -> Iterator[Row]:
    """Yield everything worth keeping: updates in hand are not, they belong to a process."""
    for table in METADATA.sorted_tables:
        if table is META:
            continue
        query = select(table).order_by(*table.primary_key)
        if table is UPDATES:
            query = query.where(UPDATES.c.done_at.is_not(None))
        columns = tuple(column.name for column in table.columns)
        for found in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
            yield Row(table.name, columns, tuple(found))


def fill(
    connection: Connection, version: int, given: Callable[[], Iterable[Row]], *, replace: bool
) -> int:
    """Put rows of a database of that version in the place of all there are; return how many.

    Upgrades them on the way. Raises StorageError, and changes nothing, where the database is not
    empty (unless `replace`) or a row does not fit.
    """
    if not replace and not _is_empty(connection):
        raise StorageError(
            "the database is not empty; stop the bot, save a backup of it and use --replace."
        )
    for name in inspect(connection).get_table_names():
        connection.execute(text(f'DROP TABLE "{name}"'))
    upgrade(connection, STEPS[:version])
    schema = MetaData()
    schema.reflect(connection)
    number = 0
    waiting = iter(given())
    while some := list(islice(waiting, _AT_ONCE)):
        _insert(connection, schema, some)
        number += len(some)
    upgrade(connection, STEPS)
    return number


def _is_empty(connection: Connection) -> bool:
    return not any(
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in METADATA.sorted_tables
        if table is not META
    )


def _insert(connection: Connection, schema: MetaData, some: Sequence[Row]) -> None:
    groups: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
    for row in some:
        groups.setdefault((row.table, row.columns), []).append(row)
    for (name, columns), group in groups.items():
        table = schema.tables.get(name)
        if table is None or name == META.name or set(columns) != set(table.columns.keys()):
            raise StorageError(f"the backup has a table {name!r} this program does not know.")
        values = [dict(zip(columns, row.values, strict=True)) for row in group]
        for each in values:
            _check(table, each)
        connection.execute(table.insert(), values)


def _check(table: Table, values: dict[str, Value]) -> None:
    """Refuse what SQLite would take without a word: texts for numbers, nothing for something."""
    for column in table.columns:
        value = values[column.name]
        kind = int if isinstance(column.type, Integer) else str
        fits = column.nullable if value is None else type(value) is kind
        if not fits:
            raise StorageError(f"the backup has an odd value in {table.name}.{column.name}.")
