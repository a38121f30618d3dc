"""The store that forgets at the end of the process: for tests, and while no database answers.

Bounded in all it holds; nothing here waits for anything, so no update is ever in other hands
for longer than its own handling.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from bot.dialogue.context import Context
from bot.storage import retention
from bot.storage.bounded import Bounded
from bot.storage.days import day_of
from bot.storage.noted import Noted
from bot.storage.values import (
    Ballot,
    Claim,
    Claimed,
    Count,
    Forgotten,
    Handled,
    Held,
    InboxItem,
    KeepQuestions,
    State,
    UpdateKey,
)

REMEMBERED = 5_000
"""Entries of each kind; the oldest go first."""


class MemoryStore:
    """Everything a `Store` does, without a database."""

    def __init__(
        self,
        keep: KeepQuestions = KeepQuestions.COUNTS,
        now: Callable[[], float] = time.time,
        limit: int = REMEMBERED,
    ) -> None:
        self._now = now
        self._contexts: Bounded[int, tuple[Context, float]] = Bounded(limit)
        self._in_hand: dict[str, UpdateKey] = {}
        self._lanes: dict[int, dict[str, int]] = {}
        """By chat the numbers of what was announced or is in hand, by mark."""
        self._done: Bounded[str, tuple[int, float]] = Bounded(limit)
        self._firsts: Bounded[tuple[int, str], tuple[str, float]] = Bounded(limit)
        self._links: Bounded[tuple[int, int], tuple[tuple[int, ...], float]] = Bounded(limit)
        self._noted = Noted(keep, now, limit)

    def know(self, update: UpdateKey, context: Context) -> None:
        """Take over what a database said of an update, for the time it may not answer."""
        self._begin(update)
        if update.chat is None:
            return
        if context == Context():
            self._contexts.pop(update.chat, None)
        else:
            self._contexts.put(update.chat, (context, self._now()))

    async def ping(self) -> None:
        """Return: memory is always there."""

    async def announce(self, update: UpdateKey) -> None:
        if update.chat is not None and update.mark not in self._done:
            self._lanes.setdefault(update.chat, {})[update.mark] = update.number

    async def claim(self, update: UpdateKey) -> Claimed:
        if update.mark in self._done:
            return Claimed(Claim.DONE)
        if update.mark in self._in_hand or self._is_behind(update):
            return Claimed(Claim.WAIT)
        self._begin(update)
        if update.chat is None:
            return Claimed(Claim.YOURS)
        return Claimed(Claim.YOURS, await self.read(update.chat))

    async def finish(self, handled: Handled) -> None:
        update, now = handled.update, self._now()
        self._end(update)
        if update.mark in self._done:
            return
        self._done.put(update.mark, (update.number, now))
        if handled.tally is not None:
            self._noted.tally(handled.tally)
        if handled.missed is not None:
            self._noted.miss(handled.missed, update.chat)
        if update.chat is None:
            return
        if handled.context == Context():
            self._contexts.pop(update.chat, None)
        elif handled.context is not None:
            self._contexts.put(update.chat, (handled.context, now))
        if handled.link is not None:
            self._links.put((update.chat, handled.link.question), (handled.link.answers, now))

    async def release(self, update: UpdateKey) -> None:
        self._end(update)

    async def confirmed(self, below: int) -> None:
        self._done.drop(lambda _, value: value[0] < below)

    async def is_first(self, chat: int, what: str, update: UpdateKey) -> bool:
        key = (chat, what)
        if key not in self._firsts:
            self._firsts.put(key, (update.mark, self._now()))
        return self._firsts[key][0] == update.mark

    async def answers_to(self, chat: int, question: int) -> tuple[int, ...]:
        return self._links.get((chat, question), ((), 0.0))[0]

    async def read(self, chat: int) -> Context:
        return self._contexts.get(chat, (Context(), 0.0))[0]

    async def held(self, chat: int, person: int | None = None) -> Held:
        kept = self._contexts.get(chat)
        return Held(
            context=kept[0] if kept else None,
            changed_on=day_of(kept[1]) if kept else None,
            links=sum(key[0] == chat for key in self._links),
            votes=self._noted.votes_of(chat, person),
            questions=self._noted.questions_of(chat),
        )

    async def forget(self, chat: int, person: int | None = None) -> Forgotten:
        before = await self.held(chat, person)
        self._contexts.pop(chat, None)
        for link in [key for key in self._links if key[0] == chat]:
            del self._links[link]
        for first in [key for key in self._firsts if key[0] == chat]:
            del self._firsts[first]
        self._noted.forget(chat, person)
        after = await self.held(chat, person)
        return Forgotten(
            contexts=int(before.context is not None),
            links=before.links,
            votes=before.votes,
            questions=before.questions,
            left=(after.context is not None) + after.links + after.votes + after.questions,
        )

    async def move(self, old: int, new: int) -> None:
        if old in self._contexts:
            self._contexts.put(new, self._contexts.pop(old))

    async def vote(self, ballot: Ballot) -> bool | None:
        return self._noted.vote(ballot)

    async def counts(self, since: date) -> list[Count]:
        return self._noted.counts(since)

    async def inbox(self, state: State | None = State.OPEN) -> list[InboxItem]:
        return self._noted.inbox(state)

    async def settle(self, item: str, state: State) -> bool:
        return self._noted.settle(item, state)

    async def sweep(self) -> int:
        now = self._now()
        contexts, links, done = (
            now - span.total_seconds()
            for span in (retention.CONTEXT, retention.ANSWER_LINKS, retention.DONE_UPDATES)
        )
        return (
            self._contexts.drop(lambda _, value: value[1] < contexts)
            + self._links.drop(lambda _, value: value[1] < links)
            + self._done.drop(lambda _, value: value[1] < done)
            + self._firsts.drop(lambda _, value: value[1] < done)
            + self._noted.sweep()
        )

    async def close(self) -> None:
        """Do nothing; what is held goes with the process."""

    def _begin(self, update: UpdateKey) -> None:
        self._in_hand[update.mark] = update
        if update.chat is not None:
            self._lanes.setdefault(update.chat, {})[update.mark] = update.number

    def _end(self, update: UpdateKey) -> None:
        self._in_hand.pop(update.mark, None)
        lane = self._lanes.get(update.chat) if update.chat is not None else None
        if update.chat is not None and lane is not None:
            lane.pop(update.mark, None)
            if not lane:
                del self._lanes[update.chat]

    def _is_behind(self, update: UpdateKey) -> bool:
        """Tell whether another update of the chat is at work, or an earlier one still to come."""
        lane = self._lanes.get(update.chat, {}) if update.chat is not None else {}
        return any(
            mark in self._in_hand or number < update.number
            for mark, number in lane.items()
            if mark != update.mark
        )
