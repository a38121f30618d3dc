"""Tell the operators' chats (ADMIN_CHAT_IDS) what they have to know, beside the log.

Nothing depends on it: what cannot be delivered stands in the log.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.transports.telegram.patience import seconds_to_wait

_LOG = logging.getLogger(__name__)

Tell = Callable[[str], Awaitable[None]]
LONGEST = 4_000
"""Characters of one message; the log has the rest."""
ATTEMPTS = 6
_FIRST_PAUSE = 1.0


class Admins:
    """The chats of the operators; before `reach` nobody can be told, so telling waits."""

    def __init__(self, chats: Sequence[int], first_pause: float = _FIRST_PAUSE) -> None:
        self._chats = chats
        self._first_pause = first_pause
        self._bot: Bot | None = None
        self._reached = asyncio.Event()

    def reach(self, bot: Bot) -> None:
        """Send through this bot from now on."""
        self._bot = bot
        self._reached.set()

    async def tell(self, text: str) -> None:
        """Send a text to every chat, as it is; what fails is tried again for a minute."""
        if not self._chats:
            return
        await self._reached.wait()
        await asyncio.gather(*(self._send(chat, _cut(text)) for chat in self._chats))

    async def _send(self, chat: int, text: str) -> None:
        pause = self._first_pause
        for attempt in range(1, ATTEMPTS + 1):
            try:
                if self._bot is not None:
                    await self._bot.send_message(chat, text, disable_notification=False)
            except (TelegramError, RuntimeError) as error:  # the latter before it is initialised
                if attempt == ATTEMPTS or _is_final(error):
                    _LOG.warning("An admin chat was not told: %s.", type(error).__name__)
                    return
                wait = seconds_to_wait(error) if isinstance(error, RetryAfter) else 0.0
                await asyncio.sleep(max(wait, pause))
                pause *= 2
            else:
                return


def _is_final(error: Exception) -> bool:
    """Tell whether Telegram refuses the chat itself: unknown, or it has blocked the bot."""
    return type(error).__name__ in ("BadRequest", "Forbidden", "InvalidToken")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
