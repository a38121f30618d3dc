"""What may go wrong with a database, and one line about it for the operator.

No text of a library reaches a log from here: it might quote an address or a statement.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from asyncpg import InterfaceError, PostgresError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import StorageError

TROUBLE: Final = (SQLAlchemyError, PostgresError, InterfaceError, OSError, StorageError)
"""Everything that means: this database cannot be used just now (`TimeoutError` is an OSError)."""

_SQLITE: Final = (
    ("locked", "it is locked by another program"),
    ("readonly", "it may only be read, not written"),
    ("full", "the disk is full"),
    ("unable to open", "its file or folder cannot be opened"),
    ("disk i/o", "the disk reports an error"),
    ("not a database", "the file is damaged or no database"),
    ("malformed", "the file is damaged"),
)
_POSTGRES: Final = (
    ("28", "it refuses the login"),
    ("3D", "there is no database of this name"),
    ("42501", "this user may not write there"),
    ("53100", "its disk is full"),
    ("53", "it has no room for another connection"),
    ("57", "it is starting or stopping"),
    ("25006", "it may only be read, not written"),
)


def is_trouble_of_all(error: BaseException) -> bool:
    """Tell whether everything fails now, not only the statement that met the error."""
    return not isinstance(error, DBAPIError) or _mapped(error) is not None or _is_lost(error)


def described(error: BaseException) -> str:
    """Return why the database cannot be used, as half a sentence."""
    if isinstance(error, StorageError):
        return str(error).rstrip(".")
    if isinstance(error, TimeoutError):
        return "it does not answer in time"
    if known := _mapped(error):
        return known
    if isinstance(error, OSError) or _is_lost(error):
        return "it cannot be reached"
    return type(error).__name__


def _mapped(error: BaseException) -> str | None:
    cause: BaseException | None = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        message = str(cause).lower()
        return next((line for part, line in _SQLITE if part in message), None)
    state = str(getattr(cause, "sqlstate", None) or "")
    return next((line for start, line in _POSTGRES if state.startswith(start)), None)


def _is_lost(error: BaseException) -> bool:
    if isinstance(error, DBAPIError):
        state = str(getattr(error.orig, "sqlstate", None) or "")
        return error.connection_invalidated or state.startswith("08")
    return isinstance(error, InterfaceError)
