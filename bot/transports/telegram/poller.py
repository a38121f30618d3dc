"""Fetch updates by long polling and confirm each only after it has been dealt with.

Telegram forgets an update when a later one is asked for. So the offset stays at the oldest update
still being answered: what dies with the process is delivered again at the next start. At most a
hundred updates are in hand at a time, which bounds the memory.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Sequence
from contextlib import suppress

from telegram.error import NetworkError

from bot.storage.marks import LARGEST
from bot.storage.store import Turns
from bot.transports.telegram.application import App
from bot.transports.telegram.arrival import Arrival, Json, numbered
from bot.transports.telegram.connection import Connection, Stopped
from bot.transports.telegram.dispatcher import Dispatcher
from bot.transports.telegram.http_client import HttpClient
from bot.transports.telegram.lanes import Done
from bot.transports.telegram.quick_call import post
from bot.transports.telegram.webhook import WANTED

_LOG = logging.getLogger(__name__)

LONG_POLL_SECONDS = 10
"""How long Telegram may keep a question open; a connection that died is noticed soon after."""
ANSWER_SECONDS = 10.0
"""How long its answer may take beyond that."""
FULL = 90
"""Updates not confirmed from which on Telegram has hardly room for others: it shows a hundred."""
BLOCKED = 50
"""Updates answered and not confirmed, for earlier ones wait, from which on room is made."""
AT_ONCE = 10
"""Updates begun with before everything else on the event loop has its turn."""
GLANCE_SECONDS = 0.01
"""How long updates in hand may keep the next question to Telegram waiting."""
LONGER_GLANCE_SECONDS = 0.05
"""The same while there is no room for more: until BATCH of them are done."""
BATCH = 20
NOTE_SECONDS = 1.0
"""How often the store is told what it need not remember any more."""
REMEMBERED = 2_000
"""Updates that stay known when they are confirmed: a server may deliver one again all the same."""
FAREWELL_SECONDS = 8.0
"""How long pending replies may take after the signal to stop."""
SILENCE_SECONDS = 2 * 86_400.0
"""After a week without updates Telegram numbers them anew, perhaps from below; what was asked for
before is confirmed long since by then, and the number is not given any more."""


class Poller:
    """Hands the updates of one bot to its application, in order within each chat."""

    def __init__(
        self,
        application: App,
        connection: Connection,
        dispatcher: Dispatcher,
        fresh: HttpClient,
        store: Turns | None = None,
    ) -> None:
        """`fresh` is the client for getUpdates.

        `store` learns what was confirmed long ago, so that it need not remember that any more.
        """
        self._bot = application.bot
        self._connection = connection
        self._dispatcher = dispatcher
        self._fresh = fresh
        self._store = store
        self._in_hand: dict[int, tuple[int, Done | None]] = {}
        """By number: whose it is, and whether it is done; None is done."""
        self._room = asyncio.Event()
        self._pending = 0
        self._enough = 0
        self._next: int | None = None
        self._confirmed: int | None = None
        self._noted: int | None = None
        self._known: deque[int] = deque(maxlen=REMEMBERED)
        self._note_at = 0.0
        self._noting: asyncio.Task[None] | None = None
        self._heard_at = 0.0
        self._cut_off = False

    async def run(self) -> None:
        """Poll until stopped, then let pending replies finish and confirm what is done."""
        try:
            while True:
                await self._take(await self._connection.insist(self._fetch))
                if self._in_hand:
                    await self._glance()
        except Stopped:
            _LOG.info("Stopping; pending replies: %d.", self._pending)
        finally:
            await self._finish()

    async def _take(self, items: Sequence[Json]) -> None:
        """Begin with what is new."""
        new = {item["update_id"]: item for item in items if item["update_id"] not in self._in_hand}
        arrivals = [Arrival.of(item) for item in new.values()]
        if arrivals:
            self._heard_at = asyncio.get_running_loop().time()
        if len(items) >= FULL or self._blocked() >= BLOCKED:
            waiting = Counter(lane for lane, done in self._in_hand.values() if _is_open(done))
            self._dispatcher.make_room(waiting + Counter(each.lane for each in arrivals))
        for place, arrival in enumerate(arrivals, 1):
            self._begin(arrival)
            if not place % AT_ONCE:
                await asyncio.sleep(0)

    def _blocked(self) -> int:
        """Return how many answered updates cannot be confirmed, as earlier ones wait."""
        return sum(done is not None and done.done() for _, done in self._in_hand.values())

    def _begin(self, arrival: Arrival) -> None:
        done = self._dispatcher.start(arrival)
        self._in_hand[arrival.number] = arrival.lane, done
        if done is not None:
            self._pending += 1
            done.add_done_callback(self._one_done)

    def _one_done(self, _: Done) -> None:
        self._pending -= 1
        if self._pending <= self._enough:
            self._room.set()

    async def _glance(self) -> None:
        """Wait for what is in hand, but not long: others may have asked meanwhile."""
        is_full = len(self._in_hand) >= FULL
        self._enough = max(self._pending - BATCH, 0) if is_full else 0
        if self._pending > self._enough:
            self._room.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGER_GLANCE_SECONDS if is_full else GLANCE_SECONDS):
                    await self._room.wait()
        self._let_go()

    async def _fetch(self) -> Sequence[Json]:
        offset, patience = self._offset(), 0 if self._in_hand else LONG_POLL_SECONDS
        try:
            items = await self._ask(offset, patience)
        except NetworkError:
            self._cut_off = True
            raise
        if self._cut_off:
            self._cut_off = False
            self._begin_anew(items)
        self._dispatcher.monitor.polled()
        self._confirmed = offset
        self._note_now_and_then()
        return items

    def _begin_anew(self, items: Sequence[Json]) -> None:
        """Follow the numbers of a server that was away: another may be in its place.

        What it delivers once more of what was answered is known to the store.
        """
        lowest = min((item["update_id"] for item in items), default=self._next)
        if self._next is not None and lowest is not None and lowest < self._next:
            self._next = lowest
            self._known.clear()

    def _offset(self) -> int | None:
        """Return from where on to ask; without one a server gives whatever is not confirmed."""
        if self._cut_off:
            return None
        silent = asyncio.get_running_loop().time() - self._heard_at
        if silent > SILENCE_SECONDS and self._next == self._confirmed and not self._in_hand:
            self._next = None
        return self._next

    async def _ask(self, offset: int | None, patience: int, **more: int) -> Sequence[Json]:
        values = {"offset": offset, "timeout": patience, "allowed_updates": WANTED, **more}
        seconds = patience + ANSWER_SECONDS
        url = f"{self._bot.base_url}/getUpdates"
        return numbered(await post(self._fresh, url, values, read_timeout=seconds))

    def _note_now_and_then(self) -> None:
        """Let the store know beside all else: the next question does not wait for a database."""
        now = asyncio.get_running_loop().time()
        if now >= self._note_at and (self._noting is None or self._noting.done()):
            self._note_at = now + NOTE_SECONDS
            self._noting = asyncio.create_task(self._note())

    async def _note(self) -> None:
        """Let the store forget what was confirmed so long ago that it will not come again."""
        is_full = len(self._known) == REMEMBERED
        oldest = min(self._known[0], LARGEST) if is_full else None
        if self._store is not None and oldest is not None and oldest != self._noted:
            self._noted = oldest
            await self._store.confirmed(oldest)

    def _let_go(self) -> None:
        """Move the offset past the updates that are done, up to the oldest one that is not."""
        for number in sorted(self._in_hand):
            _, done = self._in_hand[number]
            if done is not None and (not done.done() or done.cancelled()):
                break
            self._next = number + 1
            self._known.append(number)
            del self._in_hand[number]

    async def _finish(self) -> None:
        await self._dispatcher.finish(FAREWELL_SECONDS)
        self._let_go()
        if self._next != self._confirmed:
            with suppress(Exception):  # what is not confirmed now is only answered twice
                async with asyncio.timeout(2):
                    await self._ask(self._next, 0, limit=1)
                self._confirmed = self._next
        if self._noting is not None:
            self._noting.cancel()
            await asyncio.gather(self._noting, return_exceptions=True)


def _is_open(done: Done | None) -> bool:
    return done is not None and not done.done()
