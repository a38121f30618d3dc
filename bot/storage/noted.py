"""What operators see, and votes, as long as there is no database: counts, thumbs and the inbox.

Bounded like all the memory holds. Whose update it was and what a chat remembers is in `memory`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.storage import retention
from bot.storage.bounded import Bounded
from bot.storage.days import day_of
from bot.storage.questions import Question, question_of
from bot.storage.values import (
    THUMB_DOWN,
    THUMB_UP,
    Ballot,
    Count,
    InboxItem,
    KeepQuestions,
    Missed,
    State,
    Tally,
)

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


class Noted:
    """Counts, votes and missed questions."""

    def __init__(self, keep: KeepQuestions, now: Callable[[], float], limit: int) -> None:
        """At most `limit` of each; `now` in seconds since 1970."""
        self._keep = keep
        self._now = now
        self._votes: Bounded[tuple[int, int, int], _Vote] = Bounded(limit)
        self._counts: Bounded[_CountKey, int] = Bounded(limit)
        self._items: Bounded[str, _Item] = Bounded(limit)

    def tally(self, tally: Tally) -> None:
        """Count a turn."""
        self._count(_count_key(tally, day_of(self._now())), 1)

    def miss(self, missed: Missed, chat: int | None) -> None:
        """Note a question that was missed, as far as questions are kept."""
        question = question_of(missed, self._keep)
        if question is None:
            return
        today = day_of(self._now())
        item = self._items.get(question.id) or _Item(question, 0, today, today, set())
        item.count, item.last = item.count + 1, today
        if question.text is not None and chat is not None:
            item.askers.add(chat)
        self._items.put(question.id, item)

    def vote(self, ballot: Ballot) -> bool | None:
        """Note a thumb; return this person's earlier one, or None."""
        key = (ballot.person, ballot.chat, ballot.message)
        earlier = self._votes.pop(key, None)
        if earlier is not None:
            self._count(_thumb_key(earlier), -1)
        if ballot.up is not None:
            about = (day_of(self._now()), ballot.intent, ballot.language)
            vote = earlier if earlier and earlier.up == ballot.up else None
            vote = vote or _Vote(ballot.up, about, self._now())
            self._votes.put(key, vote)
            self._count(_thumb_key(vote), 1)
        return earlier.up if earlier else None

    def counts(self, since: date) -> list[Count]:
        """Return what was counted from that day on, oldest first."""
        return [
            Count(*key, number)
            for key, number in sorted(self._counts.items())
            if key[0] >= since and number > 0
        ]

    def inbox(self, state: State | None) -> list[InboxItem]:
        """Return the items in a state (all where None), the most asked first."""
        shown = [
            _as_item(name, item)
            for name, item in self._items.items()
            if state in {None, item.state}
            and (item.question.text is None or len(item.askers) >= retention.SHOWN_FROM_CHATS)
        ]
        return sorted(shown, key=lambda item: (-item.count, item.id))

    def settle(self, item: str, state: State) -> bool:
        """Set the state of an item; False where there is none."""
        if item not in self._items:
            return False
        self._items[item].state = state
        return True

    def votes_of(self, chat: int, person: int | None) -> int:
        """Tell how many votes there are of a person, of the chat itself where None."""
        return len(self._votes_of(chat, person))

    def questions_of(self, chat: int) -> int:
        """Tell to how many kept questions a chat has contributed."""
        return sum(chat in item.askers for item in self._items.values())

    def forget(self, chat: int, person: int | None) -> None:
        """Drop the votes of a person, and what only this chat has asked."""
        for ballot in self._votes_of(chat, person):
            del self._votes[ballot]
        for name, item in list(self._items.items()):
            item.askers.discard(chat)
            if item.question.text is not None and not item.askers:
                del self._items[name]

    def sweep(self) -> int:
        """Drop what is past its time; return how much that was."""
        now = self._now()
        votes, questions, counts = (
            now - span.total_seconds()
            for span in (retention.VOTES, retention.QUESTIONS, retention.COUNTS)
        )
        return (
            self._votes.drop(lambda _, vote: vote.at < votes)
            + self._items.drop(lambda _, item: item.last < day_of(questions))
            + self._counts.drop(lambda key, _: key[0] < day_of(counts))
        )

    def _count(self, key: _CountKey, by: int) -> None:
        self._counts.put(key, self._counts.get(key, 0) + by)

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
