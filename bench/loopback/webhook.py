"""Deliver updates as Telegram does to a webhook: in order within a chat, again until it is 200.

Goes from one target to the next, as a load balancer would: the address the bot registered is only
the sign to begin.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import cycle
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from bench.loopback.api import LoopbackApi

_PAUSE = 0.2
_LONGEST_PAUSE = 2.0
_PATIENCE = ClientTimeout(total=60)


class Deliveries:
    """Posts the pending updates of `api` to `targets`, `at_once` of them at the same time.

    `repeated` decides for each delivered update whether it is delivered once more.
    """

    def __init__(
        self,
        api: LoopbackApi,
        targets: Sequence[str],
        *,
        at_once: int = 40,
        repeated: Callable[[], bool] = lambda: False,
    ) -> None:
        self._api = api
        self._targets = cycle(targets)
        self._at_once = asyncio.Semaphore(at_once)
        self._repeated = repeated
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._wake = asyncio.Event()
        self.refused = 0
        api.on_webhook = self._wake.set

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with ClientSession(connector=TCPConnector(limit=0), timeout=_PATIENCE) as client:
            while True:
                self._wake.clear()
                if self._api.webhook:
                    for update in self._api.pending():
                        self._start(client, update)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), 0.1)

    def _start(self, client: ClientSession, update: dict[str, Any]) -> None:
        """Begin with the oldest update of a chat nothing of which is on its way."""
        chat = update["message"]["chat"]["id"]
        if chat not in self._lanes:
            task = asyncio.create_task(self._deliver(client, update))
            self._lanes[chat] = task
            task.add_done_callback(lambda _: self._ended(chat))

    def _ended(self, chat: int) -> None:
        del self._lanes[chat]
        self._wake.set()

    async def _deliver(self, client: ClientSession, update: dict[str, Any]) -> None:
        pause = _PAUSE
        while not await self._post(client, update):
            self.refused += 1
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        if self._repeated():
            await self._post(client, update)
        self._api.settle(update["update_id"])

    async def _post(self, client: ClientSession, update: dict[str, Any]) -> bool:
        headers = {
            "Content-Type": "application/json",
            "X-Telegram-Bot-Api-Secret-Token": self._api.webhook.get("secret_token", ""),
        }
        try:
            async with self._at_once, client.post(
                next(self._targets), data=json.dumps(update), headers=headers
            ) as answer:  # fmt: skip
                return answer.status == 200
        except (ClientError, OSError, TimeoutError):
            return False
