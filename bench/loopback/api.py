"""A Bot API server that gives a bot its updates and notes when which reply came.

Serves the methods a bot needs, by polling or by webhook, with a fixed delay and with faults on
demand. Not strict about what it is sent: the tests' own server is.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bench.loopback.http import Connection, Exchange, Parameters

Json = dict[str, Any]
TOKEN = "4711:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"  # noqa: S105  made up
BOT: Json = {"id": 4711, "is_bot": True, "first_name": "Loop", "username": "LoopBot"}
MOST = 100
"""Updates in one answer, as Telegram has it."""
_SENDING = (
    "sendMessage",
    "sendPhoto",
    "editMessageText",
    "editMessageCaption",
    "editMessageMedia",
)


@dataclass(frozen=True, slots=True)
class Reply:
    """One message of the bot that arrived; `at` is in seconds of the monotonic clock."""

    chat: int
    text: str
    at: float
    method: str
    began: float = 0.0
    """When the bot's request was here; with a slow server long before `at`."""
    acknowledged: bool = True
    """Whether the bot was told that it arrived."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one call instead of an answer; `carried_out` says whether it had effect."""

    status: int = 0
    body: Json | None = None
    hang_up: bool = False
    half: bool = False
    delay: float = 0.0
    carried_out: bool = False


@dataclass(frozen=True, slots=True)
class _Call:
    """One call of the bot; `began` is in seconds of the monotonic clock."""

    method: str
    parameters: Parameters
    exchange: Exchange
    began: float


Faults = Callable[[str], Fault | None]


