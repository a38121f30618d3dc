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

from tests.transports.telegram.http_server import DropConnection, HttpServer, Parameters
from tests.transports.telegram.telegram_html import HtmlError, plain_text
from tests.transports.telegram.updates import BOT, Json

TOKEN = "4711:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


class Refusal(Exception):  # noqa: N818 - an answer, not an error of the server
    """An answer with `ok: false`."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


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
        self._messages: dict[tuple[int, int], Json] = {}
        self._menu: dict[str, Any] = {}
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
        if query := update.get("callback_query"):
            self.open_queries.add(query["id"])
        self._updates.append(update)
        self._arrived.set()
        return int(update["update_id"])

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of `method` meet these faults, one each."""
        self._faults.setdefault(method, deque()).extend(faults)

    def called(self, method: str) -> list[Parameters]:
        return [parameters for name, parameters in self.calls if name == method]

    @property
    def sent(self) -> list[Json]:
        """All messages that arrived in chats, with `text` as a user sees it."""
        return list(self._messages.values())

    def texts(self, chat: int) -> list[str]:
        return [message["text"] for message in self.sent if message["chat"]["id"] == chat]

    async def until(self, condition: Callable[[], object], seconds: float = 5.0) -> None:
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
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message_text,
            "answerCallbackQuery": self._answer_callback_query,
            "sendChatAction": lambda _: True,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": lambda _: {"url": self.webhook, "pending_update_count": 0},
        }
        if method in known:
            return known[method](parameters)
        if method.startswith(("setMy", "setChatMenu")):
            self._menu[f"{method[3:]} {parameters.get('language_code', '')}"] = parameters
            return True
        if method.startswith(("getMy", "getChatMenu")):
            return self._menu.get(f"{method[3:]} {parameters.get('language_code', '')}", {})
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

    def _send_message(self, parameters: Parameters) -> Json:
        message: Json = {
            "message_id": next(self._ids),
            "date": 1_790_000_000,
            "chat": {"id": int(parameters["chat_id"]), "type": "private"},
            "from": BOT,
            "text": _checked_text(parameters),
        }
        _check_buttons(parameters.get("reply_markup") or {})
        message |= {k: parameters[k] for k in ("reply_markup",) if k in parameters}
        self._messages[message["chat"]["id"], message["message_id"]] = message
        return message

    def _edit_message_text(self, parameters: Parameters) -> Json:
        key = int(parameters["chat_id"]), int(parameters["message_id"])
        if key not in self._messages:
            raise Refusal(400, "Bad Request: message to edit not found")
        text = _checked_text(parameters)
        if self._messages[key]["text"] == text:
            raise Refusal(400, "Bad Request: message is not modified")
        self._messages[key] = {**self._messages[key], "text": text}
        return self._messages[key]

    def _answer_callback_query(self, parameters: Parameters) -> bool:
        query = str(parameters["callback_query_id"])
        if query not in self.open_queries:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired")
        self.open_queries.discard(query)
        return True

    def _delete_webhook(self, _: Parameters) -> bool:
        self.webhook = ""
        return True


def _checked_text(parameters: Parameters) -> str:
    text = str(parameters.get("text", ""))
    if parameters.get("parse_mode") == "HTML":
        try:
            text = plain_text(text)
        except HtmlError as error:
            raise Refusal(400, f"Bad Request: can't parse entities: {error}") from None
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > 4096:
        raise Refusal(400, "Bad Request: message is too long")
    return text


def _check_buttons(markup: Json) -> None:
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            if not button["text"] or not 1 <= len(button["callback_data"].encode()) <= 64:
                raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
