"""Keyed hashes of persons and chats: comparable while their secret lives, meaningless after.

The secret lives in the database, is replaced by and by, and is deleted with the last hash it
can have made (`sweep`). From a copy of the tables without it nobody is found.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.storage import retention
from bot.storage.sql.dialect import keep
from bot.storage.sql.tables import SECRETS

_BYTES = 16


@dataclass(frozen=True, slots=True)
class Keys:
    """The living secrets, newest first."""

    secrets: tuple[str, ...]

    def hash(self, *what: object) -> str:
        """Return the keyed hash to note now."""
        return _hash(self.secrets[0], what)

    def all(self, *what: object) -> tuple[str, ...]:
        """Return every hash under which this may have been noted."""
        return tuple(_hash(secret, what) for secret in self.secrets)


def keys(connection: Connection, now: int) -> Keys:
    """Return the living secrets, after making a new one where the newest is too old."""
    living = _living(connection)
    if not living or living[0][0] <= now - retention.SECRET.total_seconds() * 1000:
        made = {"made_at": now, "secret": secrets.token_hex(32)}
        connection.execute(keep(connection, SECRETS), made)
        living = _living(connection)
    return Keys(tuple(secret for _, secret in living))


def _living(connection: Connection) -> list[tuple[int, str]]:
    found = connection.execute(
        select(SECRETS.c.made_at, SECRETS.c.secret).order_by(SECRETS.c.made_at.desc())
    )
    return [(made_at, secret) for made_at, secret in found]


def _hash(secret: str, what: tuple[object, ...]) -> str:
    message = "\n".join(map(str, what)).encode()
    return hmac.new(bytes.fromhex(secret), message, hashlib.sha256).hexdigest()[: 2 * _BYTES]
