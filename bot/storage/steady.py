"""Any store, made steady: it never raises and never takes long, whatever the database does.

While the database is away the bot goes on from memory: what it knew last, and what happens
meanwhile, which is written when the database is back. The operator reads one line when it goes
and one when it returns. What the memory cannot know (statistics, the inbox) is empty until then.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import count, islice, takewhile
from typing import Protocol, TypeVar

from bot.dialogue.context import Context
from bot.storage.memory import MemoryStore
from bot.storage.sql.faults import (
    TROUBLE,
    described,
    is_nobody_there,
    is_trouble_of_all,
)
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
RETURN_PAUSES = (0.5, 0.5, 1.0, 1.0, 2.0, 5.0)
"""Seconds between attempts to reach it again; the last one over and over."""
RELAPSE_SECONDS = 60.0
"""A database that goes again so soon is trusted later each time: its coming and going is noise.
Not so a server that was stopped and started: that it answers again is sure."""
LONGEST_FACTOR = 8
LONGEST_APART = 1.0
"""Seconds between attempts where others use the database, too: as long as this process does not
know that it is back, the two know nothing of each other.
"""
SWEEP_EVERY = 3600.0
WRITTEN_LATER = 10_000
"""Turns kept for the return; what comes beyond these is only in the memory."""
FIRST_PATIENCE = 5.0
"""Seconds for the first connection, when nobody waits for an answer yet."""

_AT_ONCE = 100
_WRITING_SECONDS = 5.0
"""How long so many turns may take to be written."""

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


@dataclass(frozen=True, slots=True)
class _Forget:
    chat: int
    person: int | None


_Later = Handled | _Forget | Ballot


class SteadyStore:
    """A store whose database may come and go. Call `start` once, inside the event loop."""

    def __init__(
        self, store: Reachable, memory: MemoryStore | None = None, *, hold: float = 0.0
    ) -> None:
        """`hold` in seconds, see HOLD."""
        self._store = store
        self._memory = memory or MemoryStore()
        self._hold = hold
        self._trouble: str | None = None
        self._away_at = float("-inf")
        self._back = asyncio.Event()
        self._returned_at = float("-inf")
        self._relapses = 0
        self._later: deque[_Later] = deque()
        self._returning: asyncio.Task[None] | None = None
        self._sweeping: asyncio.Task[None] | None = None

    @property
    def status(self) -> Status:
        return Status(self._trouble, len(self._later))

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
            self._is_away(error)
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
        if self._hold and self._trouble is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout_at(self._away_at + self._hold):
                    await self._back.wait()
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
        await self._ask(ask, _nothing, patience=_WRITING_SECONDS)  # no answer waits for this

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

        forget = _Forget(chat, person)
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
        for task in (self._sweeping, self._returning):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        with suppress(*TROUBLE):
            async with asyncio.timeout(3 * PATIENCE):
                await self._write_later()
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
        later: _Later | None = None,
        patience: float = PATIENCE,
    ) -> T:
        """Return what the database says, or at once the second best while it is away."""
        if self._trouble is None:
            try:
                async with asyncio.timeout(patience):
                    return await ask()
            except Exception as error:  # noqa: BLE001 - no answer depends on what is stored
                if not is_trouble_of_all(error):
                    _LOG.warning("Something could not be stored: %s.", type(error).__name__)
                    return await instead()
                self._is_away(error)
        if later is not None and (len(self._later) < WRITTEN_LATER or isinstance(later, _Forget)):
            self._later.append(later)
        return await instead()

    def _is_away(self, error: Exception) -> None:
        if self._trouble is not None:
            return
        self._trouble = described(error)
        self._away_at = asyncio.get_running_loop().time()
        self._back.clear()
        is_relapse = self._away_at - self._returned_at < RELAPSE_SECONDS
        is_relapse = is_relapse and not is_nobody_there(error)
        self._relapses = self._relapses + 1 if is_relapse else 0
        _LOG.warning(
            "The database cannot be used: %s. The bot goes on from memory until it is back.",
            self._trouble,
        )
        self._returning = asyncio.create_task(self._return())

    async def _return(self) -> None:
        """Try until the database answers, write what has waited, and trust it again."""
        for attempt in count():
            pause = RETURN_PAUSES[min(attempt, len(RETURN_PAUSES) - 1)]
            pause *= min(2**self._relapses, LONGEST_FACTOR)
            await asyncio.sleep(min(pause, LONGEST_APART) if self._hold else pause)
            try:
                async with asyncio.timeout(_WRITING_SECONDS):
                    await self._store.ping()
                await self._write_later()
            except TROUBLE:
                continue
            self._trouble, self._returned_at = None, asyncio.get_running_loop().time()
            self._back.set()
            _LOG.info("The database is back; what happened meanwhile is stored.")
            return

    async def _write_later(self) -> None:
        """Write what has waited, in order; after a fault the rest stays in line.

        There is no end to it but the last turn: under load others come meanwhile.
        """
        while self._later:
            turns = takewhile(lambda what: isinstance(what, Handled), self._later)
            some = list(islice(turns, _AT_ONCE)) or [self._later[0]]
            async with asyncio.timeout(_WRITING_SECONDS):
                done = await asyncio.gather(*map(self._write, some), return_exceptions=True)
            for error in done:
                if isinstance(error, BaseException) and is_trouble_of_all(error):
                    raise error
            for _ in some:
                self._later.popleft()

    async def _write(self, what: _Later) -> None:
        if isinstance(what, Handled):
            await self._store.finish(what)
        elif isinstance(what, _Forget):
            await self._store.forget(what.chat, what.person)
        else:
            await self._store.vote(what)

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
