"""The bot for other programs: one JSON object a line in, exactly one JSON line out, in order.

One conversation per user, in memory. A line that cannot be read gets an error in its place and
costs nobody else anything. README.md shows the keys.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, BinaryIO, NoReturn, TextIO

from bot.dialogue.context import Message
from bot.dialogue.turn import Turn
from bot.errors import describe_defect
from bot.transports.conversation import Conversation, Respond
from bot.transports.lines import LONGEST, read_lines

_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Some readers take these for the end of a line, so they are written as escapes."""


class BadLineError(Exception):
    """An input line is not a message; `str(error)` says why."""


def serve(respond: Respond, stream: BinaryIO, out: TextIO) -> None:
    """Answer each line of `stream` on `out`, flushed, until the stream ends."""
    conversations: dict[tuple[bool, str | float], Conversation] = {}
    for line, whole in read_lines(stream):
        try:
            user, message = _message(_object(line, whole=whole))
        except BadLineError as error:
            _write({"error": str(error)}, out)
            continue
        conversation = conversations.get(user)
        if conversation is None:
            conversation = conversations[user] = Conversation(respond)
        _write(_answer(conversation, message), out)


def as_json(turn: Turn) -> dict[str, Any]:
    """Return a turn as plain JSON values; this is what `--json` and `--jsonl` print."""
    reply, interpretation = turn.reply, turn.interpretation
    return {
        "kind": reply.kind,
        "language": reply.language,
        "topic": reply.topic,
        "intent": interpretation.intent,
        "slots": dict(interpretation.slots),
        "confidence": round(interpretation.confidence, 4),
        "text": reply.text,
        "choices": [{"label": choice.label, "data": choice.data} for choice in reply.choices],
        "sources": list(reply.sources),
        "attachments": [attachment.kind for attachment in reply.attachments],
    }


def dumps(values: Mapping[str, Any]) -> str:
    """Return one line of JSON, readable as it is: umlauts stay, line breaks of any kind do not."""
    return json.dumps(values, ensure_ascii=False).translate(_LINE_BREAKS)


def _answer(conversation: Conversation, message: Message) -> dict[str, Any]:
    try:
        return as_json(conversation.take(message))
    except Exception as error:  # noqa: BLE001  a defect costs one line, not the run
        return {"error": describe_defect(error)}


def _write(values: Mapping[str, Any], out: TextIO) -> None:
    out.write(dumps(values) + "\n")
    out.flush()


def _object(line: bytes, *, whole: bool) -> Mapping[str, Any]:
    if not whole:
        raise BadLineError(f"the line is longer than {LONGEST} bytes")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadLineError(f"the line is not UTF-8 (byte {error.start + 1})") from None
    if not text.strip():
        raise BadLineError("the line is blank")
    try:
        values = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise BadLineError(f"not JSON: {error.msg} (column {error.colno})") from None
    except (ValueError, RecursionError):
        raise BadLineError("not JSON: a number too long or values nested too deep") from None
    if not isinstance(values, dict):
        raise BadLineError("not a JSON object")
    return values


def _refuse_constant(name: str) -> NoReturn:
    raise BadLineError(f"not JSON: {name} is no number")


def _message(values: Mapping[str, Any]) -> tuple[tuple[bool, str | float], Message]:
    user = values.get("user")
    if isinstance(user, bool) or not isinstance(user, str | int | float):
        raise BadLineError('"user" must be a text or a number')
    text, data = _optional_text(values, "text"), _optional_text(values, "data")
    if text is None and data is None:
        raise BadLineError('"text" is missing (or "data" of a pressed choice)')
    code = _optional_text(values, "language_code")
    return (isinstance(user, str), user), Message(text or "", data, code)


def _optional_text(values: Mapping[str, Any], key: str) -> str | None:
    value = values.get(key)
    if value is not None and not isinstance(value, str):
        raise BadLineError(f'"{key}" must be a text')
    return value
