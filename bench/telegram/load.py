"""What people send, how fast, and what comes back: the loads of the benchmark."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, cycle

from bench.errors import ChildError
from bench.loopback.api import LoopbackApi, Reply

PER_CHAT = 3
"""Messages of one person in a row: what Telegram lets a bot answer at once."""
_PATIENCE = 120.0
_NEW_CHATS = count(1_001)


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds from message to reply."""

    seconds: Sequence[float]

    def share(self, share: float) -> float:
        """Return the wait that this share of messages does not exceed, in milliseconds."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(int(share * len(ordered)), len(ordered) - 1)]


class Crowd:
    """People who ask, each in a chat of their own, and note when the answer comes."""

    def __init__(self, api: LoopbackApi, texts: Sequence[str], seed: int = 1) -> None:
        self._api = api
        order = list(texts)
        random.Random(seed).shuffle(order)
        self._next = cycle(order)
        self._asked: dict[int, list[float]] = {}
        self._waits: dict[int, list[float]] = {}
        self._open = 0
        self._all_answered = asyncio.Event()
        api.on_reply = self._noted

    def ask(self, chat: int, text: str | None = None) -> None:
        """Let the person of `chat` ask the next text, unless given; all come before one again."""
        self._asked.setdefault(chat, []).append(time.monotonic())
        self._open += 1
        self._all_answered.clear()
        self._api.say(chat, text or next(self._next))

    def new_chat(self) -> int:
        """Return the chat of somebody who has not asked anything in any load before."""
        return next(_NEW_CHATS)

    async def answered(self) -> None:
        """Wait until nobody waits any more. Raises ChildError when that takes too long."""
        try:
            await asyncio.wait_for(self._all_answered.wait(), _PATIENCE)
        except TimeoutError:
            raise ChildError(f"{self._open} messages were not answered.") from None

    def waits(self, chats: Sequence[int] | None = None) -> Waits:
        """Return how long these people (all when None) have waited."""
        chosen = self._waits if chats is None else chats
        return Waits([wait for chat in chosen for wait in self._waits.get(chat, ())])

    def _noted(self, reply: Reply) -> None:
        asked = self._asked.get(reply.chat)
        if not asked:
            return
        self._waits.setdefault(reply.chat, []).append(reply.at - asked.pop(0))
        self._open -= 1
        if not self._open:
            self._all_answered.set()


async def backlog(api: LoopbackApi, texts: Sequence[str], messages: int) -> float:
    """Let everybody ask at once; return the replies a second."""
    crowd = Crowd(api, texts)
    chats = [crowd.new_chat() for _ in range(messages // PER_CHAT)]
    began = time.monotonic()
    for _ in range(PER_CHAT):
        for chat in chats:
            crowd.ask(chat)
    await crowd.answered()
    return PER_CHAT * len(chats) / (time.monotonic() - began)


async def steady(api: LoopbackApi, texts: Sequence[str], rate: float, seconds: float) -> Waits:
    """Let new people ask at random times, `rate` a second on average; return their waits."""
    crowd = Crowd(api, texts)
    chance = random.Random(2)
    end = time.monotonic() + seconds
    due = time.monotonic()
    while due < end:
        due += chance.expovariate(rate)
        await asyncio.sleep(max(due - time.monotonic(), 0))
        crowd.ask(crowd.new_chat())
    await crowd.answered()
    return crowd.waits()


async def flooded(
    api: LoopbackApi, texts: Sequence[str], rate: float, seconds: float, flood: int
) -> Waits:
    """As `steady`, while one person sends `flood` messages at once; return the others' waits."""
    crowd = Crowd(api, texts)
    for _ in range(flood):
        api.say(999, texts[0])
    others: list[int] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        others.append(crowd.new_chat())
        crowd.ask(others[-1])
        await asyncio.sleep(1 / rate)
    await crowd.answered()
    return crowd.waits(others)
