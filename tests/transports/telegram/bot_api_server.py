"""A Bot API server on this machine, for tests over real HTTP, with faults on demand.

Strict where Telegram is strict (token, HTML, length, button data, one poller at a time). It keeps
everything in memory and knows only the methods this bot may need.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from types import TracebackType
from typing import Any, Self

from tests.transports.telegram.bot_api_chats import Chats, as_json, check_inline_results
from tests.transports.telegram.bot_api_profile import Profile
from tests.transports.telegram.http_server import DropConnection, HttpServer, Parameters
from tests.transports.telegram.refusal import Refusal
from tests.transports.telegram.updates import BOT, Json

TOKEN = "4711:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@dataclass
class Fault:
    """What happens instead of the answer: a refusal, another body, a hang-up or a delay first."""

    refusal: Refusal | None = None
    body: bytes | None = None
    drop: bool = False
    half: bool = False
    lost: bool = False
    """Hang up only after the call was carried out."""
    delay: float = 0.0
    hold: asyncio.Event | None = None
    """Answer only once this is set."""


class BotApiServer:
    """`async with BotApiServer() as server`; the bot's root address is `server.root`."""

    def __init__(self, token: str = TOKEN) -> None:
        self._http = HttpServer(self._respond)
        self._token = token
        self._faults: dict[str, deque[Fault]] = {}
        self._updates: list[Json] = []
        self._arrived = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self._ids = count(1)
        self.chats = Chats(self._ids)
        self.profile = Profile()
        self.notices: list[str] = []
        self.found: list[list[Json]] = []
        self.webhook = ""
        self.calls: list[tuple[str, Parameters]] = []
        self.confirmed = 0
        self.open_queries: set[str] = set()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    @property
    def root(self) -> str:
        return self._http.root

    async def start(self) -> None:
        await self._http.start()

    async def stop(self) -> None:
        """Become unreachable; updates and messages are kept for the next start."""
        await self._http.stop()

    # What a test does -----------------------------------------------------------------------

    def put(self, update: Json) -> int:
        """Queue an update for the bot under an id of this server's own; return that id."""
        update = {**update, "update_id": 1000 + next(self._ids)}
        if query := update.get("callback_query") or update.get("inline_query"):
            self.open_queries.add(query["id"])
        self._updates.append(update)
        self._arrived.set()
        return int(update["update_id"])

    def put_again(self, update: Json) -> None:
        """Queue an update once more, with the id it had: a server may do so."""
        self._updates.append(update)
        self._arrived.set()

    @property
    def waiting(self) -> list[Json]:
        """Updates that were not confirmed."""
        return list(self._updates)

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of `method` meet these faults, one each."""
        self._faults.setdefault(method, deque()).extend(faults)

    def called(self, method: str) -> list[Parameters]:
        return [parameters for name, parameters in self.calls if name == method]

    @property
    def sent(self) -> list[Json]:
        """All messages that arrived in chats, with `text` as a user sees it."""
        return list(self.chats.messages.values())

    def texts(self, chat: int) -> list[str]:
        """Return the texts, and captions, of a chat."""
        return [m.get("text", m.get("caption")) for m in self.sent if m["chat"]["id"] == chat]

    async def until(self, condition: Callable[[], object], seconds: float = 30.0) -> None:
        """Wait until `condition` holds; fail the test when it does not in time."""
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110 - any condition, not one event
                await asyncio.sleep(0.005)

    # What the bot asks ----------------------------------------------------------------------

    async def _respond(self, path: str, parameters: Parameters) -> tuple[int, bytes]:
        _, owner, method = path.split("/", 2)
        try:
            self._check_token(owner)
            self.calls.append((method, parameters))
            result = await self._with_faults(method, parameters)
        except Refusal as no:
            body = {"ok": False, "error_code": no.status, "description": no.description}
            if no.parameters:
                body["parameters"] = no.parameters
            return no.status, json.dumps(body).encode()
        if isinstance(result, bytes):
            return 200, result
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _check_token(self, owner: str) -> None:
        if owner != f"bot{self._token}":
            raise Refusal(401, "Unauthorized")

    async def _with_faults(self, method: str, parameters: Parameters) -> Any:
        faults = self._faults.get(method)
        fault = faults.popleft() if faults else Fault()
        await asyncio.sleep(fault.delay)
        if fault.hold is not None:
            await fault.hold.wait()
        if fault.refusal is not None:
            raise fault.refusal
        if fault.drop or fault.half:
            raise DropConnection(fault.half)
        if fault.body is not None:
            return fault.body
        result = await self._carry_out(method, parameters)
        if fault.lost:
            raise DropConnection
        return result

    async def _carry_out(self, method: str, parameters: Parameters) -> Any:
        if method == "getUpdates":
            return await self._get_updates(parameters)
        known: dict[str, Callable[[Parameters], Any]] = {
            "getMe": lambda _: BOT,
            "sendMessage": self.chats.send_message,
            "sendPhoto": self.chats.send_photo,
            "editMessageText": self.chats.edit_text,
            "editMessageMedia": self.chats.edit_media,
            "answerCallbackQuery": self._answer_callback_query,
            "answerInlineQuery": self._answer_inline_query,
            "sendChatAction": lambda _: True,
            "deleteWebhook": self._delete_webhook,
            "setWebhook": self._set_webhook,
            "getWebhookInfo": lambda _: {"url": self.webhook, "pending_update_count": 0},
        }
        if method in known:
            return known[method](parameters)
        result = self.profile.carry_out(method, parameters)
        if result is not None:
            return result
        raise Refusal(404, "Not Found")

    async def _get_updates(self, parameters: Parameters) -> list[Json]:
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        mine = self._poll = asyncio.get_running_loop().create_future()
        offset = int(parameters.get("offset") or 0)
        self.confirmed = max(self.confirmed, offset)
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        if not self._updates and parameters.get("timeout"):
            self._arrived.clear()
            arrived = asyncio.ensure_future(self._arrived.wait())
            try:
                await asyncio.wait(
                    (arrived, mine),
                    timeout=float(parameters["timeout"]),
                    return_when=asyncio.FIRST_COMPLETED,
                )
            finally:
                arrived.cancel()
        if mine.done():
            raise Refusal(409, "Conflict: terminated by other getUpdates request")
        mine.set_result(None)
        return self._updates[: int(parameters.get("limit") or 100)]

    def _answer_callback_query(self, parameters: Parameters) -> bool:
        self._close_query(str(parameters["callback_query_id"]))
        if notice := str(parameters.get("text") or ""):
            if len(notice) > 200:
                raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
            self.notices.append(notice)
        return True

    def _answer_inline_query(self, parameters: Parameters) -> bool:
        results = as_json(parameters["results"])
        check_inline_results(results)
        self._close_query(str(parameters["inline_query_id"]))
        self.found.append(results)
        return True

    def _close_query(self, query: str) -> None:
        if query not in self.open_queries:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired")
        self.open_queries.discard(query)

    def _set_webhook(self, parameters: Parameters) -> bool:
        self.webhook = str(parameters["url"])
        return True

    def _delete_webhook(self, _: Parameters) -> bool:
        self.webhook = ""
        return True
