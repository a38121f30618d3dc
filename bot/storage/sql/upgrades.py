"""Bring a database to the shape of `tables`, one numbered step after the other, in place.

A step that was released never changes; whoever needs another shape adds a step. Each is plain
SQL that both databases understand, and all missing ones run in one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, inspect, text

from bot.errors import StorageError

STEPS: tuple[str, ...] = (
    # 1
    """
    CREATE TABLE secrets (made_at BIGINT NOT NULL PRIMARY KEY, secret TEXT NOT NULL);
    CREATE TABLE chats (
        bot BIGINT NOT NULL, chat BIGINT NOT NULL,
        context TEXT NOT NULL, changed_at BIGINT NOT NULL,
        PRIMARY KEY (bot, chat)
    );
    CREATE TABLE updates (
        mark TEXT NOT NULL PRIMARY KEY,
        bot BIGINT NOT NULL, number BIGINT NOT NULL, chat BIGINT,
        owner TEXT, taken INTEGER NOT NULL, lease_until BIGINT NOT NULL, done_at BIGINT
    );
    CREATE INDEX updates_by_number ON updates (bot, number);
    CREATE INDEX updates_by_chat ON updates (bot, chat);
    CREATE TABLE firsts (
        bot BIGINT NOT NULL, chat BIGINT NOT NULL, what TEXT NOT NULL,
        mark TEXT NOT NULL, noted_at BIGINT NOT NULL,
        PRIMARY KEY (bot, chat, what)
    );
    CREATE TABLE links (
        bot BIGINT NOT NULL, chat BIGINT NOT NULL, question BIGINT NOT NULL,
        answers TEXT NOT NULL, noted_at BIGINT NOT NULL,
        PRIMARY KEY (bot, chat, question)
    );
    CREATE TABLE counts (
        day TEXT NOT NULL, intent TEXT NOT NULL, outcome TEXT NOT NULL, language TEXT NOT NULL,
        number BIGINT NOT NULL,
        PRIMARY KEY (day, intent, outcome, language)
    );
    CREATE TABLE votes (
        ballot TEXT NOT NULL PRIMARY KEY, voter TEXT NOT NULL, up INTEGER NOT NULL,
        day TEXT NOT NULL, intent TEXT NOT NULL, language TEXT NOT NULL, cast_at BIGINT NOT NULL
    );
    CREATE INDEX votes_by_voter ON votes (voter);
    CREATE TABLE inbox (
        id TEXT NOT NULL PRIMARY KEY, reason TEXT NOT NULL, language TEXT NOT NULL,
        question TEXT, nearest TEXT NOT NULL, number BIGINT NOT NULL,
        first_day TEXT NOT NULL, last_day TEXT NOT NULL, state TEXT NOT NULL
    );
    CREATE TABLE askers (
        item TEXT NOT NULL, asker TEXT NOT NULL, asked_at BIGINT NOT NULL,
        PRIMARY KEY (item, asker)
    )
    """,
)

_META = "CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)"
_LOCK = 0x6B62_7570
"""Held while upgrading, so that replicas starting together do it one after the other."""


class UnfitDatabaseError(StorageError):
    """The database is there, but not one of this program, or one of a newer one."""


def upgrade(connection: Connection, steps: Sequence[str] = STEPS) -> int:
    """Run the steps that are missing, inside the caller's transaction; return how many.

    Raises UnfitDatabaseError when the database knows more steps than this program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    version = version_of(connection)
    if version > len(steps):
        raise UnfitDatabaseError(
            f"the database has version {version}, and this program knows up to {len(steps)}; "
            "run a newer Karrierebot, or name another database in DATABASE_URL."
        )
    if version == 0:
        connection.execute(text(_META))
    for step in steps[version:]:
        for statement in step.split(";"):
            connection.execute(text(statement))
    if version < len(steps):
        _note_version(connection, len(steps))
    return len(steps) - version


def version_of(connection: Connection) -> int:
    """Return the number of the last step this database has taken; 0 for an empty one."""
    tables = inspect(connection).get_table_names()
    if "meta" not in tables:
        if tables:
            raise UnfitDatabaseError(
                "the database holds tables of another program; name an empty one in DATABASE_URL."
            )
        return 0
    found = connection.execute(text("SELECT value FROM meta WHERE name = 'version'"))
    version = str(found.scalar_one_or_none() or "")
    if not version.isdigit():
        raise UnfitDatabaseError(
            "the database does not say which version it has; restore a backup."
        )
    return int(version)


def _note_version(connection: Connection, version: int) -> None:
    connection.execute(text("DELETE FROM meta WHERE name = 'version'"))
    connection.execute(
        text("INSERT INTO meta (name, value) VALUES ('version', :version)"),
        {"version": str(version)},
    )
