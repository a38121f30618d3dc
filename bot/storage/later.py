"""What is to be written when the database is back: turns, wishes to be forgotten, votes; in order.

What comes beyond what fits is only in the memory; a wish to be forgotten always fits.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from itertools import islice, takewhile

from bot.storage.sql.faults import is_trouble_of_all
from bot.storage.store import Store
from bot.storage.values import Ballot, Handled

WRITTEN_LATER = 10_000
"""Turns kept for the return."""
WRITING_SECONDS = 5.0
"""How long AT_ONCE turns may take to be written."""
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Forget:
    """The wish of a chat, or of a person in it, to be forgotten."""

    chat: int
    person: int | None


Thing = Handled | Forget | Ballot


class Later:
    """Waits in order, and is written in groups."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._things: deque[Thing] = deque()

    def __len__(self) -> int:
        return len(self._things)

    def put(self, thing: Thing) -> None:
        """Keep a thing for later, if it fits."""
        if len(self._things) < WRITTEN_LATER or isinstance(thing, Forget):
            self._things.append(thing)

    async def write(self) -> None:
        """Write what has waited; after a fault, which is raised, the rest stays in line.

        There is no end to it but the last turn: under load others come meanwhile.
        """
        while self._things:
            turns = takewhile(lambda thing: isinstance(thing, Handled), self._things)
            some = list(islice(turns, _AT_ONCE)) or [self._things[0]]
            async with asyncio.timeout(WRITING_SECONDS):
                done = await asyncio.gather(*map(self._write, some), return_exceptions=True)
            for error in done:
                if isinstance(error, BaseException) and is_trouble_of_all(error):
                    raise error
            for _ in some:
                self._things.popleft()

    async def _write(self, thing: Thing) -> None:
        if isinstance(thing, Handled):
            await self._store.finish(thing)
        elif isinstance(thing, Forget):
            await self._store.forget(thing.chat, thing.person)
        else:
            await self._store.vote(thing)
