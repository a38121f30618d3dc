"""The handlers: read an update, ask the core, send its reply, remember the context.

Nothing about careers is decided here; errors are left to the error handler.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Container

from telegram import Update
from telegram.ext import ContextTypes

from bot.dialogue.context import Context, Message
from bot.dialogue.turn import Turn
from bot.rendering.telegram import render
from bot.transports.telegram.contexts import Contexts
from bot.transports.telegram.incoming import Addressed, Incoming, read_message, read_press
from bot.transports.telegram.outbox import Outbox

Answer = Callable[[Message, Context], Awaitable[Turn]]
"""The core, with its knowledge and its clock filled in; it answers in a process of its own."""

_REMEMBERED_ALBUMS = 1_000


class Conversations:
    """Answers the updates of all chats."""

    def __init__(
        self, answer: Answer, contexts: Contexts, outbox: Outbox, commands: Container[str]
    ) -> None:
        self._answer = answer
        self._contexts = contexts
        self._outbox = outbox
        self._commands = commands
        self._albums: OrderedDict[tuple[int, str], None] = OrderedDict()

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a new or edited message, if it is for the bot."""
        me = Addressed(context.bot.id, context.bot.username, self._commands)
        incoming = read_message(update, me)
        if incoming is not None and not self._is_seen_album(incoming):
            await self._reply(incoming)

    async def on_press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a pressed button below its message, which stays as it is."""
        if update.callback_query is not None:
            await self._outbox.acknowledge(update.callback_query.id)
        incoming = read_press(update)
        if incoming is not None:
            await self._reply(incoming)

    async def _reply(self, incoming: Incoming) -> None:
        chat = incoming.address.chat
        turn = await self._answer(incoming.message, await self._contexts.read(chat))
        await self._outbox.send(incoming.address, render(turn.reply))
        await self._contexts.write(chat, turn.context)

    def _is_seen_album(self, incoming: Incoming) -> bool:
        """Tell whether another photo of the same album was answered already."""
        if incoming.album is None:
            return False
        key = (incoming.address.chat, incoming.album)
        if key in self._albums:
            return True
        self._albums[key] = None
        if len(self._albums) > _REMEMBERED_ALBUMS:
            self._albums.popitem(last=False)
        return False
