"""Write what handled updates leave: all of it or nothing, and once, however often it is asked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select

from bot.dialogue.context import Context
from bot.storage.days import day_of
from bot.storage.sql.dialect import add, replace, write
from bot.storage.sql.inbox import note
from bot.storage.sql.tables import CHATS, COUNTS, LINKS, UPDATES
from bot.storage.values import Handled, KeepQuestions

_DONE = select(UPDATES.c.mark).where(
    UPDATES.c.mark.in_(bindparam("marks", expanding=True)), UPDATES.c.done_at.is_not(None)
)
_NEWEST_DONE = (
    select(UPDATES.c.mark, UPDATES.c.number)
    .where(UPDATES.c.bot == bindparam("of"), UPDATES.c.done_at.is_not(None))
    .order_by(UPDATES.c.done_at.desc())
    .limit(bindparam("most"))
)
_CONFIRMED = delete(UPDATES).where(
    UPDATES.c.bot == bindparam("of"),
    UPDATES.c.number < bindparam("below"),
    UPDATES.c.done_at.is_not(None),
)
_NO_CHAT = delete(CHATS).where(
    CHATS.c.bot == bindparam("of"), CHATS.c.chat.in_(bindparam("chats", expanding=True))
)

_COMPACT = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Moment:
    """Whose updates these are, and when this happens (in milliseconds)."""

    bot: int
    now: int
    keep: KeepQuestions

    @property
    def day(self) -> str:
        return day_of(self.now / 1000).isoformat()


def done_marks(connection: Connection, marks: Iterable[str]) -> frozenset[str]:
    """Return those of `marks` that belong to updates already done."""
    return frozenset(connection.execute(_DONE, {"marks": list(marks)}).scalars())


def newest_done(connection: Connection, bot: int, most: int) -> list[tuple[str, int]]:
    """Return marks and numbers of the updates done last, oldest first."""
    found = connection.execute(_NEWEST_DONE, {"of": bot, "most": most})
    return [(mark, number) for mark, number in found][::-1]


def finish(
    connection: Connection, handled: Sequence[Handled], moment: Moment, in_hand: Container[str]
) -> None:
    """Write all of `handled` that was not written before, rows in the order of their keys.

    That order keeps two replicas from waiting for each other. What is `in_hand` is known not to
    have been written.
    """
    doubtful = [one.update.mark for one in handled if one.update.mark not in in_hand]
    done = done_marks(connection, doubtful) if doubtful else ()
    fresh = {one.update.mark: one for one in handled if one.update.mark not in done}
    if not fresh:
        return
    ones = [fresh[mark] for mark in sorted(fresh)]
    write(connection, replace(connection, UPDATES), [_done(one, moment) for one in ones])
    _write_contexts(connection, sorted(ones, key=lambda one: one.update.number), moment)
    _write_links(connection, ones, moment)
    _write_counts(connection, ones, moment)
    note(connection, [(one.missed, one.update.chat) for one in ones if one.missed], moment)


def forget_confirmed(connection: Connection, below: int, moment: Moment) -> None:
    """Drop the marks of updates that will not be delivered again."""
    connection.execute(_CONFIRMED, {"of": moment.bot, "below": below})


def _done(one: Handled, moment: Moment) -> dict[str, object]:
    return {
        "mark": one.update.mark,
        "bot": moment.bot,
        "number": one.update.number,
        "chat": None,
        "owner": None,
        "taken": 0,
        "lease_until": 0,
        "done_at": moment.now,
    }


def _write_contexts(connection: Connection, ones: Sequence[Handled], moment: Moment) -> None:
    """Write the last context of each chat."""
    contexts: dict[int, Context] = {
        one.update.chat: one.context
        for one in ones
        if one.update.chat is not None and one.context is not None
    }
    rows = [
        {
            "bot": moment.bot,
            "chat": chat,
            "context": _COMPACT.encode(contexts[chat].to_json()),
            "changed_at": moment.now,
        }
        for chat in sorted(contexts)
        if contexts[chat] != Context()
    ]
    if rows:
        write(connection, replace(connection, CHATS), rows)
    empty = sorted(chat for chat in contexts if contexts[chat] == Context())
    if empty:
        connection.execute(_NO_CHAT, {"of": moment.bot, "chats": empty})


def _write_links(connection: Connection, ones: Sequence[Handled], moment: Moment) -> None:
    rows = {
        (one.update.chat, one.link.question): {
            "bot": moment.bot,
            "chat": one.update.chat,
            "question": one.link.question,
            "answers": json.dumps(one.link.answers),
            "noted_at": moment.now,
        }
        for one in ones
        if one.link is not None and one.update.chat is not None
    }
    if rows:
        write(connection, replace(connection, LINKS), [rows[key] for key in sorted(rows)])


def _write_counts(connection: Connection, ones: Sequence[Handled], moment: Moment) -> None:
    counts = Counter(
        (one.tally.intent or "", one.tally.outcome, one.tally.language)
        for one in ones
        if one.tally is not None
    )
    if counts:
        write(
            connection,
            add(connection, COUNTS),
            [
                {
                    "day": moment.day,
                    "intent": intent,
                    "outcome": outcome,
                    "language": language,
                    "number": counts[intent, outcome, language],
                }
                for intent, outcome, language in sorted(counts)
            ],
        )
