"""Read a text sent to the bot in a private chat, as most updates are, without the library.

Building the library's objects costs as much as all the rest of reading. Whatever is more than a
plain text is left to `incoming`, which says the same of a plain one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.dialogue.context import Message
from bot.transports.telegram.incoming import Address, Addressed, Incoming, without_bot_name

_UPDATE = frozenset(("update_id", "message"))
_MESSAGE = frozenset(("message_id", "date", "text", "from", "chat", "entities"))
"""A message that has anything else may be forwarded, sent by a bot, part of an album …"""
_LARGEST, _LATEST = 2**53, 2**32
"""Of numbers, and of times: what is beyond is left to the library."""


def read_plain_text(item: Mapping[str, Any], me: Addressed) -> Incoming | None:
    """Return what a plain text asks, or None for anything else."""
    message = item.get("message")
    if not _UPDATE.issuperset(item) or not isinstance(message, dict):
        return None
    sender, chat, text = message.get("from"), message.get("chat"), message.get("text")
    if not isinstance(sender, dict) or not isinstance(chat, dict) or not isinstance(text, str):
        return None
    if not text or not _MESSAGE.issuperset(message) or sender.get("is_bot") is not False:
        return None
    if chat.get("type") != "private" or not _has_numbers(message, chat, sender):
        return None
    return Incoming(
        address=Address(chat["id"]),
        message=Message(text=without_bot_name(text, me), language_code=_language(sender)),
        person=sender["id"],
        question=message["message_id"],
    )


def date_of(item: Mapping[str, Any]) -> datetime:
    """Return when a plain text was sent."""
    return datetime.fromtimestamp(item["message"]["date"], UTC)


def _has_numbers(*values: Mapping[str, Any]) -> bool:
    """Tell whether number, date, chat and person are such as Telegram gives."""
    message, chat, sender = values
    numbers = message.get("message_id"), message.get("date"), chat.get("id"), sender.get("id")
    return all(type(number) is int and 0 < number < _LARGEST for number in numbers) and (
        message["date"] < _LATEST
    )


def _language(sender: Mapping[str, Any]) -> str | None:
    code = sender.get("language_code")
    return code if isinstance(code, str) else None
