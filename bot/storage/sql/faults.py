"""What may go wrong with a database, and one line about it for the operator.

No text of a library reaches a log from here: it might quote an address or a statement.
"""

from __future__ import annotations

import errno
import sqlite3
from typing import Final

from asyncpg import InterfaceError, PostgresError
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError

from bot.errors import StorageError

TROUBLE: Final = (SQLAlchemyError, PostgresError, InterfaceError, OSError, StorageError)
"""Everything that means: this database cannot be used just now (`TimeoutError` is an OSError)."""

_UNREACHABLE: Final = "it cannot be reached"
_STARTING: Final = "it is starting or stopping"
_SYSTEM: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EACCES: "its file or folder may not be written",
    errno.EPERM: "its file or folder may not be written",
    errno.EROFS: "its file or folder may not be written",
}
_SQLITE: Final = (
    ("locked", "it is locked by another program"),
    ("readonly", "it may only be read, not written"),
    ("full", "the disk is full"),
    ("unable to open", "its file or folder cannot be opened"),
    ("disk i/o", "the disk reports an error"),
    ("not a database", "the file is damaged or no database"),
    ("malformed", "the file is damaged"),
    ("no such table", "its tables are gone"),
)
_ONE_REQUEST: Final = ("22", "23")
_POSTGRES: Final = (
    ("28", "it refuses the login"),
    ("3D", "there is no database of this name"),
    ("42501", "this user may not write there"),
    ("42P01", "its tables are gone"),
    ("53100", "its disk is full"),
    ("53", "it has no room for another connection"),
    ("57", _STARTING),
    ("25006", "it may only be read, not written"),
)


def is_trouble_of_all(error: BaseException) -> bool:
    """Tell whether the database fails, and not only one request for what it holds."""
    if isinstance(error, (DataError, IntegrityError)) or not isinstance(error, TROUBLE):
        return False
    return not _state(error).startswith(_ONE_REQUEST)


def described(error: BaseException) -> str:
    """Return why the database cannot be used, as half a sentence."""
    if isinstance(error, StorageError):
        return str(error).rstrip(".")
    if isinstance(error, TimeoutError):
        return "it does not answer in time"
    if known := _mapped(error):
        return known
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0, _UNREACHABLE)
    return _UNREACHABLE if _is_lost(error) else type(error).__name__


def is_nobody_there(error: BaseException) -> bool:
    """Tell whether no server answered: once one does, the fault is over for certain."""
    return described(error) in {_UNREACHABLE, _STARTING}


def _mapped(error: BaseException) -> str | None:
    if isinstance(error, DBAPIError) and isinstance(error.orig, sqlite3.Error):
        message = str(error.orig).lower()
        return next((line for part, line in _SQLITE if part in message), None)
    state = _state(error)
    return next((line for start, line in _POSTGRES if state.startswith(start)), None)


def _is_lost(error: BaseException) -> bool:
    invalidated = isinstance(error, DBAPIError) and error.connection_invalidated
    return invalidated or isinstance(error, InterfaceError) or _state(error).startswith("08")


def _state(error: BaseException) -> str:
    """Return PostgreSQL's code of an error, or nothing."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(cause, "sqlstate", None) or "")
