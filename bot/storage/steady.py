"""Any store, made steady: it never raises and never takes long, whatever the database does.

While the database is away the bot goes on from memory: what it knew last, and what happens
meanwhile, which is written when the database is back. The operator reads one line when it goes
and one when it returns. What the memory cannot know (statistics, the inbox) is empty until then.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Protocol, TypeVar

from bot.dialogue.context import Context
from bot.storage.later import WRITING_SECONDS, Forget, Later, Thing
from bot.storage.memory import MemoryStore
from bot.storage.presence import Presence
from bot.storage.sql.faults import TROUBLE, is_trouble_of_all
from bot.storage.sql.upgrades import UnfitDatabaseError
from bot.storage.store import Store
from bot.storage.values import (
    Ballot,
    Claim,
    Claimed,
    Count,
    Forgotten,
    Handled,
    Held,
    InboxItem,
    State,
    UpdateKey,
)

_LOG = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds an answer may wait for the database, once: from then on it counts as away."""
HOLD = 5.0
"""Seconds after it went in which claims wait for a database that others use, too: a server that is
started anew or replaced is back by then, and two who know nothing of each other answer nothing
twice. Who asks later is answered at once."""
SWEEP_EVERY = 3600.0
FIRST_PATIENCE = 5.0
"""Seconds for the first connection, when nobody waits for an answer yet."""

T = TypeVar("T")


