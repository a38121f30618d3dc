"""What the bot keeps, behind one small interface; which side is behind it nobody needs to know.

The sides: `memory` (forgets at the end), `sql` (SQLite or PostgreSQL), and `steady` around
either, which never raises. One update goes `announce` (optional), `claim`, answer, send, then
`finish` or, where that went wrong, `release`.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from bot.dialogue.context import Context
from bot.storage.values import (
    Ballot,
    Claimed,
    Count,
    Forgotten,
    Handled,
    Held,
    InboxItem,
    State,
    UpdateKey,
)


class Turns(Protocol):
    """Updates, each handled once, and the contexts they leave behind."""

    async def announce(self, update: UpdateKey) -> None:
        """Say that this update waits here, so that no later one of its chat goes first."""

    async def claim(self, update: UpdateKey) -> Claimed:
        """Try to take an update in hand; see `waiting.take` for one that waits its turn."""

    async def finish(self, handled: Handled) -> None:
        """Keep what a handled update leaves, in one transaction; durable on return."""

    async def release(self, update: UpdateKey) -> None:
        """Give an update back that was not handled: the next delivery of it is a new try.

        Whoever announced an update and does not finish it must do this, too: the later ones of
        its chat wait for it.
        """

    async def confirmed(self, below: int) -> None:
        """Drop the marks of updates numbered below: their sender will not deliver them again."""

    async def is_first(self, chat: int, what: str, update: UpdateKey) -> bool:
        """Tell whether `update` is the first of its chat about `what`, such as an album."""

    async def answers_to(self, chat: int, question: int) -> tuple[int, ...]:
        """Return the messages that answer `question`; empty where that is not known."""


class Chats(Protocol):
    """What is known of one chat."""

    async def read(self, chat: int) -> Context:
        """Return the context of a chat; a chat never seen has the empty one."""

    async def held(self, chat: int, person: int | None = None) -> Held:
        """Tell what is stored of a chat and, in groups, of one person in it."""

    async def forget(self, chat: int, person: int | None = None) -> Forgotten:
        """Delete everything about a chat and a person (`chat` where None) at once."""

    async def move(self, old: int, new: int) -> None:
        """Follow a group that became a supergroup."""


class Votes(Protocol):
    """Thumbs: one a person under an answer, changeable."""

    async def vote(self, ballot: Ballot) -> bool | None:
        """Note a thumb; return this person's earlier one under the same answer, or None."""


class Operating(Protocol):
    """What operators see: counts and the inbox, never persons."""

    async def counts(self, since: date) -> list[Count]:
        """Return the statistics from that day on, oldest first."""

    async def inbox(self, state: State | None = State.OPEN) -> list[InboxItem]:
        """Return the items in a state (all where None), the most asked first.

        Kept questions appear once enough different chats asked them.
        """

    async def settle(self, item: str, state: State) -> bool:
        """Set the state of an item; False where there is none with this id."""


class Store(Turns, Chats, Votes, Operating, Protocol):
    """Everything together, with its upkeep."""

    async def sweep(self) -> int:
        """Delete what is past its time (`retention`); return how many rows that were."""

    async def close(self) -> None:
        """Finish what is being written and let go of the database."""
