"""One update as it came, read as far as everybody needs: its number and whose it is.

The library's objects take longer to build than an answer to send; they are built where they are
needed (`read_update`).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

from telegram import Bot, Update

from bot.transports.telegram.bare_updates import read_bare

_LOG = logging.getLogger(__name__)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arrival:
    """`lane` is whose updates keep their order among each other: a chat's, or else a person's."""

    item: Json
    number: int
    lane: int

    @classmethod
    def of(cls, item: Json) -> Self:
        """Read it. Raises LookupError where `update_id` is missing."""
        return cls(item, item["update_id"], _lane_of(item))


def numbered(items: object) -> list[Json]:
    """Return those of a server's list that can be told apart and confirmed.

    Raises TypeError where it is no list, ValueError where none can be told apart.
    """
    if not isinstance(items, list):
        raise TypeError("no list of updates")
    good = [item for item in items if isinstance(item, dict) and _is_number(item.get("update_id"))]
    if items and not good:
        raise ValueError("updates without a number")
    return good


def read_update(item: Json, bot: Bot) -> Update:
    """Read one update, what can be read of it, or an empty one, to be confirmed and forgotten."""
    try:
        return Update.de_json(item, bot)
    except Exception as error:  # noqa: BLE001 - whatever the library makes of a bad update
        name, empty = type(error).__name__, Update(int(item["update_id"]))
    with suppress(Exception):  # as above
        bare = read_bare(item, bot)
        if bare is not None:
            _LOG.warning("An update could not be read as a whole (%s).", name)
            return bare
    _LOG.warning("An update could not be read (%s) and is left out.", name)
    return empty


def _lane_of(item: Mapping[str, Any]) -> int:
    for content in item.values():
        if not isinstance(content, dict):
            continue
        for holder in (content, content.get("message")):
            chat = holder.get("chat") if isinstance(holder, dict) else None
            if isinstance(chat, dict) and _is_number(chat.get("id")):
                return int(chat["id"])
        person = content.get("from") or content.get("user")
        if isinstance(person, dict) and _is_number(person.get("id")):
            return int(person["id"])
    return 0


def _is_number(value: object) -> bool:
    return type(value) is int