class Reachable(Store, Protocol):
    """A store that can say whether its database is there."""

    async def ping(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Status:
    """For health checks: `trouble` is None while the database answers."""

    trouble: str | None = None
    waiting: int = 0
    """Things to be written when the database is back."""


class SteadyStore:
    """A store whose database may come and go. Call `start` once, inside the event loop."""

    def __init__(
        self, store: Reachable, memory: MemoryStore | None = None, *, hold: float = 0.0
    ) -> None:
        """`hold` in seconds, see HOLD."""
        self._store = store
        self._memory = memory or MemoryStore()
        self._hold = hold
        self._later = Later(store)
        self._presence = Presence(self._reach, shared=bool(hold))
        self._sweeping: asyncio.Task[None] | None = None

    @property
    def status(self) -> Status:
        return Status(self._presence.trouble, len(self._later))

    async def start(self) -> None:
        """Reach for the database for the first time, and begin to sweep now and then.

        Raises UnfitDatabaseError when it is there, but not one this program can use.
        """
        try:
            async with asyncio.timeout(FIRST_PATIENCE):
                await self._store.ping()
        except UnfitDatabaseError:
            raise
        except TROUBLE as error:
            self._presence.lost(error)
        self._sweeping = asyncio.create_task(self._sweep_now_and_then())

    async def announce(self, update: UpdateKey) -> None:
        await self._memory.announce(update)
        await self._ask(lambda: self._store.announce(update), _nothing)

    async def claim(self, update: UpdateKey) -> Claimed:
        claimed = await self._ask(
            lambda: self._store.claim(update), lambda: self._claim_alone(update)
        )
        if claimed.claim is Claim.YOURS:
            self._memory.know(update, claimed.context)
        return claimed

    async def _claim_alone(self, update: UpdateKey) -> Claimed:
        """Claim without the database; where that comes back soon, it is to be asked again."""
        if self._hold and self._presence.trouble is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout_at(self._presence.away_at + self._hold):
                    await self._presence.back.wait()
                return Claimed(Claim.WAIT)
        return await self._memory.claim(update)

    async def finish(self, handled: Handled) -> None:
        await self._memory.finish(replace(handled, tally=None, missed=None))
        await self._ask(lambda: self._store.finish(handled), _nothing, later=handled)

    async def release(self, update: UpdateKey) -> None:
        await self._memory.release(update)
        await self._ask(lambda: self._store.release(update), _nothing)

    async def confirmed(self, below: int) -> None:
        await self._memory.confirmed(below)
        ask = partial(self._store.confirmed, below)
        await self._ask(ask, _nothing, patience=WRITING_SECONDS)  # no answer waits for this

    async def is_first(self, chat: int, what: str, update: UpdateKey) -> bool:
        return await self._ask(
            lambda: self._store.is_first(chat, what, update),
            lambda: self._memory.is_first(chat, what, update),
        )

    async def answers_to(self, chat: int, question: int) -> tuple[int, ...]:
        return await self._ask(
            lambda: self._store.answers_to(chat, question),
            lambda: self._memory.answers_to(chat, question),
        )

    async def read(self, chat: int) -> Context:
        return await self._ask(lambda: self._store.read(chat), lambda: self._memory.read(chat))

    async def held(self, chat: int, person: int | None = None) -> Held:
        async def known() -> Held:
            return replace(await self._memory.held(chat, person), complete=False)

        return await self._ask(lambda: self._store.held(chat, person), known)

    async def forget(self, chat: int, person: int | None = None) -> Forgotten:
        """Delete at once; while the database is away `complete` is False and it is done later."""
        here = await self._memory.forget(chat, person)

        async def not_yet() -> Forgotten:
            return replace(here, complete=False)

        forget = Forget(chat, person)
        return await self._ask(lambda: self._store.forget(chat, person), not_yet, later=forget)

    async def move(self, old: int, new: int) -> None:
        await self._memory.move(old, new)
        await self._ask(lambda: self._store.move(old, new), _nothing)

    async def vote(self, ballot: Ballot) -> bool | None:
        return await self._ask(
            lambda: self._store.vote(ballot), lambda: self._memory.vote(ballot), later=ballot
        )

    async def counts(self, since: date) -> list[Count]:
        return await self._ask(lambda: self._store.counts(since), _empty)

    async def inbox(self, state: State | None = State.OPEN) -> list[InboxItem]:
        return await self._ask(lambda: self._store.inbox(state), _empty)

    async def settle(self, item: str, state: State) -> bool:
        return await self._ask(lambda: self._store.settle(item, state), _no)

    async def sweep(self) -> int:
        await self._memory.sweep()
        return await self._ask(self._store.sweep, _zero, patience=60.0)

    async def close(self) -> None:
        """Write what still can be written, within a few seconds, and let go."""
        if self._sweeping is not None:
            self._sweeping.cancel()
            await asyncio.gather(self._sweeping, return_exceptions=True)
        await self._presence.close()
        with suppress(*TROUBLE):
            async with asyncio.timeout(3 * PATIENCE):
                await self._later.write()
        if self._later:
            _LOG.warning("The database is away: %d turns are not stored.", len(self._later))
        with suppress(*TROUBLE):
            async with asyncio.timeout(3 * PATIENCE):
                await self._store.close()

    async def _ask(
        self,
        ask: Callable[[], Awaitable[T]],
        instead: Callable[[], Awaitable[T]],
        *,
        later: Thing | None = None,
        patience: float = PATIENCE,
    ) -> T:
        """Return what the database says, or at once the second best while it is away."""
        if self._presence.trouble is None:
            try:
                async with asyncio.timeout(patience):
                    return await ask()
            except Exception as error:  # noqa: BLE001 - no answer depends on what is stored
                if not is_trouble_of_all(error):
                    _LOG.warning("Something could not be stored: %s.", type(error).__name__)
                    return await instead()
                self._presence.lost(error)
        if later is not None:
            self._later.put(later)
        return await instead()

    async def _reach(self) -> None:
        """Reach for the database, and write what has waited for it. Raises TROUBLE."""
        async with asyncio.timeout(WRITING_SECONDS):
            await self._store.ping()
        await self._later.write()

    async def _sweep_now_and_then(self) -> None:
        while True:
            await self.sweep()
            await asyncio.sleep(SWEEP_EVERY)


async def _nothing() -> None:
    return None


async def _empty() -> list[T]:
    return []


async def _zero() -> int:
    return 0


async def _no() -> bool:
    return False
