"""What is known of one chat, in the database: reading, showing, deleting it, moving it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, func, select, update

from bot.dialogue.context import Context
from bot.storage.days import day_of
from bot.storage.sql.inbox import asked, forget_asker
from bot.storage.sql.tables import CHATS, FIRSTS, LINKS
from bot.storage.sql.votes import forget_voter, votes_of
from bot.storage.values import Forgotten, Held

_CONTEXTS = select(CHATS.c.chat, CHATS.c.context).where(
    CHATS.c.bot == bindparam("of"), CHATS.c.chat.in_(bindparam("chats", expanding=True))
)


def contexts(connection: Connection, bot: int, chats: Iterable[int]) -> dict[int, Context]:
    """Return the contexts of those chats that have one."""
    found = connection.execute(_CONTEXTS, {"of": bot, "chats": list(chats)})
    return {chat: _context(written) for chat, written in found}


def numbers(connection: Connection, bot: int, most: int) -> list[int]:
    """Return so many of the chats that have a context."""
    found = connection.execute(select(CHATS.c.chat).where(CHATS.c.bot == bot).limit(most))
    return list(found.scalars())


def held(connection: Connection, bot: int, chat: int, person: int, now: int) -> Held:
    """Tell what is stored of a chat and a person."""
    query = select(CHATS.c.context, CHATS.c.changed_at).where(*_is_of(CHATS, bot, chat))
    row = connection.execute(query).first()
    return Held(
        context=_context(row.context) if row else None,
        changed_on=_day(row.changed_at) if row else None,
        links=_number(connection, LINKS, bot, chat),
        votes=votes_of(connection, bot, person, now),
        questions=len(asked(connection, chat, now)),
    )


def forget(connection: Connection, bot: int, chat: int, person: int, now: int) -> Forgotten:
    """Delete everything about a chat and a person, and look again."""
    contexts, links = (
        connection.execute(delete(table).where(*_is_of(table, bot, chat))).rowcount
        for table in (CHATS, LINKS)
    )
    connection.execute(delete(FIRSTS).where(*_is_of(FIRSTS, bot, chat)))
    votes = forget_voter(connection, bot, person, now)
    questions = forget_asker(connection, chat, now)
    after = held(connection, bot, chat, person, now)
    left = (after.context is not None) + after.links + after.votes + after.questions
    return Forgotten(contexts, links, votes, questions, left)


def move(connection: Connection, bot: int, old: int, new: int) -> None:
    """Give what is known of a chat to the one it became; what that knows already wins."""
    known = set(contexts(connection, bot, (old, new)))
    if known == {old}:
        moved = update(CHATS).where(*_is_of(CHATS, bot, old)).values(chat=new)
        connection.execute(moved)
    elif old in known:
        connection.execute(delete(CHATS).where(*_is_of(CHATS, bot, old)))
    for table in (LINKS, FIRSTS):
        connection.execute(delete(table).where(*_is_of(table, bot, old)))


def answers_to(connection: Connection, bot: int, chat: int, question: int) -> tuple[int, ...]:
    """Return the messages that answer a question."""
    query = select(LINKS.c.answers).where(*_is_of(LINKS, bot, chat), LINKS.c.question == question)
    written = connection.execute(query).scalar_one_or_none()
    return tuple(int(answer) for answer in json.loads(written)) if written else ()


def _is_of(table: Table, bot: int, chat: int) -> tuple[ColumnElement[bool], ...]:
    return table.c.bot == bot, table.c.chat == chat


def _number(connection: Connection, table: Table, bot: int, chat: int) -> int:
    query = select(func.count()).select_from(table).where(*_is_of(table, bot, chat))
    return connection.execute(query).scalar_one()


def _context(written: str) -> Context:
    """Read a context; whatever cannot be read is forgotten rather than in the way."""
    try:
        values = json.loads(written)
    except ValueError:
        return Context()
    return Context.from_json(values) if isinstance(values, dict) else Context()


def _day(milliseconds: int) -> date:
    return day_of(milliseconds / 1000)
