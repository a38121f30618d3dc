"""Where the contexts of chats are kept between two messages.

The interface is what the shell needs and no more; this memory-only side forgets at a restart.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Protocol

from bot.dialogue.context import Context

REMEMBERED_CHATS = 20_000


class Contexts(Protocol):
    """Contexts by chat id; a chat never seen has the empty context."""

    async def read(self, chat: int) -> Context: ...

    async def write(self, chat: int, context: Context) -> None: ...


class MemoryContexts:
    """Contexts in memory, of the chats that wrote last."""

    def __init__(self, limit: int = REMEMBERED_CHATS) -> None:
        self._limit = limit
        self._contexts: OrderedDict[int, Context] = OrderedDict()

    async def read(self, chat: int) -> Context:
        return self._contexts.get(chat, Context())

    async def write(self, chat: int, context: Context) -> None:
        self._contexts[chat] = context
        self._contexts.move_to_end(chat)
        if len(self._contexts) > self._limit:
            self._contexts.popitem(last=False)
