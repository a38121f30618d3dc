"""How fast the bot may speak in one chat, as Telegram asks for it.

A token bucket for each chat: a short burst is free, then one message a second to a person and
twenty a minute to a group. Only counts and waits; what is sent is not known here. An overall
limit, which Telegram has for messages nobody asked for, is not needed for replies.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

Clock = Callable[[], float]
Sleep = Callable[[float], Coroutine[None, None, None]]

REMEMBERED = 20_000
"""Chats whose bucket is kept at the most; a forgotten one starts full, which only a burst can
notice."""

HURRY_SECONDS = 0.3
"""How long a hurry lasts where it is not asked for again."""


@dataclass(frozen=True, slots=True)
class Pace:
    """`burst` messages at once, then one every `seconds`."""

    burst: int
    seconds: float


PERSON = Pace(burst=4, seconds=1.0)
GROUP = Pace(burst=5, seconds=4.0)
"""At most 5 + 15 in any minute."""


class Pacing:
    """Lets each message wait until its chat may have it, in the order of asking."""

    def __init__(self, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._full_at: OrderedDict[int, float] = OrderedDict()
        self._waiting: set[asyncio.Future[None]] = set()
        self._hurry_until = float("-inf")

    async def wait(self, chat: int) -> None:
        """Return when the next message to `chat` may go; negative ids are groups."""
        pause = self.reserve(chat)
        if pause <= 0 or self._clock() < self._hurry_until:
            return
        waiting = asyncio.ensure_future(self._sleep(pause))
        self._waiting.add(waiting)
        try:
            await asyncio.wait((waiting,))
        finally:
            waiting.cancel()
            self._waiting.discard(waiting)

    def hurry(self) -> None:
        """Let everything go that waits, and for a moment all that comes: there is no time."""
        self._hurry_until = self._clock() + HURRY_SECONDS
        for waiting in self._waiting:
            waiting.cancel()

    def reserve(self, chat: int) -> float:
        """Take the next place of `chat` and return the seconds until it comes up.

        The bucket is one number, the time at which it will be full again: generic cell rate.
        """
        pace = GROUP if chat < 0 else PERSON
        now = self._clock()
        full_at = max(self._full_at.get(chat, now), now) + pace.seconds
        self._full_at[chat] = full_at
        self._full_at.move_to_end(chat)
        self._forget(now)
        return max(full_at - pace.burst * pace.seconds - now, 0.0)

    def _forget(self, now: float) -> None:
        """Drop buckets that are full by now, the oldest first, and what is too many."""
        while len(self._full_at) > REMEMBERED or next(iter(self._full_at.values())) <= now:
            self._full_at.popitem(last=False)
