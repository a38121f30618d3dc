"""Being added, thrown out, blocked, moved: say hello once, and forget whom we cannot reach.

A channel is not greeted and a block not answered.
"""

from __future__ import annotations

from collections.abc import Callable

from telegram import ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ContextTypes

from bot.dialogue.front import Front
from bot.rendering.telegram import render_text
from bot.storage.store import Store
from bot.storage.values import Handled
from bot.storage.waiting import take
from bot.transports.telegram.incoming import Address
from bot.transports.telegram.keys import key_of
from bot.transports.telegram.outbox import Outbox

_OUTSIDE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


class Membership:
    """Follows where the bot may write."""

    def __init__(self, store: Store, outbox: Outbox, front: Callable[[], Front]) -> None:
        self._store = store
        self._outbox = outbox
        self._front = front

    async def on_change(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet a group the bot was added to; forget a chat it can write to no more."""
        change = update.my_chat_member
        if change is None:
            return
        key = key_of(update, context.bot)
        if await take(self._store, key) is None:
            return
        try:
            if _is_outside(change.new_chat_member.status):
                await self._store.forget(change.chat.id)
            elif _was_added_to_group(change):
                await self._greet(change)
            await self._store.finish(Handled(key))
        except BaseException:
            await self._store.release(key)
            raise

    async def on_move(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take what is remembered of a group along when it becomes a supergroup."""
        message = update.effective_message
        if message is None:
            return
        if message.migrate_to_chat_id is not None:
            await self._store.move(message.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id is not None:
            await self._store.move(message.migrate_from_chat_id, message.chat.id)

    async def _greet(self, change: ChatMemberUpdated) -> None:
        front = self._front()
        hello = front.say("group_hello", front.language_of(change.from_user.language_code))
        if hello:
            await self._outbox.send(Address(change.chat.id), render_text(hello))


def _was_added_to_group(change: ChatMemberUpdated) -> bool:
    in_group = change.chat.type in _GROUPS
    return in_group and _is_outside(change.old_chat_member.status)


def _is_outside(status: str) -> bool:
    return status in _OUTSIDE
