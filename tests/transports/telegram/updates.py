"""Updates as Telegram sends them, as plain JSON values."""

from __future__ import annotations

from itertools import count
from typing import Any

Json = dict[str, Any]

BOT: Json = {"id": 4711, "is_bot": True, "first_name": "Karriere", "username": "KarriereBot"}
MIA: Json = {"id": 7, "is_bot": False, "first_name": "Mia", "language_code": "de-AT"}
PRIVATE: Json = {"id": 7, "type": "private", "first_name": "Mia"}
GROUP: Json = {"id": -100, "type": "supergroup", "title": "Runde"}

_numbers = count(1)


def message(text: str | None = None, /, **fields: Any) -> Json:
    """Return a message from Mia to the bot; `fields` replaces or adds whatever is given."""
    base: Json = {"message_id": next(_numbers), "date": 1_790_000_000, "chat": PRIVATE}
    if text is not None:
        base["text"] = text
    return {**base, "from": MIA, **fields}


def said(text: str | None = None, /, **fields: Any) -> Json:
    """Return the update of a new message."""
    return {"update_id": next(_numbers), "message": message(text, **fields)}


def edited(text: str | None = None, /, **fields: Any) -> Json:
    """Return the update of an edited message."""
    changed = message(text, edit_date=1_790_000_100, **fields)
    return {"update_id": next(_numbers), "edited_message": changed}


def pressed(data: str, /, **fields: Any) -> Json:
    """Return the update of a pressed button under a message of the bot."""
    query: Json = {"id": str(next(_numbers)), "from": MIA, "chat_instance": "1", "data": data}
    query["message"] = message("Antwort", **{"from": BOT})
    return {"update_id": next(_numbers), "callback_query": {**query, **fields}}


def person(number: int) -> Json:
    """Return the fields that make a message come from another person's private chat."""
    return {
        "from": {**MIA, "id": number},
        "chat": {"id": number, "type": "private", "first_name": "P"},
    }


STICKER: Json = {
    "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
    "is_animated": False, "is_video": False,
}  # fmt: skip
PHOTO: list[Json] = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
CONTENTS: dict[str, Json] = {
    "sticker": {"sticker": STICKER},
    "voice": {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}},
    "photo": {"photo": PHOTO},
    "document": {"document": {"file_id": "d", "file_unique_id": "d", "file_name": "<b>.pdf"}},
    "location": {"location": {"longitude": 1.0, "latitude": 2.0}},
    "contact": {"contact": {"phone_number": "1", "first_name": "X"}},
    "poll": {
        "poll": {
            "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
            "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
            "allows_revoting": False, "members_only": False,
        }
    },
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "video note": {
        "video_note": {"file_id": "n", "file_unique_id": "n", "length": 1, "duration": 1}
    },
}  # fmt: skip
