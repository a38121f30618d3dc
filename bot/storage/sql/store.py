"""The store in a database; raises whatever the database raises (`faults.TROUBLE`)."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import partial

from sqlalchemy import Connection, Delete, select

from bot.dialogue.context import Context
from bot.storage.sql import chats, inbox, sweeping, votes
from bot.storage.sql.dialect import keep
from bot.storage.sql.faults import TROUBLE
from bot.storage.sql.tables import COUNTS, FIRSTS
from bot.storage.sql.turns import SqlTurns
from bot.storage.values import (
    Ballot,
    Count,
    Forgotten,
    Handled,
    Held,
    InboxItem,
    State,
    UpdateKey,
)


class SqlStore(SqlTurns):
    """Everything a `Store` does, for one bot, in one database."""

    async def ping(self) -> None:
        """Return when the database can be read and written and has the right tables."""
        await self._database.run(lambda _: None)
        if self._writing is not self._database:
            await self._writing.close()  # what connected it may have been lost unnoticed
            await self._writing.run(lambda _: None)

    async def finish(self, handled: Handled) -> None:
        await super().finish(handled)
        if handled.wipes:
            await self._wipe()

    async def is_first(self, chat: int, what: str, update: UpdateKey) -> bool:
        is_it = (FIRSTS.c.bot == self._bot, FIRSTS.c.chat == chat, FIRSTS.c.what == what)
        first = {
            "bot": self._bot,
            "chat": chat,
            "what": what,
            "mark": update.mark,
            "noted_at": self._moment().now,
        }

        def ask(connection: Connection) -> bool:
            connection.execute(keep(connection, FIRSTS), first)
            found = connection.execute(select(FIRSTS.c.mark).where(*is_it))
            return bool(found.scalar_one() == update.mark)

        return await self._database.run(ask)

    async def answers_to(self, chat: int, question: int) -> tuple[int, ...]:
        bot = self._bot
        return await self._database.run(lambda db: chats.answers_to(db, bot, chat, question))

    async def read(self, chat: int) -> Context:
        found = await self._database.run(lambda db: chats.contexts(db, self._bot, (chat,)))
        return found.get(chat, Context())

    async def held(self, chat: int, person: int | None = None) -> Held:
        bot, now, who = self._bot, self._moment().now, chat if person is None else person
        return await self._database.run(lambda db: chats.held(db, bot, chat, who, now))

    async def forget(self, chat: int, person: int | None = None) -> Forgotten:
        bot, now, who = self._bot, self._moment().now, chat if person is None else person
        done = await self._database.run(lambda db: chats.forget(db, bot, chat, who, now))
        self._known.forget(chat)
        await self._wipe()
        return done

    async def move(self, old: int, new: int) -> None:
        await self._database.run(lambda db: chats.move(db, self._bot, old, new))
        self._known.forget(old, new)

    async def vote(self, ballot: Ballot) -> bool | None:
        bot, now = self._bot, self._moment().now
        return await self._database.run(lambda db: votes.vote(db, bot, ballot, now))

    async def counts(self, since: date) -> list[Count]:
        query = (
            select(COUNTS)
            .where(COUNTS.c.day >= since.isoformat(), COUNTS.c.number > 0)
            .order_by(COUNTS.c.day, COUNTS.c.intent, COUNTS.c.outcome, COUNTS.c.language)
        )
        rows = await self._database.run(lambda db: db.execute(query).all())
        return [Count(date.fromisoformat(day), *rest) for day, *rest in rows]

    async def inbox(self, state: State | None = State.OPEN) -> list[InboxItem]:
        return await self._database.run(lambda db: inbox.items(db, state))

    async def settle(self, item: str, state: State) -> bool:
        return await self._database.run(lambda db: inbox.settle(db, item, state))

    async def sweep(self) -> int:
        swept = 0
        for statement in sweeping.sweeps(self._moment().now):
            rows = sweeping.AT_ONCE
            while rows == sweeping.AT_ONCE:
                rows = await self._database.run(partial(_delete, statement))
                swept += rows
        self._known.forget_contexts()
        await self._wipe()
        return swept

    async def _wipe(self) -> None:
        with suppress(*TROUBLE):  # the rows are gone; what is left is tried again at the next
            await self._database.wipe()


def _delete(statement: Delete, connection: Connection) -> int:
    return connection.execute(statement).rowcount
