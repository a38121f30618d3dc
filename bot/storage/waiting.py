"""Wait until an update is ours: earlier ones of its chat may be in the hands of another replica.

No order within this process is made here (the transport's lanes do that), and no time limit: a
replica that died loses its claims after a few seconds.
"""

from __future__ import annotations

import asyncio

from bot.dialogue.context import Context
from bot.storage.store import Turns
from bot.storage.values import Claim, UpdateKey

FIRST_PAUSE = 0.01
LONGEST_PAUSE = 0.1


async def take(store: Turns, update: UpdateKey) -> Context | None:
    """Return the chat's context once the update is ours, or None when it was answered."""
    pause = FIRST_PAUSE
    while True:
        claimed = await store.claim(update)
        if claimed.claim is Claim.YOURS:
            return claimed.context
        if claimed.claim is Claim.DONE:
            return None
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)
