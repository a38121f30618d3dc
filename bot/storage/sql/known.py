"""What a process that has its database to itself knows without asking it again.

Its own turns passed through here, so their contexts and marks are known; of what was done before
it began, the newest marks are read once, and which chats there are: most messages after a quiet
night are from new ones. Bounded; what is not here is asked of the database.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from bot.dialogue.context import Context
from bot.storage.values import Claim, Claimed, Handled, UpdateKey

MOST_CHATS = 5_000
MOST_MARKS = 50_000
MOST_NUMBERS = 50_000
"""Chats of which it is known that the database has them, as long as there are no more."""


class Known:
    """Contexts of chats, and which updates are done."""

    def __init__(self) -> None:
        self._contexts: OrderedDict[int, Context] = OrderedDict()
        self._done: OrderedDict[str, int] = OrderedDict()
        self._numbers: set[int] | None = None
        self.is_ready = False
        """Whether it was told what was done before it began."""

    def begin(self, done: Iterable[tuple[str, int]], chats: Iterable[int]) -> None:
        """Take the marks and numbers of what was done before, oldest first, and all chats, as far
        as MOST_NUMBERS and one more.
        """
        self._done = OrderedDict(done)
        self._numbers = set(chats)
        self._bound_numbers()
        self.is_ready = True

    def claim(self, update: UpdateKey) -> Claimed | None:
        """Return what is to be said of an update, as far as nobody need be asked."""
        if update.mark in self._done:
            return Claimed(Claim.DONE)
        if update.chat is None:
            return Claimed(Claim.YOURS)
        context = self._contexts.get(update.chat)
        if context is None and self._numbers is not None and update.chat not in self._numbers:
            context = Context()
        return Claimed(Claim.YOURS, context) if context is not None else None

    def is_done(self, mark: str) -> bool:
        return mark in self._done

    def learn(self, chat: int, context: Context) -> None:
        """Note the context of a chat, the empty one included."""
        self._contexts[chat] = context
        self._contexts.move_to_end(chat)
        if len(self._contexts) > MOST_CHATS:
            self._contexts.popitem(last=False)
        if self._numbers is not None:
            self._numbers.add(chat)
            self._bound_numbers()

    def finished(self, handled: Handled) -> None:
        """Note what was written."""
        update = handled.update
        self._done[update.mark] = update.number
        if len(self._done) > MOST_MARKS:
            self._done.popitem(last=False)
        if update.chat is not None and handled.context is not None:
            self.learn(update.chat, handled.context)

    def confirmed(self, below: int) -> None:
        """Drop the marks of updates that will not come again; they are among the oldest."""
        for mark in [mark for mark, number in self._done.items() if number < below]:
            del self._done[mark]

    def forget(self, *chats: int) -> None:
        """Ask the database about these chats again."""
        for chat in chats:
            self._contexts.pop(chat, None)
        if self._numbers is not None:
            self._numbers.update(chats)

    def forget_contexts(self) -> None:
        """Ask the database about every chat again."""
        self._contexts.clear()

    def doubt(self) -> None:
        """Ask the database about everything again: it may be another one when it is back."""
        self._contexts.clear()
        self._numbers = None
        self.is_ready = False

    def _bound_numbers(self) -> None:
        if self._numbers is not None and len(self._numbers) > MOST_NUMBERS:
            self._numbers = None
