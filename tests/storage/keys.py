"""Updates and turns for tests of storage."""

from __future__ import annotations

from typing import Any

from bot.dialogue.context import Context
from bot.storage.marks import update_key
from bot.storage.values import Handled, UpdateKey

SALARY = Context(language="de", entry="salary", occupation="keeper", slots={"place": "Köln"})


def key(number: int, chat: int | None = 7) -> UpdateKey:
    return update_key("test", number, chat, "")


def handled(number: int, chat: int | None = 7, **values: Any) -> Handled:
    return Handled(key(number, chat), **values)
