"""Decide who handles an update, where several processes share one database.

An update waits (announced) or is taken, under a lease that its process renews; a process that
died loses its leases by itself. Of one chat only one update is taken at a time, the lowest first.
All claims are made one after the other, under one lock, so that the decision is a plain one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select, text, update

from bot.storage.sql.dialect import AnyRow, replace, write
from bot.storage.sql.finishing import Moment
from bot.storage.sql.tables import UPDATES
from bot.storage.values import Claim, UpdateKey

LEASE_SECONDS = 10.0
RENEWAL_SECONDS = 2.5

_TIME = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
_LOCK = text(f"SELECT pg_advisory_xact_lock({0x6B62_636C}), {_TIME} AS now")
_CLOCK = text(f"SELECT {_TIME}")
_BY_MARK = select(
    UPDATES.c.mark, UPDATES.c.owner, UPDATES.c.taken, UPDATES.c.lease_until, UPDATES.c.done_at
).where(UPDATES.c.mark.in_(bindparam("marks", expanding=True)))
_LIVE = select(UPDATES.c.mark, UPDATES.c.chat, UPDATES.c.number, UPDATES.c.taken).where(
    UPDATES.c.bot == bindparam("of"),
    UPDATES.c.chat.in_(bindparam("chats", expanding=True)),
    UPDATES.c.done_at.is_(None),
    UPDATES.c.lease_until > bindparam("now"),
)
_IS_HELD = (UPDATES.c.owner == bindparam("whose"), UPDATES.c.done_at.is_(None))
_HELD = select(UPDATES.c.mark).where(*_IS_HELD).order_by(UPDATES.c.mark).with_for_update()
_RENEW = (
    update(UPDATES)
    .where(UPDATES.c.mark.in_(_HELD.scalar_subquery()), *_IS_HELD)
    .values(lease_until=bindparam("until"))
)
_RELEASED = _HELD.where(UPDATES.c.mark.in_(bindparam("marks", expanding=True)))
_RELEASE = delete(UPDATES).where(UPDATES.c.mark.in_(_RELEASED.scalar_subquery()), *_IS_HELD)
"""Both lock rows in the order of their keys, as everything does here: nothing waits crosswise."""


_Lane = dict[str, tuple[int, bool]]
"""Updates of one chat by mark: their number, and whether somebody is at work on it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One update to be announced or, with `take`, claimed; `held` if this process has it."""

    update: UpdateKey
    take: bool
    held: bool = False


def lock(connection: Connection) -> int | None:
    """Let nobody else decide meanwhile; return the database's time in milliseconds, if it has one.

    Leases go by that one clock: those of the processes' machines may differ by more than a lease.
    """
    if connection.dialect.name != "postgresql":
        return None
    return int(connection.execute(_LOCK).one().now)


def clock(connection: Connection) -> int | None:
    """Return the database's time in milliseconds, if it has one."""
    if connection.dialect.name != "postgresql":
        return None
    return int(connection.execute(_CLOCK).scalar_one())


def decide(
    connection: Connection, wishes: Sequence[Wish], owner: str, moment: Moment
) -> Mapping[str, Claim]:
    """Return what became of each wish, by mark, after noting it. Call `lock` before."""
    rows = _by_mark(connection, (wish.update.mark for wish in wishes))
    lanes = _lanes(connection, wishes, moment)
    claims: dict[str, Claim] = {}
    noted: dict[str, dict[str, object]] = {}
    for wish in sorted(wishes, key=lambda wish: (wish.update.number, not wish.take)):
        mark, row = wish.update.mark, rows.get(wish.update.mark)
        if mark in claims:
            continue
        lane = lanes.get(wish.update.chat, {})
        claims[mark] = claim = _claim(wish, row, lane, owner, moment.now)
        if claim is Claim.YOURS:
            lane[mark] = (wish.update.number, True)
        is_free = row is None or (row.done_at is None and row.lease_until <= moment.now)
        if claim is Claim.YOURS or is_free:
            noted[mark] = _row(wish.update, owner, moment, taken=claim is Claim.YOURS)
    if noted:
        write(connection, replace(connection, UPDATES), [noted[mark] for mark in sorted(noted)])
    return claims


def renew(connection: Connection, owner: str, moment: Moment) -> None:
    """Prolong all leases of a process."""
    connection.execute(_RENEW, {"whose": owner, "until": _until(moment)})


def release(connection: Connection, marks: Iterable[str], owner: str) -> None:
    """Give updates back that were not handled."""
    connection.execute(_RELEASE, {"marks": sorted(marks), "whose": owner})


def _by_mark(connection: Connection, marks: Iterable[str]) -> dict[str, AnyRow]:
    found = connection.execute(_BY_MARK, {"marks": list(marks)})
    return {row.mark: row for row in found}


def _lanes(
    connection: Connection, wishes: Sequence[Wish], moment: Moment
) -> dict[int | None, _Lane]:
    """Return by chat the updates that live processes have in hand, those of `wishes` included."""
    chats = {wish.update.chat for wish in wishes if wish.update.chat is not None}
    found = connection.execute(
        _LIVE, {"of": moment.bot, "chats": sorted(chats), "now": moment.now}
    )
    lanes: dict[int | None, _Lane] = {chat: {} for chat in chats}
    for row in found:
        lanes[row.chat][row.mark] = (row.number, bool(row.taken))
    for wish in wishes:
        if wish.update.chat is not None:
            lanes[wish.update.chat].setdefault(wish.update.mark, (wish.update.number, False))
    return lanes


def _claim(wish: Wish, row: AnyRow | None, lane: _Lane, owner: str, now: int) -> Claim:
    if row is not None and row.done_at is not None:
        return Claim.DONE
    if not wish.take or wish.held or not _is_mine(row, owner, now):
        return Claim.WAIT
    is_behind = any(
        taken or number < wish.update.number
        for mark, (number, taken) in lane.items()
        if mark != wish.update.mark
    )
    return Claim.WAIT if is_behind else Claim.YOURS


def _is_mine(row: AnyRow | None, owner: str, now: int) -> bool:
    """Tell whether no living other process holds this update."""
    return row is None or row.owner == owner or row.lease_until <= now


def _row(key: UpdateKey, owner: str, moment: Moment, *, taken: bool) -> dict[str, object]:
    return {
        "mark": key.mark,
        "bot": moment.bot,
        "number": key.number,
        "chat": key.chat,
        "owner": owner,
        "taken": int(taken),
        "lease_until": _until(moment),
        "done_at": None,
    }


def _until(moment: Moment) -> int:
    return moment.now + int(LEASE_SECONDS * 1000)
