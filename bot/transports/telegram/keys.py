"""Tell one update from all others, for the store that answers each only once."""

from __future__ import annotations

from datetime import datetime

from telegram import Bot, Update

from bot.storage.marks import update_key
from bot.storage.values import UpdateKey
from bot.transports.telegram.incoming import Incoming


def key_of(update: Update, bot: Bot) -> UpdateKey:
    """Return the key of an update; updates of one chat are ordered by their number."""
    chat = update.effective_chat
    message, query = update.effective_message, update.callback_query
    content = [query.id if query is not None else ""]
    if message is not None and query is None:
        content += [str(message.message_id), str(message.date), str(message.edit_date)]
    return _key(bot, update.update_id, chat.id if chat else None, content)


def key_of_text(number: int, incoming: Incoming, date: datetime, bot: Bot) -> UpdateKey:
    """Return the key of an update that is a new message, as `key_of` does."""
    content = ["", str(incoming.question), str(date), str(None)]
    return _key(bot, number, incoming.address.chat, content)


def _key(bot: Bot, number: int, chat: int | None, content: list[str]) -> UpdateKey:
    origin = f"{bot.base_url.removesuffix(bot.token)} {bot.id}"
    return update_key(origin, number, chat, "\n".join(content))
