"""What is read without the library is what would be read with it."""

from __future__ import annotations

import pytest
from telegram import Bot, Update

from bot.transports.telegram.incoming import Addressed, read_message
from bot.transports.telegram.keys import key_of, key_of_text
from bot.transports.telegram.plain_text import date_of, read_plain_text
from tests.transports.telegram.updates import (
    BOT,
    CONTENTS,
    GROUP,
    MIA,
    PRIVATE,
    Json,
    edited,
    pressed,
    said,
)

ME = Addressed(BOT["id"], BOT["username"], ("gehalt",))
COMMAND = [{"type": "bot_command", "offset": 0, "length": 7}]


@pytest.mark.parametrize(
    "item",
    [
        said("hallo"),
        said(" <b>&amp;</b> \U0001f600 "),
        said("x" * 5_000),
        said("/gehalt@KarriereBot backend", entities=COMMAND),
        said("/gehalt@AndererBot backend", entities=COMMAND),
        said("hallo", **{"from": {**MIA, "language_code": "en"}}),
        said("hallo", **{"from": {"id": 7, "is_bot": False, "first_name": "Mia"}}),
    ],
)
def test_a_plain_text_is_read_as_the_library_reads_it(item: Json) -> None:
    bot = Bot("4711:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr", base_url="http://127.0.0.1/bot")
    update = Update.de_json(item, bot)
    incoming = read_plain_text(item, ME)
    assert incoming is not None
    assert incoming == read_message(update, ME)
    key = key_of_text(item["update_id"], incoming, date_of(item), _Known(bot))
    assert key == key_of(update, _Known(bot))


class _Known(Bot):
    """A bot whose number is known without asking the server."""

    def __init__(self, bot: Bot) -> None:
        super().__init__(bot.token, base_url="http://127.0.0.1/bot")

    @property
    def id(self) -> int:
        return 4711


@pytest.mark.parametrize(
    "item",
    [
        edited("hallo"),
        pressed("x"),
        *(said(**content) for content in CONTENTS.values()),
        said(""),
        said("hallo", chat=GROUP),
        said("hallo", chat={**PRIVATE, "id": "7"}),
        said("hallo", chat=[]),
        said("hallo", date=-1),
        said("hallo", date=10**12),
        said("hallo", message_id=None),
        said("hallo", **{"from": BOT}),
        said("hallo", **{"from": None}),
        said("hallo", via_bot=BOT),
        said("hallo", sender_chat=GROUP),
        said("hallo", forward_origin={"type": "hidden_user", "sender_user_name": "x", "date": 1}),
        said("hallo", is_topic_message=True, message_thread_id=3),
        said("hallo", media_group_id="1"),
        {**said("hallo"), "something_new": {}},
        {"update_id": 1},
        {"update_id": 1, "message": "hallo"},
    ],
)
def test_whatever_is_more_than_a_plain_text_is_left_to_the_library(item: Json) -> None:
    assert read_plain_text(item, ME) is None
