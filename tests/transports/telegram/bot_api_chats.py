"""The chats of the tests' Bot API server: what was sent and edited, refused where Telegram would.

Keeps everything in memory and knows only the methods this bot uses.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from tests.transports.telegram.http_server import Parameters
from tests.transports.telegram.refusal import Refusal
from tests.transports.telegram.telegram_html import HtmlError, plain_text
from tests.transports.telegram.updates import BOT, Json

TEXT_UNITS, CAPTION_UNITS = 4096, 1024
LARGEST_PHOTO = 10 * 1024 * 1024

_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


class Chats:
    """Messages by chat and number; photos by file id."""

    def __init__(self, ids: Iterator[int]) -> None:
        self._ids = ids
        self.messages: dict[tuple[int, int], Json] = {}
        self.files: dict[str, bytes] = {}
        self.blocked: set[int] = set()

    def send_message(self, parameters: Parameters) -> Json:
        return self._add(parameters, text=checked_text(parameters, "text", TEXT_UNITS))

    def send_photo(self, parameters: Parameters) -> Json:
        photo = self._photo(parameters.get("photo"), parameters)
        caption = checked_text(parameters, "caption", CAPTION_UNITS, empty=True)
        return self._add(parameters, photo=photo, caption=caption)

    def edit_text(self, parameters: Parameters) -> Json:
        message = self._to_edit(parameters)
        if "text" not in message:
            raise Refusal(400, "Bad Request: there is no text in the message to edit")
        return self._change(message, parameters, text=checked_text(parameters, "text", TEXT_UNITS))

    def edit_media(self, parameters: Parameters) -> Json:
        message, media = self._to_edit(parameters), parameters["media"]
        if media.get("type") != "photo":
            raise Refusal(400, "Bad Request: media type not supported here")
        photo = self._photo(media.get("media"), parameters)
        caption = checked_text(media, "caption", CAPTION_UNITS, empty=True)
        message = {k: v for k, v in message.items() if k != "text"}
        return self._change(message, parameters, photo=photo, caption=caption)

    def _add(self, parameters: Parameters, **content: Any) -> Json:
        chat = int(parameters["chat_id"])
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        check_buttons(parameters.get("reply_markup") or {})
        message: Json = {
            "message_id": next(self._ids),
            "date": 1_790_000_000,
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup", "title": "x"},
            "from": BOT,
            **content,
        }
        message |= {k: parameters[k] for k in ("reply_markup",) if k in parameters}
        self.messages[chat, message["message_id"]] = message
        return message

    def _to_edit(self, parameters: Parameters) -> Json:
        key = int(parameters["chat_id"]), int(parameters["message_id"])
        if key not in self.messages:
            raise Refusal(400, "Bad Request: message to edit not found")
        check_buttons(parameters.get("reply_markup") or {})
        return self.messages[key]

    def _change(self, message: Json, parameters: Parameters, **content: Any) -> Json:
        changed = {k: v for k, v in message.items() if k != "reply_markup"} | content
        changed |= {k: parameters[k] for k in ("reply_markup",) if k in parameters}
        key = message["chat"]["id"], message["message_id"]
        if changed == self.messages[key]:
            raise Refusal(400, f"Bad Request: {_SAME}")
        self.messages[key] = changed
        return changed

    def _photo(self, given: Any, parameters: Parameters) -> list[Json]:
        """Read an uploaded PNG, directly or as `attach://name`, or look up a file id."""
        if isinstance(given, str) and given.startswith("attach://"):
            given = parameters.get(given.removeprefix("attach://"))
        if isinstance(given, str):
            if given not in self.files:
                raise Refusal(400, "Bad Request: wrong file identifier/HTTP URL specified")
            name, png = given, self.files[given]
        elif isinstance(given, bytes):
            name, png = sha256(given).hexdigest()[:20], given
        else:
            raise Refusal(400, "Bad Request: there is no photo in the request")
        if not png.startswith(b"\x89PNG") or len(png) > LARGEST_PHOTO:
            raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
        width, height = struct.unpack(">II", png[16:24])
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise Refusal(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
        self.files[name] = png
        return [{"file_id": name, "file_unique_id": name, "width": width, "height": height}]


def checked_text(parameters: Parameters, name: str, most: int, *, empty: bool = False) -> str:
    """Return a text as a user sees it, refusing what Telegram refuses."""
    text = str(parameters.get(name, ""))
    if parameters.get("parse_mode") == "HTML":
        try:
            text = plain_text(text)
        except HtmlError as error:
            raise Refusal(400, f"Bad Request: can't parse entities: {error}") from None
    if not text.strip() and not empty:
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > most:
        raise Refusal(400, f"Bad Request: message {'is' if name == 'text' else name} too long")
    return text


def check_buttons(markup: Json) -> None:
    rows = markup.get("inline_keyboard", ())
    if sum(len(row) for row in rows) > 100 or any(len(row) > 8 for row in rows):
        raise Refusal(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
    for button in (button for row in rows for button in row):
        if not button["text"]:
            raise Refusal(400, "Bad Request: BUTTON_TEXT_INVALID")
        if "url" in button:
            continue
        if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")


def check_inline_results(results: Any) -> None:
    """Refuse what answerInlineQuery refuses of its results."""
    known: set[str] = set()
    if len(results) > 50:
        raise Refusal(400, "Bad Request: RESULTS_TOO_MUCH")
    for result in results:
        if not 1 <= len(result["id"].encode()) <= 64:
            raise Refusal(400, "Bad Request: RESULT_ID_INVALID")
        if result["id"] in known:
            raise Refusal(400, "Bad Request: RESULT_ID_DUPLICATE")
        known.add(result["id"])
        if result["type"] != "article" or not result["title"]:
            raise Refusal(400, "Bad Request: can't parse inline query result")
        content = result["input_message_content"]
        checked_text({**content, "text": content["message_text"]}, "text", TEXT_UNITS)
        check_buttons(result.get("reply_markup") or {})


def as_json(value: Any) -> Any:
    """Return a parameter that may have come as JSON text."""
    return json.loads(value) if isinstance(value, str) else value
