"""A request class that answers from memory, writes down every call and fails on surprises."""

from __future__ import annotations

import json
from collections import deque
from itertools import count
from typing import Any

from telegram.request import BaseRequest, RequestData

from tests.transports.telegram.updates import BOT, PRIVATE

Json = dict[str, Any]
_numbers = count(9001)


class RecordingRequest(BaseRequest):
    """Knows what the bot sends and edits; anything else fails the test.

    `refuse(method, …)` queues answers that are given first, one call each.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[str, Json]] = []
        self._refusals: dict[str, deque[Exception | tuple[int, Json]]] = {}

    @property
    def sent(self) -> list[Json]:
        """The parameters of every sendMessage, refused ones included."""
        return [values for method, values in self.calls if method == "sendMessage"]

    def refuse(
        self, method: str, status: int | Exception, description: str = "", **parameters: Any
    ) -> None:
        answer: Exception | tuple[int, Json]
        if isinstance(status, Exception):
            answer = status
        else:
            body: Json = {"ok": False, "error_code": status, "description": description}
            answer = (status, {**body, "parameters": parameters} if parameters else body)
        self._refusals.setdefault(method, deque()).append(answer)

    def called(self, name: str) -> list[Json]:
        """Return the parameters of every call of a method."""
        return [values for method, values in self.calls if method == name]

    @property
    def read_timeout(self) -> float | None:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **_: Any
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        values = dict(request_data.parameters) if request_data else {}
        if name != "getMe":
            self.calls.append((name, values))
        if refusals := self._refusals.get(name):
            answer = refusals.popleft()
            if isinstance(answer, Exception):
                raise answer
            return answer[0], json.dumps(answer[1]).encode()
        return 200, json.dumps({"ok": True, "result": _result(name, values)}).encode()


def _result(name: str, values: Json) -> Any:
    if name == "getMe":
        return BOT
    if name in ("answerCallbackQuery", "answerInlineQuery", "deleteMessage"):
        return True
    if name not in ("sendMessage", "sendPhoto", "editMessageText", "editMessageMedia"):
        raise AssertionError(f"unexpected call of {name}")
    message = {"message_id": values.get("message_id", next(_numbers)), "date": 1, "from": BOT}
    message["chat"] = {**PRIVATE, "id": values["chat_id"]}
    if "text" in values:
        return {**message, "text": values["text"]}
    photo = {"file_id": "f1", "file_unique_id": "u1", "width": 1, "height": 1}
    return {**message, "photo": [photo]}
