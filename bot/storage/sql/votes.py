"""Thumbs in the database: who voted as a keyed hash, what was voted as counts."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select

from bot.storage.days import day_of
from bot.storage.sql.dialect import AnyRow, add
from bot.storage.sql.keyed import keys
from bot.storage.sql.tables import COUNTS, VOTES
from bot.storage.values import THUMB_DOWN, THUMB_UP, Ballot


def vote(connection: Connection, bot: int, ballot: Ballot, now: int) -> bool | None:
    """Note a thumb, moving the count of an earlier one; return that, or None."""
    living = keys(connection, now)
    where = ("ballot", bot, ballot.chat, ballot.message, ballot.person)
    mine = VOTES.c.ballot.in_(living.all(*where))
    earlier = connection.execute(select(*VOTES.c).where(mine)).first()
    if earlier is not None and ballot.up == bool(earlier.up):
        return bool(earlier.up)
    if earlier is not None:
        connection.execute(delete(VOTES).where(mine))
        _count(connection, earlier, -1)
    if ballot.up is not None:
        cast = {
            "ballot": living.hash(*where),
            "voter": living.hash("voter", bot, ballot.person),
            "up": int(ballot.up),
            "day": day_of(now / 1000).isoformat(),
            "intent": ballot.intent,
            "language": ballot.language,
            "cast_at": now,
        }
        made = connection.execute(VOTES.insert().values(cast).returning(*VOTES.c)).one()
        _count(connection, made, 1)
    return None if earlier is None else bool(earlier.up)


def votes_of(connection: Connection, bot: int, person: int, now: int) -> int:
    """Return how many votes of a person are kept."""
    hashes = keys(connection, now).all("voter", bot, person)
    found = select(func.count()).select_from(VOTES).where(VOTES.c.voter.in_(hashes))
    return connection.execute(found).scalar_one()


def forget_voter(connection: Connection, bot: int, person: int, now: int) -> int:
    """Delete who voted; the counts stay. Return how many votes that were."""
    hashes = keys(connection, now).all("voter", bot, person)
    return connection.execute(delete(VOTES).where(VOTES.c.voter.in_(hashes))).rowcount


def _count(connection: Connection, vote: AnyRow, by: int) -> None:
    connection.execute(
        add(connection, COUNTS),
        {
            "day": vote.day,
            "intent": vote.intent,
            "outcome": THUMB_UP if vote.up else THUMB_DOWN,
            "language": vote.language,
            "number": by,
        },
    )
