"""The tables as the program uses them now; `upgrades` brings a database to this shape.

Times are whole milliseconds since 1970, days are ISO dates, everything else is numbers and text,
so that both databases and the backup file hold the same values.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

METADATA = MetaData()

META = Table(
    "meta",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

SECRETS = Table(
    "secrets",
    METADATA,
    Column("made_at", BigInteger, primary_key=True, autoincrement=False),
    Column("secret", Text, nullable=False),
)

CHATS = Table(
    "chats",
    METADATA,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("context", Text, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

UPDATES = Table(
    "updates",
    METADATA,
    Column("mark", Text, primary_key=True),
    Column("bot", BigInteger, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("chat", BigInteger),  # only until the update is done
    Column("owner", Text),
    Column("taken", Integer, nullable=False),
    Column("lease_until", BigInteger, nullable=False),
    Column("done_at", BigInteger),
)
Index("updates_by_number", UPDATES.c.bot, UPDATES.c.number)
Index("updates_by_chat", UPDATES.c.bot, UPDATES.c.chat)

FIRSTS = Table(
    "firsts",
    METADATA,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("what", Text, primary_key=True),
    Column("mark", Text, nullable=False),
    Column("noted_at", BigInteger, nullable=False),
)

LINKS = Table(
    "links",
    METADATA,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("question", BigInteger, primary_key=True, autoincrement=False),
    Column("answers", Text, nullable=False),
    Column("noted_at", BigInteger, nullable=False),
)

COUNTS = Table(
    "counts",
    METADATA,
    Column("day", Text, primary_key=True),
    Column("intent", Text, primary_key=True),
    Column("outcome", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
)

VOTES = Table(
    "votes",
    METADATA,
    Column("ballot", Text, primary_key=True),
    Column("voter", Text, nullable=False),
    Column("up", Integer, nullable=False),
    Column("day", Text, nullable=False),
    Column("intent", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("cast_at", BigInteger, nullable=False),
)
Index("votes_by_voter", VOTES.c.voter)

INBOX = Table(
    "inbox",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("question", Text),
    Column("nearest", Text, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("first_day", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("state", Text, nullable=False),
)

ASKERS = Table(
    "askers",
    METADATA,
    Column("item", Text, primary_key=True),
    Column("asker", Text, primary_key=True),
    Column("asked_at", BigInteger, nullable=False),
)
