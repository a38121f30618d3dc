"""Take updates that Telegram delivers, and say of each whether it is dealt with.

The HTTP around it is in `endpoints`. What this process cannot finish before it stops, it refuses:
Telegram then delivers it again, to another replica or to the next start.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

from telegram import Bot, Update
from telegram.constants import UpdateType

from bot.settings.webhook import Webhook as WebhookSettings
from bot.storage.store import Turns
from bot.transports.telegram.application import App
from bot.transports.telegram.bare_updates import read_bare
from bot.transports.telegram.connection import Connection
from bot.transports.telegram.dispatcher import Dispatcher
from bot.transports.telegram.keys import key_of

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
        self._bot: Bot = application.bot
        self._dispatcher = dispatcher
        self._store = store
        self._tasks: set[asyncio.Task[None]] = set()
        self._taking = False

    async def accept(self, item: dict[str, Any]) -> bool:
        """Deal with an update; False where it was not, and should be delivered again.

        Others of its chat that were delivered to other replicas wait for it from the beginning.
        """
        if not self._taking:
            return False
        update = read_update(item, self._bot)
        await self._store.announce(key_of(update, self._bot))
        task = self._dispatcher.start(update)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        await asyncio.wait((task,))
        return not task.cancelled()

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
        if self._tasks:
            _LOG.info("Stopping; pending replies: %d.", len(self._tasks))
            _, late = await asyncio.wait(set(self._tasks), timeout=FAREWELL_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


def read_update(item: Any, bot: Bot) -> Update:  # noqa: ANN401 - raw JSON
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
