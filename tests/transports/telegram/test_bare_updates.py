"""Updates the library cannot read: what people sent is answered all the same."""

from __future__ import annotations

from typing import Any

import pytest

from bot.transports.telegram.arrival import read_update
from bot.transports.telegram.incoming import (
    UNSUPPORTED,
    Addressed,
    Incoming,
    read_message,
    read_press,
)
from tests.transports.telegram.cores import shell
from tests.transports.telegram.updates import BOT, GROUP, edited, message, pressed, said

ODD = {"poll": {"id": "1", "kind": "of a time to come"}}
"""Content the library raises an error about."""
ME = Addressed(BOT["id"], BOT["username"], frozenset({"gehalt"}))


async def heard(update: dict[str, Any]) -> Incoming | None:
    async with shell() as bot:
        read = read_update(update, bot.application.bot)
    return read_message(read, ME) or read_press(read)


@pytest.mark.parametrize("text", ["caption", "text"])
async def test_words_beside_odd_content_are_heard(text: str) -> None:
    incoming = await heard(said(**{text: "Gehalt?"}, **ODD))
    assert incoming is not None
    assert incoming.message.text == "Gehalt?"
    assert incoming.message.language_code == "de-AT"
    assert incoming.question is not None


async def test_odd_content_without_words_is_something_that_cannot_be_opened() -> None:
    incoming = await heard(said(**ODD))
    assert incoming is not None
    assert incoming.message.data == UNSUPPORTED


@pytest.mark.parametrize(
    ("whose", "left_out"),
    [("message", "date"), ("chat", "type"), ("from", "is_bot"), ("from", "first_name")],
)
async def test_what_a_server_leaves_out_is_the_usual(whose: str, left_out: str) -> None:
    update = said("Gehalt?")
    holder = update["message"] if whose == "message" else dict(update["message"][whose])
    if whose != "message":
        update["message"][whose] = holder
    del holder[left_out]
    incoming = await heard(update)
    assert incoming is not None
    assert incoming.message.text == "Gehalt?"


@pytest.mark.parametrize("date", ["1790000000", 1_790_000_000.5, None, "soon", -3, 10**40])
async def test_a_time_in_another_form_is_read_or_not_needed(date: object) -> None:
    incoming = await heard(said("Gehalt?", date=date))
    assert incoming is not None


async def test_an_odd_edit_stays_an_edit() -> None:
    incoming = await heard(edited("Gehalt?", **ODD))
    assert incoming is not None
    assert incoming.edited


async def test_in_groups_odd_content_is_answered_to_replies_only() -> None:
    place = {"chat": GROUP, "message_thread_id": 9, "is_topic_message": True, **ODD}
    assert await heard(said(**place)) is None
    by_the_bot = message("Antwort", **{"from": BOT, "chat": GROUP})
    incoming = await heard(said(**place, reply_to_message=by_the_bot))
    assert incoming is not None
    assert incoming.address.thread == 9


async def test_a_button_below_an_odd_card_is_answered_below() -> None:
    card = message(**{"from": BOT, "message_id": 5}, **ODD)
    incoming = await heard(pressed("salary x period=month", message=card))
    assert incoming is not None
    assert (incoming.message.data, incoming.changes) == ("salary x period=month", None)
    assert incoming.address.chat == 7


@pytest.mark.parametrize(
    "update", [{"message": {"text": "x"}}, {"message": 3}, {"callback_query": {}}, {"poll": ODD}]
)
async def test_what_has_nothing_readable_is_left_out(update: dict[str, Any]) -> None:
    assert await heard({"update_id": 1, **update}) is None
