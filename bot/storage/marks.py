"""Tell one update from all others.

The number alone will not do: another bot, another server or a server set up anew counts from
the start again, and an answer withheld for that reason would be a question lost.
"""

from __future__ import annotations

import hashlib

from bot.storage.values import UpdateKey

LARGEST = 2**63 - 1
"""The largest number a database holds."""


def update_key(origin: str, number: int, chat: int | None, content: str) -> UpdateKey:
    """Return the key of an update.

    `origin` names server and bot; `content` is whatever tells two updates of the same number
    apart (message number, date, id of the pressed button). Of both only a digest is kept.
    """
    mark = hashlib.blake2b(f"{origin}\n{number}\n{chat}\n{content}".encode(), digest_size=12)
    return UpdateKey(mark.hexdigest(), max(0, min(number, LARGEST)), chat)
