"""What was not understood, in the database: counts, or scrubbed questions with who asked hashed.

A person is hashed anew for every question, so that nobody can tell what else they asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from sqlalchemy import Connection, delete, func, or_, select, update

from bot.storage import retention
from bot.storage.days import day_of
from bot.storage.questions import Question, question_of
from bot.storage.sql.dialect import AnyRow, add, keep, write
from bot.storage.sql.keyed import keys
from bot.storage.sql.tables import ASKERS, INBOX
from bot.storage.values import InboxItem, KeepQuestions, Missed, State


class When(Protocol):
    """The moment something is noted, in milliseconds, and what the operator chose to keep."""

    @property
    def now(self) -> int: ...
    @property
    def keep(self) -> KeepQuestions: ...


def note(connection: Connection, missed: Iterable[tuple[Missed, int | None]], when: When) -> None:
    """Count missed questions, each with its chat; keep their scrubbed text where the operator
    chose so.
    """
    found = ((question_of(each, when.keep), chat) for each, chat in missed)
    noted = [(question, chat) for question, chat in found if question is not None]
    if not noted:
        return
    noted.sort(key=lambda each: each[0].id)  # two replicas do not wait for each other
    today = day_of(when.now / 1000).isoformat()
    write(connection, add(connection, INBOX, "last_day"), [_row(each, today) for each, _ in noted])
    asked_by = [(each.id, chat) for each, chat in noted if each.text is not None]
    if any(chat is not None for _, chat in asked_by):
        living = keys(connection, when.now)
        rows = [
            {"item": item, "asker": living.hash("asker", item, chat), "asked_at": when.now}
            for item, chat in asked_by
            if chat is not None
        ]
        write(connection, keep(connection, ASKERS), rows)


def items(connection: Connection, state: State | None) -> list[InboxItem]:
    """Return the items in a state, the most asked first; texts only once enough chats asked."""
    askers = func.count(ASKERS.c.asker)
    query = (
        select(*INBOX.c, askers.label("chats"))
        .outerjoin(ASKERS, ASKERS.c.item == INBOX.c.id)
        .group_by(*INBOX.c)
        .having(or_(INBOX.c.question.is_(None), askers >= retention.SHOWN_FROM_CHATS))
        .order_by(INBOX.c.number.desc(), INBOX.c.id)
    )
    if state is not None:
        query = query.where(INBOX.c.state == state.value)
    return [_item(row) for row in connection.execute(query)]


def settle(connection: Connection, item: str, state: State) -> bool:
    """Set the state of an item; False where there is none."""
    done = connection.execute(update(INBOX).where(INBOX.c.id == item).values(state=state.value))
    return done.rowcount > 0


def asked(connection: Connection, chat: int, now: int) -> dict[str, tuple[str, ...]]:
    """Return the kept questions a chat asked: the hashes it has there, by item."""
    living = keys(connection, now)
    kept = connection.execute(select(ASKERS.c.item).distinct()).scalars().all()
    mine = {item: living.all("asker", item, chat) for item in kept}
    everybody = connection.execute(select(ASKERS.c.item, ASKERS.c.asker))
    found: dict[str, tuple[str, ...]] = {}
    for item, asker in everybody:
        if asker in mine[item]:
            found[item] = (*found.get(item, ()), asker)
    return found


def forget_asker(connection: Connection, chat: int, now: int) -> int:
    """Delete a chat from the kept questions, and those nobody else asked; return how many."""
    mine = asked(connection, chat, now)
    for item, hashes in mine.items():
        connection.execute(delete(ASKERS).where(ASKERS.c.item == item, ASKERS.c.asker.in_(hashes)))
    if mine:
        others = select(ASKERS.c.item).where(ASKERS.c.item == INBOX.c.id).exists()
        connection.execute(delete(INBOX).where(INBOX.c.id.in_(sorted(mine)), ~others))
    return len(mine)


def _row(question: Question, today: str) -> dict[str, object]:
    return {
        "id": question.id,
        "reason": question.reason,
        "language": question.language,
        "question": question.text,
        "nearest": json.dumps(question.nearest),
        "number": 1,
        "first_day": today,
        "last_day": today,
        "state": State.OPEN.value,
    }


def _item(row: AnyRow) -> InboxItem:
    return InboxItem(
        id=row.id,
        reason=row.reason,
        language=row.language,
        text=row.question,
        nearest=tuple((str(name), float(score)) for name, score in json.loads(row.nearest)),
        count=row.number,
        chats=row.chats,
        first_day=date.fromisoformat(row.first_day),
        last_day=date.fromisoformat(row.last_day),
        state=State(row.state),
    )
