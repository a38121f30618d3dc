"""Tell somebody who sends faster than answers may go out that it is too much, politely."""

from __future__ import annotations

from telegram import Bot, Update
from telegram.constants import ChatType

from bot.transports.telegram.application import Core


class Floods:
    """Sends the notice; in groups, where it would disturb everybody, nothing."""

    def __init__(self, bot: Bot, core: Core) -> None:
        self._bot = bot
        self._core = core

    async def turn_away(self, update: Update) -> None:
        """Send the notice of `wording.yaml` to the chat. Raises TelegramError."""
        chat, user = update.effective_chat, update.effective_user
        if chat is None or chat.type != ChatType.PRIVATE:
            return
        front = self._core.front()
        text = front.say("too_fast", front.language_of(user.language_code if user else None))
        if text:
            await self._bot.send_message(chat.id, text)
