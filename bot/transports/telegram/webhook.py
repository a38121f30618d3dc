"""Take updates that Telegram delivers, and say of each whether it is dealt with.

The HTTP around it is in `endpoints`. What this process cannot finish before it stops, it refuses:
Telegram then delivers it again, to another replica or to the next start.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from typing import Any

from telegram import Bot
from telegram.constants import UpdateType

from bot.settings.webhook import Webhook as WebhookSettings
from bot.storage.store import Turns
from bot.storage.values import UpdateKey
from bot.transports.telegram.application import App
from bot.transports.telegram.arrival import Arrival
from bot.transports.telegram.connection import Connection
from bot.transports.telegram.dispatcher import Dispatcher

_LOG = logging.getLogger(__name__)

WANTED = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.MY_CHAT_MEMBER,
)
"""The kinds of update the bot does something with."""
MOST_CONNECTIONS = 100
"""Deliveries at the same time: the most Telegram offers."""
FAREWELL_SECONDS = 8.0
"""How long pending replies may take after the signal to stop."""


class Webhook:
    """Hands delivered updates to the dispatcher."""

    def __init__(self, application: App, dispatcher: Dispatcher, store: Turns) -> None:
        self._application = application
        self._bot: Bot = application.bot
        self._dispatcher = dispatcher
        self._store = store
        self._in_hand: Counter[str] = Counter()
        self._taking = False

    async def accept(self, item: dict[str, Any]) -> bool:
        """Deal with an update; False where it was not, and should be delivered again.

        Others of its chat that were delivered to other replicas wait for it from the beginning.
        """
        if not self._taking:
            return False
        key, arrival = self._application.key_of(item), Arrival.of(item)
        self._in_hand[key.mark] += 1
        try:
            if self._dispatcher.is_busy(arrival.lane):  # else it is claimed right away
                await self._store.announce(key)
            done = self._dispatcher.start(arrival)
            if done is None:
                return True
            await asyncio.wait((done,))
            return not done.cancelled()
        finally:
            await self._let_go(key)

    async def run(self, settings: WebhookSettings, connection: Connection) -> None:
        """Register with Telegram and take updates until the bot is stopped. It stays registered.

        The application must be initialized.
        """
        self._taking = True
        try:
            await connection.insist(lambda: self._register(settings))
            _LOG.info("Telegram delivers to %s.", settings.url)
            await connection.stopped()
        finally:
            await self._finish()

    async def _let_go(self, key: UpdateKey) -> None:
        """Let an update hold up nobody that was turned away or not for the bot.

        Unless the same one was delivered twice and the other delivery is still in hand.
        """
        self._in_hand[key.mark] -= 1
        if not self._in_hand[key.mark]:
            del self._in_hand[key.mark]
            await self._store.release(key)

    async def _register(self, settings: WebhookSettings) -> None:
        """Tell Telegram where to deliver; replicas all say the same."""
        await self._bot.set_webhook(
            settings.url,
            secret_token=settings.secret,
            allowed_updates=WANTED,
            max_connections=MOST_CONNECTIONS,
        )

    async def _finish(self) -> None:
        """Take nothing more; give what is in hand some seconds, then give it back."""
        self._taking = False
        if self._in_hand:
            _LOG.info("Stopping; pending replies: %d.", self._in_hand.total())
        await self._dispatcher.finish(FAREWELL_SECONDS)
