"""Ask for updates, and hand up only those that are new, a few at a time.

While one update is being answered, Telegram delivers it and all later ones again with every
request. Reading a hundred of them anew takes longer than the event loop may stand still.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from telegram.request import RequestData

from bot.transports.telegram.http_client import HttpClient

AT_ONCE = 20
"""Updates read in one go; the others come with the next request, which follows at once."""
_GOOD = 200


class FreshUpdates(HttpClient):
    """A client for getUpdates alone; `known` tells which updates are in hand already."""

    def __init__(self, *, connect: float, read: float, trust_env: bool = True) -> None:
        super().__init__(4, connect=connect, read=read, trust_env=trust_env)
        self.known: Callable[[int], bool] = lambda _: False

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: Any,  # noqa: ANN401  times, handed on
        **more: Any,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """Return the answer without the updates that are known."""
        status, body = await super().do_request(url, method, request_data, *args, **more)
        return status, self._fresh(body) if status == _GOOD else body

    def _fresh(self, body: bytes) -> bytes:
        try:
            answer = json.loads(body)
            updates = answer["result"]
            fresh = [update for update in updates if not self.known(update["update_id"])]
        except (ValueError, LookupError, TypeError):
            return body  # whoever asked says what is wrong with it
        if len(fresh) == len(updates) <= AT_ONCE:
            return body
        return json.dumps({**answer, "result": fresh[:AT_ONCE]}).encode()