class LoopbackApi:
    """The server. `delay` in seconds is added to every answer except that of a poll."""

    def __init__(self, *, delay: float = 0.0, faults: Faults = lambda _: None) -> None:
        self.delay = delay
        self.faults = faults
        self.replies: list[Reply] = []
        self.on_reply: Callable[[Reply], None] = lambda _: None
        self.webhook: Json = {}
        self.on_webhook: Callable[[], None] = lambda: None
        self.conflicts = 0
        self._pending: OrderedDict[int, Json] = OrderedDict()
        self._next_id = 1000
        self._message_id = 1
        self._poll: Exchange | None = None
        self._poll_ends: asyncio.TimerHandle | None = None
        self._server: asyncio.Server | None = None
        self.port = 0

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def unconfirmed(self) -> int:
        return len(self._pending)

    async def start(self) -> None:
        """Listen on a port of the system's choice, or on the one it had before."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Connection(self._handle), "127.0.0.1", self.port, backlog=1024
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening; what was said stays."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def say(self, chat: int, text: str) -> Json:
        """Let a person write a message; return the update."""
        self._next_id += 1
        self._message_id += 1
        person = {"id": chat, "is_bot": False, "first_name": "P", "language_code": "de"}
        message = {
            "message_id": self._message_id, "date": int(time.time()), "text": text,
            "from": person, "chat": {"id": chat, "type": "private", "first_name": "P"},
        }  # fmt: skip
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        update: Json = {"update_id": self._next_id, "message": message}
        self._pending[self._next_id] = update
        if self._poll is not None:
            self._end_poll()
        self.on_webhook()
        return update

    def settle(self, update_id: int) -> None:
        """Drop an update: the webhook has answered it with 200."""
        self._pending.pop(update_id, None)

    def pending(self) -> list[Json]:
        """Return the updates nobody has confirmed, oldest first."""
        return list(self._pending.values())

    def _handle(self, path: str, parameters: Parameters, exchange: Exchange) -> None:
        owner, _, method = path.removeprefix("/").partition("/")
        if owner != f"bot{TOKEN}":
            _refuse(exchange, 401, "Unauthorized")
            return
        call = _Call(method, parameters, exchange, time.monotonic())
        fault = self.faults(method)
        if fault is not None:
            self._misbehave(fault, call)
        elif method == "getUpdates":
            self._get_updates(parameters, exchange)
        else:
            self._later(self.delay, lambda: exchange.answer(_ok(self._do(call))))

    def _misbehave(self, fault: Fault, call: _Call) -> None:
        exchange = call.exchange
        result = self._do(call, told=False) if fault.carried_out else True
        if fault.hang_up:
            self._later(fault.delay, exchange.hang_up)
        elif fault.half:
            self._later(fault.delay, lambda: exchange.hang_up(_ok(result)[:10]))
        elif fault.status:
            body = json.dumps(fault.body or {}).encode()
            self._later(fault.delay, lambda: exchange.answer(body, fault.status))
        else:
            self._later(fault.delay, lambda: exchange.answer(_ok(self._do(call))))

    @staticmethod
    def _later(seconds: float, action: Callable[[], None]) -> None:
        if seconds:
            asyncio.get_running_loop().call_later(seconds, action)
        else:
            action()

    def _do(self, call: _Call, *, told: bool = True) -> Any:  # noqa: ANN401  JSON
        """Carry out a call; nobody is told whose caller has hung up meanwhile."""
        method, parameters = call.method, call.parameters
        if method in _SENDING:
            return self._sent(call, told=told and call.exchange.is_open)
        if method in ("setWebhook", "deleteWebhook"):
            self.webhook = dict(parameters) if method == "setWebhook" else {}
            self.on_webhook()
        return self._asked(method)

    def _asked(self, method: str) -> Any:  # noqa: ANN401  JSON
        if method.startswith("getMy"):
            empty: Json = {"description": "", "short_description": "", "name": ""}
            return [] if method == "getMyCommands" else empty
        known: dict[str, Any] = {
            "getMe": BOT,
            "getChatMenuButton": {"type": "commands"},
            "getWebhookInfo": {
                "url": self.webhook.get("url", ""),
                "has_custom_certificate": False,
                "pending_update_count": len(self._pending),
            },
        }
        return known.get(method, True)

    def _sent(self, call: _Call, *, told: bool) -> Json:
        method, parameters = call.method, call.parameters
        chat = int(parameters["chat_id"])
        self._message_id += 1
        text = parameters.get("text") or parameters.get("caption") or ""
        reply = Reply(chat, text, time.monotonic(), method, call.began, told)
        self.replies.append(reply)
        self.on_reply(reply)
        message = {
            "message_id": int(parameters.get("message_id", self._message_id)),
            "date": int(time.time()), "from": BOT, "text": text,
            "chat": {"id": chat, "type": "private", "first_name": "P"},
        }  # fmt: skip
        if method == "sendPhoto":
            message["photo"] = [
                {"file_id": "f", "file_unique_id": "f", "width": 800, "height": 400}
            ]
        return message

    def _get_updates(self, parameters: Parameters, exchange: Exchange) -> None:
        if self.webhook:
            _refuse(exchange, 409, "Conflict: can't use getUpdates method while webhook is active")
            return
        if self._poll is not None and self._poll.is_open:
            self.conflicts += 1
            _refuse(self._poll, 409, "Conflict: terminated by other getUpdates request")
        offset = int(parameters.get("offset", 0))
        while self._pending and next(iter(self._pending)) < offset:
            self._pending.popitem(last=False)
        self._poll = exchange
        if self._pending or not int(parameters.get("timeout", 0)):
            self._end_poll()
            return
        loop = asyncio.get_running_loop()
        if self._poll_ends is not None:
            self._poll_ends.cancel()
        self._poll_ends = loop.call_later(float(parameters["timeout"]), self._end_poll)

    def _end_poll(self) -> None:
        poll, self._poll = self._poll, None
        if poll is not None and poll.is_open:
            poll.answer(_ok(list(islice(self._pending.values(), MOST))))


def _ok(result: Any) -> bytes:  # noqa: ANN401  JSON
    return json.dumps({"ok": True, "result": result}).encode()


def _refuse(exchange: Exchange, status: int, description: str) -> None:
    body = {"ok": False, "error_code": status, "description": description}
    exchange.answer(json.dumps(body).encode(), status)
