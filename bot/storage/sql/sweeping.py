"""Delete what is past its time; the times stand in `retention`.

A little at a time, so that no answer waits for a big clean-up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import ColumnElement, Delete, Table, delete, or_, select, tuple_

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

AT_ONCE = 1_000
"""Rows one transaction deletes at most."""
_LOST = timedelta(days=1)
"""An update nobody finished and nobody holds is given up after this."""


def sweeps(now: int) -> Iterator[Delete]:
    """Yield what is to be done, each until it deletes fewer than AT_ONCE rows."""
    for table, is_old in _old(now):
        key = tuple_(*table.primary_key)
        some = select(*table.primary_key).where(is_old).limit(AT_ONCE)
        yield delete(table).where(key.in_(some))


def _old(now: int) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    def before(span: timedelta) -> int:
        return now - int(span.total_seconds() * 1000)

    def day_before(span: timedelta) -> str:
        return day_of(before(span) / 1000).isoformat()

    asked = select(ASKERS.c.item).where(ASKERS.c.item == INBOX.c.id).exists()
    last_use = retention.SECRET + max(retention.VOTES, retention.QUESTIONS)
    is_lost = UPDATES.c.done_at.is_(None) & (UPDATES.c.lease_until < before(_LOST))
    yield CHATS, CHATS.c.changed_at < before(retention.CONTEXT)
    yield LINKS, LINKS.c.noted_at < before(retention.ANSWER_LINKS)
    yield FIRSTS, FIRSTS.c.noted_at < before(retention.DONE_UPDATES)
    yield VOTES, VOTES.c.cast_at < before(retention.VOTES)
    yield ASKERS, ASKERS.c.asked_at < before(retention.QUESTIONS)
    yield INBOX, INBOX.c.question.is_not(None) & ~asked
    yield INBOX, INBOX.c.last_day < day_before(retention.QUESTIONS)
    yield COUNTS, COUNTS.c.day < day_before(retention.COUNTS)
    yield UPDATES, or_(UPDATES.c.done_at < before(retention.DONE_UPDATES), is_lost)
    yield SECRETS, SECRETS.c.made_at < before(last_use)
