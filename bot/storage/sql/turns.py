"""Updates and what they leave, in a database: claims, and turns written in groups.

`shared` says that other processes may handle updates with the same database: then claims are
made in it, and what is done is written beside them, through a connection of its own. Alone, a
process knows by itself what it has in hand, and only looks up what is done.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Container, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from bot.dialogue.context import Context
from bot.storage.sql import chats, claiming, finishing
from bot.storage.sql.database import Database
from bot.storage.sql.faults import TROUBLE
from bot.storage.sql.finishing import Moment
from bot.storage.sql.group import Group
from bot.storage.sql.known import MOST_MARKS, MOST_NUMBERS, Known
from bot.storage.sql.requests import (
    Announce,
    Confirmed,
    Finish,
    Release,
    Request,
    Response,
    Take,
)
from bot.storage.values import Claim, Claimed, Handled, KeepQuestions, UpdateKey

_Claims = dict[str, Claimed]


class SqlTurns:
    """The part of a store that every update goes through."""

    def __init__(  # noqa: PLR0913 - the last three have one value outside tests
        self,
        database: Database,
        bot: int,
        *,
        shared: bool,
        keep: KeepQuestions = KeepQuestions.COUNTS,
        now: Callable[[], float] | None = None,
        owner: str | None = None,
    ) -> None:
        self._database = database
        self._writing = Database(database.address) if shared else database
        self._bot = bot
        self._keep = keep
        self._shared = shared
        self._clock = now or time.time
        self._asks_time = now is None
        self._owner = owner or secrets.token_hex(8)
        self._in_hand: set[str] = set()
        self._announced: set[str] = set()
        self._known = Known()
        self._group: Group[Request, Response] = Group(self._together, self._unheard)
        self._writes: Group[Request, Response] = Group(self._written) if shared else self._group
        self._renewing: asyncio.Task[None] | None = None

    async def announce(self, update: UpdateKey) -> None:
        if self._shared:
            self._announced.add(update.mark)
            await self._group.ask(Announce(update))

    async def claim(self, update: UpdateKey) -> Claimed:
        if self._shared or not self._known.is_ready:
            return await self._group.ask(Take(update)) or Claimed(Claim.WAIT)
        if update.mark in self._in_hand:
            return Claimed(Claim.WAIT)
        known = self._known.claim(update)
        if known is None:
            return await self._group.ask(Take(update)) or Claimed(Claim.WAIT)
        if known.claim is Claim.YOURS:
            self._in_hand.add(update.mark)
        return known

    async def finish(self, handled: Handled) -> None:
        await self._writes.ask(Finish(handled))
        self._announced.discard(handled.update.mark)

    async def release(self, update: UpdateKey) -> None:
        is_held = update.mark in self._in_hand or update.mark in self._announced
        self._in_hand.discard(update.mark)
        self._announced.discard(update.mark)
        if self._shared and is_held:
            await self._group.ask(Release(update))

    async def confirmed(self, below: int) -> None:
        await self._writes.ask(Confirmed(below))

    async def close(self) -> None:
        """Finish what is being written and let go of the database."""
        await self._group.finish()
        await self._writes.finish()
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)
        await self._database.close()
        if self._writing is not self._database:
            await self._writing.close()

    def _moment(self) -> Moment:
        return Moment(self._bot, int(self._clock() * 1000), self._keep)

    async def _together(self, requests: Sequence[Request]) -> Sequence[Response]:
        """Answer a group of requests in one transaction: what is written, then what is claimed."""
        moment = self._moment()
        if self._shared:
            self._keep_leases()
            claim = partial(self._decide, requests=requests, moment=moment)
            return self._answers(requests, await self._database.run(claim))

        def both(connection: Connection) -> _Claims:
            _write(connection, requests, moment, self._in_hand)
            return self._look_up(connection, requests)

        try:
            claims = await self._database.run(both)
        except TROUBLE:
            self._known.doubt()
            raise
        return self._answers(requests, claims)

    async def _written(self, requests: Sequence[Request]) -> Sequence[Response]:
        """Write beside the claims, which wait for those of other processes: what was sent and is
        not written when this process dies is sent again.
        """
        moment = self._moment()
        await self._writing.run(lambda db: _write(db, requests, moment, self._in_hand))
        return self._answers(requests, {})

    def _answers(self, requests: Sequence[Request], claims: _Claims) -> list[Response]:
        """Return an answer to each request, and note what this process has in hand now."""
        for request in requests:
            if isinstance(request, Finish):
                self._in_hand.discard(request.handled.update.mark)
                if not self._shared:
                    self._known.finished(request.handled)
            elif isinstance(request, Confirmed):
                self._known.confirmed(request.below)
        return [
            self._handed_out(request.update, claims) if isinstance(request, Take) else None
            for request in requests
        ]

    def _handed_out(self, update: UpdateKey, claims: _Claims) -> Response:
        claimed = claims.get(update.mark)
        if claimed is not None and claimed.claim is Claim.YOURS:
            if update.mark in self._in_hand:
                return None  # asked for twice at once
            self._in_hand.add(update.mark)
            if not self._shared and update.chat is not None:
                self._known.learn(update.chat, claimed.context)
        return claimed

    def _unheard(self, request: Request, answer: Response) -> None:
        """Have nothing in hand for somebody who stopped waiting: they may claim it once more."""
        if isinstance(request, Take) and answer is not None and answer.claim is Claim.YOURS:
            self._in_hand.discard(request.update.mark)

    def _look_up(self, connection: Connection, requests: Sequence[Request]) -> _Claims:
        """Claim where nobody else can: what is neither done nor in hand here is ours."""
        takes = [request.update for request in requests if isinstance(request, Take)]
        if not takes:
            return {}
        if not self._known.is_ready:
            done_before = finishing.newest_done(connection, self._bot, MOST_MARKS)
            numbers = chats.numbers(connection, self._bot, MOST_NUMBERS + 1)
            self._known.begin(done_before, numbers)
        done = [update.mark for update in takes if self._known.is_done(update.mark)]
        not_ours = self._in_hand.union(done)
        ours = [update for update in takes if update.mark not in not_ours]
        return self._with_contexts(connection, ours) | dict.fromkeys(done, Claimed(Claim.DONE))

    def _decide(
        self, connection: Connection, requests: Sequence[Request], moment: Moment
    ) -> _Claims:
        released = [one.update.mark for one in requests if isinstance(one, Release)]
        if released:
            claiming.release(connection, released, self._owner)
        wishes = [
            claiming.Wish(one.update, isinstance(one, Take), one.update.mark in self._in_hand)
            for one in requests
            if isinstance(one, (Take, Announce))
        ]
        if not wishes:
            return {}
        moment = self._by(claiming.lock(connection), moment)
        decided = claiming.decide(connection, wishes, self._owner, moment)
        ours = [wish.update for wish in wishes if decided[wish.update.mark] is Claim.YOURS]
        rest = {mark: Claimed(claim) for mark, claim in decided.items()}
        return rest | self._with_contexts(connection, ours)

    def _with_contexts(self, connection: Connection, ours: Sequence[UpdateKey]) -> _Claims:
        numbers = {update.chat for update in ours if update.chat is not None}
        known = chats.contexts(connection, self._bot, numbers) if numbers else {}
        return {
            update.mark: Claimed(
                Claim.YOURS,
                Context() if update.chat is None else known.get(update.chat, Context()),
            )
            for update in ours
        }

    def _keep_leases(self) -> None:
        if self._renewing is None:
            self._renewing = asyncio.create_task(self._renew())

    async def _renew(self) -> None:
        """Prolong the leases of this process for as long as it lives."""
        while True:
            await asyncio.sleep(claiming.RENEWAL_SECONDS)
            with suppress(*TROUBLE):  # whoever is served next will notice
                await self._writing.run(self._prolong)

    def _prolong(self, connection: Connection) -> None:
        moment = self._by(claiming.clock(connection), self._moment())
        claiming.renew(connection, self._owner, moment)

    def _by(self, now: int | None, moment: Moment) -> Moment:
        """Return the moment by the database's clock, where there is one to go by."""
        return moment if now is None or not self._asks_time else replace(moment, now=now)


def _write(
    connection: Connection,
    requests: Sequence[Request],
    moment: Moment,
    in_hand: Container[str],
) -> None:
    handled = [request.handled for request in requests if isinstance(request, Finish)]
    if handled:
        finishing.finish(connection, handled, moment, in_hand)
    below = max((one.below for one in requests if isinstance(one, Confirmed)), default=0)
    if below:
        finishing.forget_confirmed(connection, below, moment)
