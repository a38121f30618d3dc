"""Read where the database is: `sqlite:///file`, `postgresql://…`, or `off` for none.

Opens nothing. The password is kept out of `repr` and out of every message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from sqlalchemy import URL

from bot.errors import SettingsError

OFF = "off"
_POSTGRES = frozenset({"postgresql", "postgres", "postgresql+asyncpg"})
_SQLITE = frozenset({"sqlite", "sqlite+aiosqlite"})
_EXAMPLE = "for example sqlite:////var/lib/karrierebot/bot.db or postgresql://bot@db/karrierebot"
_SSL = frozenset({"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})


@dataclass(frozen=True, slots=True)
class Address:
    """One database. `file` is set for SQLite only; `shown` may be logged."""

    url: URL = field(repr=False)
    shown: str
    file: Path | None = None
    options: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What the driver of PostgreSQL is told beside the URL."""


def read_address(given: str) -> Address | None:
    """Return the address in DATABASE_URL, or None for `off`. Raises SettingsError."""
    if given == OFF:
        return None
    scheme, colon, rest = given.partition(":")
    if not colon:
        raise SettingsError(f"DATABASE_URL is no address of a database; {_EXAMPLE}.")
    if scheme in _SQLITE:
        return file_address(_sqlite_path(rest))
    if scheme in _POSTGRES:
        return _postgres(f"postgresql:{rest}")
    raise SettingsError(f"DATABASE_URL must be SQLite or PostgreSQL; {_EXAMPLE}.")


def file_address(path: Path) -> Address:
    """Return the address of a SQLite file."""
    absolute = path.absolute()
    return Address(URL.create("sqlite", database=str(absolute)), str(absolute), file=absolute)


def _sqlite_path(rest: str) -> Path:
    """Return the file: after three slashes relative, after four absolute, as everywhere."""
    path = unquote(rest.removeprefix("//").removeprefix("/") if rest.startswith("///") else rest)
    if not path.strip() or (rest.startswith("//") and not rest.startswith("///")):
        raise SettingsError(f"DATABASE_URL names no SQLite file; {_EXAMPLE}.")
    if path == ":memory:" or "?" in rest or "\0" in path:
        raise SettingsError('DATABASE_URL must name a plain SQLite file; "off" keeps nothing.')
    return Path(path)


def _postgres(address: str) -> Address:
    try:
        parts = urlsplit(address)
        port = parts.port
        query = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    except ValueError:
        raise SettingsError(
            'DATABASE_URL cannot be read; write "@", "/", "?" and "#" in a password as '
            "%40, %2F, %3F and %23."
        ) from None
    name = unquote(parts.path.removeprefix("/"))
    host = unquote(parts.hostname or query.pop("host", ""))
    if not name or "/" in name:
        raise SettingsError(f"DATABASE_URL names no database after the host; {_EXAMPLE}.")
    url = URL.create(
        "postgresql+asyncpg",
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        host=host or None,
        port=port or _port(query.pop("port", "")),
        database=name,
    )
    shown = f"PostgreSQL {name} on {host or 'this machine'}" + (f":{url.port}" if url.port else "")
    return Address(url, shown, options=_options(query))


def _port(written: str) -> int | None:
    if written and not (written.isascii() and written.isdigit() and 0 < int(written) < 2**16):
        raise SettingsError("DATABASE_URL has a port that cannot be.")
    return int(written) if written else None


def _options(query: dict[str, str]) -> dict[str, str]:
    mode = query.pop("sslmode", query.pop("ssl", ""))
    if mode and mode not in _SSL:
        raise SettingsError(f"DATABASE_URL: sslmode must be one of {', '.join(sorted(_SSL))}.")
    for key in query:
        raise SettingsError(f"DATABASE_URL: {key!r} is unknown behind the “?”; leave it away.")
    return {"ssl": mode} if mode else {}
