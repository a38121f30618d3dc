"""The store that forgets at the end of the process: for tests, and while no database answers.

Bounded in all it holds; nothing here waits for anything, so no update is ever in other hands
for longer than its own handling.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.dialogue.context import Context
from bot.storage import retention
from bot.storage.days import day_of
from bot.storage.questions import Question, question_of
from bot.storage.values import (
    THUMB_DOWN,
    THUMB_UP,
    Ballot,
    Claim,
    Claimed,
    Count,
    Forgotten,
    Handled,
    Held,
    InboxItem,
    KeepQuestions,
    Missed,
    State,
    Tally,
    UpdateKey,
)

REMEMBERED = 5_000
"""Entries of each kind; the oldest go first."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_CountKey = tuple[date, str, str, str]


@dataclass(slots=True)
class _Item:
    question: Question
    count: int
    first: date
    last: date
    askers: set[int]
    state: State = State.OPEN


@dataclass(frozen=True, slots=True)
class _Vote:
    up: bool
    key: tuple[date, str, str]
    at: float


class MemoryStore:
    """Everything a `Store` does, without a database."""

    def __init__(
        self,
        keep: KeepQuestions = KeepQuestions.COUNTS,
        now: Callable[[], float] = time.time,
        limit: int = REMEMBERED,
    ) -> None:
        self._keep = keep
        self._now = now
        self._limit = limit
        self._contexts: OrderedDict[int, tuple[Context, float]] = OrderedDict()
        self._in_hand: dict[str, UpdateKey] = {}
        self._lanes: dict[int, dict[str, int]] = {}
        """By chat the numbers of what was announced or is in hand, by mark."""
        self._done: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._firsts: OrderedDict[tuple[int, str], tuple[str, float]] = OrderedDict()
        self._links: OrderedDict[tuple[int, int], tuple[tuple[int, ...], float]] = OrderedDict()
        self._votes: OrderedDict[tuple[int, int, int], _Vote] = OrderedDict()
        self._counts: OrderedDict[_CountKey, int] = OrderedDict()
        self._items: OrderedDict[str, _Item] = OrderedDict()

    def know(self, update: UpdateKey, context: Context) -> None:
        """Take over what a database said of an update, for the time it may not answer."""
        self._begin(update)
        if update.chat is None:
            return
        if context == Context():
            self._contexts.pop(update.chat, None)
        else:
            self._put(self._contexts, update.chat, (context, self._now()))

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
        self._put(self._done, update.mark, (update.number, now))
        if handled.tally is not None:
            self._count(_count_key(handled.tally, day_of(now)), 1)
        if handled.missed is not None:
            self._note(handled.missed, update.chat)
        if update.chat is None:
            return
        if handled.context == Context():
            self._contexts.pop(update.chat, None)
        elif handled.context is not None:
            self._put(self._contexts, update.chat, (handled.context, now))
        if handled.link is not None:
            self._put(
                self._links, (update.chat, handled.link.question), (handled.link.answers, now)
            )

    async def release(self, update: UpdateKey) -> None:
        self._end(update)

    async def confirmed(self, below: int) -> None:
        for mark in [mark for mark, (number, _) in self._done.items() if number < below]:
            del self._done[mark]

    async def is_first(self, chat: int, what: str, update: UpdateKey) -> bool:
        key = (chat, what)
        if key not in self._firsts:
            self._put(self._firsts, key, (update.mark, self._now()))
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
            votes=len(self._votes_of(chat, person)),
            questions=sum(chat in item.askers for item in self._items.values()),
        )

    async def forget(self, chat: int, person: int | None = None) -> Forgotten:
        before = await self.held(chat, person)
        self._contexts.pop(chat, None)
        for link in [key for key in self._links if key[0] == chat]:
            del self._links[link]
        for first in [key for key in self._firsts if key[0] == chat]:
            del self._firsts[first]
        for ballot in self._votes_of(chat, person):
            del self._votes[ballot]
        for name, item in list(self._items.items()):
            item.askers.discard(chat)
            if item.question.text is not None and not item.askers:
                del self._items[name]
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
            self._put(self._contexts, new, self._contexts.pop(old))

    async def vote(self, ballot: Ballot) -> bool | None:
        key = (ballot.person, ballot.chat, ballot.message)
        earlier = self._votes.pop(key, None)
        if earlier is not None:
            self._count(_thumb_key(earlier), -1)
        if ballot.up is not None:
            about = (day_of(self._now()), ballot.intent, ballot.language)
            vote = earlier if earlier and earlier.up == ballot.up else None
            vote = vote or _Vote(ballot.up, about, self._now())
            self._put(self._votes, key, vote)
            self._count(_thumb_key(vote), 1)
        return earlier.up if earlier else None

    async def counts(self, since: date) -> list[Count]:
        return [
            Count(*key, number)
            for key, number in sorted(self._counts.items())
            if key[0] >= since and number > 0
        ]

    async def inbox(self, state: State | None = State.OPEN) -> list[InboxItem]:
        shown = [
            _as_item(name, item)
            for name, item in self._items.items()
            if state in {None, item.state}
            and (item.question.text is None or len(item.askers) >= retention.SHOWN_FROM_CHATS)
        ]
        return sorted(shown, key=lambda item: (-item.count, item.id))

    async def settle(self, item: str, state: State) -> bool:
        if item not in self._items:
            return False
        self._items[item].state = state
        return True

    async def sweep(self) -> int:
        now = self._now()

        def old(at: float, kept: float) -> bool:
            return at < now - kept

        contexts, links, votes, done, questions, counts = (
            span.total_seconds()
            for span in (
                retention.CONTEXT,
                retention.ANSWER_LINKS,
                retention.VOTES,
                retention.DONE_UPDATES,
                retention.QUESTIONS,
                retention.COUNTS,
            )
        )
        return (
            _drop(self._contexts, lambda value: old(value[1], contexts))
            + _drop(self._links, lambda value: old(value[1], links))
            + _drop(self._votes, lambda value: old(value.at, votes))
            + _drop(self._done, lambda value: old(value[1], done))
            + _drop(self._firsts, lambda value: old(value[1], done))
            + _drop(self._items, lambda item: item.last < day_of(now - questions))
            + _drop_keys(self._counts, lambda key: key[0] < day_of(now - counts))
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

    def _put(self, kept: OrderedDict[K, V], key: K, value: V) -> None:
        kept[key] = value
        kept.move_to_end(key)
        if len(kept) > self._limit:
            kept.popitem(last=False)

    def _count(self, key: _CountKey, by: int) -> None:
        self._put(self._counts, key, self._counts.get(key, 0) + by)

    def _note(self, missed: Missed, chat: int | None) -> None:
        question = question_of(missed, self._keep)
        if question is None:
            return
        today = day_of(self._now())
        item = self._items.get(question.id) or _Item(question, 0, today, today, set())
        item.count, item.last = item.count + 1, today
        if question.text is not None and chat is not None:
            item.askers.add(chat)
        self._put(self._items, question.id, item)

    def _votes_of(self, chat: int, person: int | None) -> list[tuple[int, int, int]]:
        return [key for key in self._votes if key[0] == (chat if person is None else person)]


def _count_key(tally: Tally, day: date) -> _CountKey:
    return day, tally.intent or "", tally.outcome, tally.language


def _thumb_key(vote: _Vote) -> _CountKey:
    day, intent, language = vote.key
    return day, intent, THUMB_UP if vote.up else THUMB_DOWN, language


def _as_item(name: str, item: _Item) -> InboxItem:
    question = item.question
    return InboxItem(
        id=name,
        reason=question.reason,
        language=question.language,
        text=question.text,
        nearest=question.nearest,
        count=item.count,
        chats=len(item.askers),
        first_day=item.first,
        last_day=item.last,
        state=item.state,
    )


def _drop(kept: OrderedDict[K, V], is_old: Callable[[V], bool]) -> int:
    gone = [key for key, value in kept.items() if is_old(value)]
    for key in gone:
        del kept[key]
    return len(gone)


def _drop_keys(kept: OrderedDict[K, V], is_old: Callable[[K], bool]) -> int:
    gone = [key for key in kept if is_old(key)]
    for key in gone:
        del kept[key]
    return len(gone)
