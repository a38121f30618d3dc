"""Delete what is past its time; the times stand in `retention`."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, Delete, delete, or_, select

from bot.storage import retention
from bot.storage.days import day_of
from bot.storage.sql.tables import (
    ASKERS,
    CHATS,
    COUNTS,
    FIRSTS,
    INBOX,
    LINKS,
    SECRETS,
    UPDATES,
    VOTES,
)

_LOST = timedelta(days=1)
"""An update nobody finished and nobody holds is given up after this."""


def sweep(connection: Connection, now: int) -> int:
    """Delete what is past its time; return how many rows that were."""
    return sum(connection.execute(statement).rowcount for statement in _statements(now))


def _statements(now: int) -> tuple[Delete, ...]:
    def before(span: timedelta) -> int:
        return now - int(span.total_seconds() * 1000)

    def day_before(span: timedelta) -> str:
        return day_of(before(span) / 1000).isoformat()

    asked = select(ASKERS.c.item).where(ASKERS.c.item == INBOX.c.id).exists()
    return (
        delete(CHATS).where(CHATS.c.changed_at < before(retention.CONTEXT)),
        delete(LINKS).where(LINKS.c.noted_at < before(retention.ANSWER_LINKS)),
        delete(FIRSTS).where(FIRSTS.c.noted_at < before(retention.DONE_UPDATES)),
        delete(VOTES).where(VOTES.c.cast_at < before(retention.VOTES)),
        delete(ASKERS).where(ASKERS.c.asked_at < before(retention.QUESTIONS)),
        delete(INBOX).where(
            or_(
                INBOX.c.question.is_not(None) & ~asked,
                INBOX.c.last_day < day_before(retention.QUESTIONS),
            )
        ),
        delete(COUNTS).where(COUNTS.c.day < day_before(retention.COUNTS)),
        delete(UPDATES).where(UPDATES.c.done_at < before(retention.DONE_UPDATES)),
        delete(UPDATES).where(UPDATES.c.done_at.is_(None), UPDATES.c.lease_until < before(_LOST)),
        delete(SECRETS).where(
            SECRETS.c.made_at
            < before(retention.SECRET + max(retention.VOTES, retention.QUESTIONS))
        ),
    )
