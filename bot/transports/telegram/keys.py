"""Tell one update from all others, for the store that answers each only once."""

from __future__ import annotations

from telegram import Bot, Update

from bot.storage.marks import update_key
from bot.storage.values import UpdateKey


def key_of(update: Update, bot: Bot) -> UpdateKey:
    """Return the key of an update; updates of one chat are ordered by their number."""
    chat = update.effective_chat
    message, query = update.effective_message, update.callback_query
    content = [query.id if query is not None else ""]
    if message is not None and query is None:
        content += [str(message.message_id), str(message.date), str(message.edit_date)]
    origin = f"{bot.base_url.removesuffix(bot.token)} {bot.id}"
    return update_key(origin, update.update_id, chat.id if chat else None, "\n".join(content))
