"""Read an update of which the library cannot read some part: a kind of content newer than it.

What a person sends is answered all the same, as something the bot cannot open. A button needs no
more than its data. What a server leaves out that the library insists on is taken for the usual.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Bot, Update
from telegram.constants import ChatType

_MESSAGES = ("message", "edited_message")
_MESSAGE = (
    "message_id", "date", "edit_date", "text", "caption", "message_thread_id",
    "is_topic_message", "media_group_id",
)  # fmt: skip
_LATEST = 2**32
_CHAT = ("id", "type", "title", "first_name")
_PERSON = ("id", "is_bot", "first_name", "language_code")
_QUERY = ("id", "chat_instance", "data")
_PEOPLE = {"from": _PERSON, "sender_chat": _CHAT, "via_bot": _PERSON, "chat": _CHAT}

Json = Mapping[str, Any]


def read_bare(item: Json, bot: Bot) -> Update | None:
    """Return what can be read of a message or a pressed button, or None where that is nothing.

    Raises whatever the library raises when even that is unreadable.
    """
    for kind in _MESSAGES:
        if isinstance(item.get(kind), Mapping):
            return _read(item, kind, _bare_message(item[kind]), bot)
    query = item.get("callback_query")
    if isinstance(query, Mapping):
        pressed = _some(query, _QUERY) | _people(query)
        card = query.get("message")
        if isinstance(card, Mapping):  # without a date it is one nothing is known of
            pressed["message"] = _some(card, ("message_id",)) | _people(card) | {"date": 0}
        return _read(item, "callback_query", pressed, bot)
    return None


def _read(item: Json, kind: str, content: dict[str, Any], bot: Bot) -> Update:
    return Update.de_json({"update_id": item["update_id"], kind: content}, bot)


def _bare_message(message: Json) -> dict[str, Any]:
    earlier = message.get("reply_to_message")
    bare = _some(message, _MESSAGE) | _people(message) | {"date": _date(message)}
    if isinstance(earlier, Mapping):  # in groups it tells whether the bot is meant
        dated = _some(earlier, ("message_id",)) | {"date": _date(earlier)}
        bare["reply_to_message"] = dated | _people(earlier)
    return bare


def _date(message: Json) -> int:
    """Return when it was sent, in seconds since 1970; 0 where that is not said sensibly."""
    try:
        date = int(message.get("date", 0))
    except (TypeError, ValueError, OverflowError):
        return 0
    return date if 0 < date < _LATEST else 0


def _people(values: Json) -> dict[str, Any]:
    found = {name: values[name] for name in _PEOPLE if isinstance(values.get(name), Mapping)}
    return {
        name: _unsaid(value, _PEOPLE[name]) | _some(value, _PEOPLE[name])
        for name, value in found.items()
    }


def _unsaid(values: Json, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what a server that leaves out the obvious means."""
    if names == _PERSON:
        return {"is_bot": False, "first_name": ""}
    number = values.get("id")
    is_person = isinstance(number, int) and number > 0
    return {"type": ChatType.PRIVATE if is_person else ChatType.SUPERGROUP}


def _some(values: Json, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}
