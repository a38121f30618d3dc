"""Make of whatever a server answers an answer of the Bot API, or say that it is none.

Between the bot and Telegram stand proxies and copies of the Bot API: they answer 200 to what went
wrong, pages instead of values, and times to wait that are no whole numbers. Knows no HTTP.
"""

from __future__ import annotations

import json
import math
from codecs import BOM_UTF8
from http import HTTPStatus
from typing import Any, Final

LONGEST_WAIT: Final = 3600
"""Seconds; no server is believed that wants more."""
_NO_STATUS: Final = 600
_DONE: Final = (HTTPStatus.CREATED, HTTPStatus.ACCEPTED)
_GOOD: Final = b'{"ok":true'


class NoAnswerError(Exception):
    """The server has answered, but not as the Bot API does."""


def plausible(status: int, body: bytes) -> tuple[int, bytes]:
    """Return status and body as Telegram would give them. Raises NoAnswerError."""
    body = body.removeprefix(BOM_UTF8)
    if status in _DONE:
        status = HTTPStatus.OK
    is_whole = body.rstrip().endswith(b"}")
    if status == HTTPStatus.OK and is_whole and body[:12].replace(b" ", b"").startswith(_GOOD):
        return status, body
    answer = _object(body)
    if status == HTTPStatus.OK and answer is not None and answer.get("ok") is not False:
        return status, body
    if status == HTTPStatus.OK:
        status = _code(answer)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return status, _refusal(status, answer or {}, {"retry_after": _seconds(answer)})
    if answer is None or answer.get("ok") is not False:
        raise NoAnswerError(_phrase(status))
    moved = _parameters(answer).get("migrate_to_chat_id")
    return status, _refusal(status, answer, {"migrate_to_chat_id": moved} if moved else None)


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _code(answer: dict[str, Any] | None) -> int:
    """Return the status that should have stood where 200 does."""
    if answer is None:
        raise NoAnswerError("an answer that is none")
    code = answer.get("error_code")
    if isinstance(code, int) and HTTPStatus.BAD_REQUEST <= code < _NO_STATUS:
        return code
    return HTTPStatus.INTERNAL_SERVER_ERROR


def _seconds(answer: dict[str, Any] | None) -> int:
    """Return how long to wait, in whole seconds; one where that is not said sensibly."""
    said = _parameters(answer or {}).get("retry_after")
    try:
        seconds = float(said) if isinstance(said, (int, float, str)) else 1.0
    except ValueError:
        return 1
    return max(1, math.ceil(min(seconds, LONGEST_WAIT))) if math.isfinite(seconds) else 1


def _parameters(answer: dict[str, Any]) -> dict[str, Any]:
    parameters = answer.get("parameters")
    return parameters if isinstance(parameters, dict) else {}


def _refusal(status: int, answer: dict[str, Any], parameters: dict[str, Any] | None) -> bytes:
    said = answer.get("description")
    values = {
        "ok": False,
        "error_code": status,
        "description": said if isinstance(said, str) else _phrase(status),
        "parameters": parameters,
    }
    return json.dumps(values).encode()


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"HTTP {status}"
