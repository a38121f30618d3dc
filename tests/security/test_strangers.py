"""What strangers send, and what operators write, is text: never markup, never an order.

Every door is tried on the whole bot, against a server as strict as Telegram.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bot.matching.index import Index
from tests.dialogue.chat import ODD
from tests.security.whole_bot import EVIL, MARKUP, inline, running
from tests.transports.telegram.updates import (
    BOT,
    CONTENTS,
    GROUP,
    MIA,
    edited,
    message,
    pressed,
    said,
)

HOSTILE_TEXTS = (
    MARKUP,
    f'<a href="{EVIL}">x</a>',
    f"[x]({EVIL}) **b** __u__ `c`",
    "&lt;script&gt; &amp;amp; &#60;b&#62; &#x3c;",
    "</b></i></blockquote>",
    "<",
    "<!-- -->",
    "{name} {wish} {0.__class__.__mro__} %s %(x)s ${x} {{7*7}}",
    "\u202e<b>\u202c\u0000\ud83d",
)
HOSTILE_NAME = {**MIA, "first_name": MARKUP, "last_name": "</b>", "language_code": MARKUP}
DOCUMENT = CONTENTS["document"]["document"]
MISSED = ("A message was not answered", "was refused by Telegram")


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
async def test_no_door_lets_markup_in(
    text: str, hostile: Index, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(hostile) as bot:
        await bot.takes(
            said(text, **{"from": HOSTILE_NAME}),
            said(f"/start {text}"),
            said(f"/gehalt {text}"),
            said(f"was verdient ein {text} im monat"),
            said(text, chat={**GROUP, "title": text}, reply_to_message=message(**{"from": BOT})),
            said(caption=text, document={**DOCUMENT, "file_name": text}),
            edited(text),
            pressed(text[:64]),
            inline(text),
            inline(f"gehalt {text}"),
        )
    assert not [line for line in caplog.messages if line.startswith(MISSED)]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
async def test_what_is_typed_into_a_form_comes_back_as_text(text: str, hostile: Index) -> None:
    async with running(hostile) as bot:
        await bot.takes(said("/brief"), said("ja"))
        shown = await bot.takes(said(text), said(text), said(text))
    assert shown


async def test_what_operators_write_is_text_as_well(hostile: Index) -> None:
    async with running(hostile) as bot:
        asked = ("/trap", "und die zweite grube", "was verdient ein leuchtturmwärter", "/besuch")
        shown = await bot.takes(*map(said, asked), pressed("trap_two"), inline("falle"))
    assert sum("&lt;script&gt;" in html for html in shown) >= 4


@pytest.mark.parametrize("name", ODD)
async def test_odd_texts_are_answered_at_every_door(
    name: str, hostile: Index, caplog: pytest.LogCaptureFixture
) -> None:
    text = ODD[name]
    async with running(hostile) as bot:
        await bot.takes(said(text), said(f"/start {text}"), pressed(text[:4000]), inline(text))
    assert not [line for line in caplog.messages if line.startswith(MISSED)]
    assert not text.strip() or text[:200] not in caplog.text or len(text) < 20


FORGED = (
    "", " ", "none", "unsupported", "form", "form letter", "form letter go_on", "form letter 9 9",
    "form ../../etc/passwd", "form visit heights yes yes yes", "form nobody go_on", "vote",
    "vote + de", "vote + xx salary", "vote + de nobody", "vote ++ de salary", "vote + de salary x",
    "admin", "admin stats", "admin again", "delete", "data", "delete_data", "cancel", "#", "#0000",
    "salary", "salary nobody", "salary ../keeper", "salary lighthouse_keeper period=__class__",
    "salary lighthouse_keeper amount=99999999999999999999", "salary_check amount=-1",
    "salary_check amount=1e308 period=year", "= = =", "salary =", "salary =x", "\x00", "🙈" * 16,
    "a" * 64, "language language=xx", "settings x=y", MARKUP[:64], "trap_two " * 7,
)  # fmt: skip


@pytest.mark.parametrize("data", FORGED)
async def test_forged_buttons_are_acknowledged_and_harm_nothing(
    data: str, hostile: Index, caplog: pytest.LogCaptureFixture
) -> None:
    group = {"message": message("Antwort", **{"from": BOT, "chat": GROUP})}
    nowhere: dict[str, Any] = {"message": None, "inline_message_id": "1"}
    gone = {"message": {"message_id": 3, "date": 0, "chat": GROUP}}
    async with running(hostile) as bot:
        await bot.takes(
            pressed(data), pressed(data, **group), pressed(data, **gone), pressed(data, **nowhere)
        )
        await bot.takes(said("hallo"))
        assert not bot.server.open_queries
    assert not [line for line in caplog.messages if line.startswith(MISSED)]


async def test_a_button_of_another_chat_shows_nothing_of_that_chat(hostile: Index) -> None:
    secret = "Seeadler Siebenundsiebzig"
    stranger = {"from": {**MIA, "id": 8}}
    async with running(hostile) as bot:
        await bot.takes(said("/brief"), said("ja"), said(secret))
        (letter, *_) = [
            button["callback_data"]
            for sent in bot.server.sent
            for row in sent.get("reply_markup", {}).get("inline_keyboard", ())
            for button in row
            if button["callback_data"].startswith("form letter")
        ]
        where = message("Antwort", **{"from": BOT, "chat": {"id": 8, "type": "private"}})
        for data in (letter, "form letter go_on", "data", "form letter back"):
            shown = await bot.takes(pressed(data, **stranger, message=where))
            assert not any("Seeadler" in html for html in shown)
        own = await bot.takes(said("Wo bin ich?"), said("/daten"))
    assert own


async def test_only_operators_reach_the_desk_by_its_buttons(hostile: Index) -> None:
    async with running(hostile, admins=[99]) as bot:
        shown = await bot.takes(pressed("admin stats"), pressed("admin again"), said("/admin x"))
        assert len(shown) == 3


UNKNOWN: tuple[dict[str, Any], ...] = (
    {},
    {"from_the_future": {"chat": {"id": 7}, "text": "<b>"}},
    {"message": None},
    {"message": {"message_id": 1}},
    {"message": "text"},
    {"message": []},
    {"message": {"message_id": "x", "date": "y", "chat": "z"}},
    {"message": message("a", chat={"id": "7", "type": 3})},
    {"message": message("a", date=-(10**15))},
    {"message": message("a", date=10**18)},
    {"message": message("a", chat={"id": 10**30, "type": "private"})},
    {"message": message("a", entities=[{"type": "x", "offset": -5, "length": 10**9}])},
    {"message": message("a", **{"from": {"id": 1}})},
    {"callback_query": {"id": "1"}},
    {"inline_query": {"id": "1", "query": 5}},
    {"my_chat_member": {"chat": {}}},
    {"chat_join_request": {}, "poll": {}, "message_reaction": {"x": [[[[]]]]}},
    {"message": json.loads('{"x":' * 400 + "1" + "}" * 400)},
)


@pytest.mark.parametrize("update", UNKNOWN, ids=range(len(UNKNOWN)))
async def test_broken_updates_stop_nobody(update: dict[str, Any], hostile: Index) -> None:
    async with running(hostile) as bot:
        bot.server.put(update)
        async with asyncio.timeout(20):
            shown = await bot.takes(said("/trap", chat={"id": 8, "type": "private"}))
    assert shown


async def test_huge_updates_stop_nobody(hostile: Index) -> None:
    entities = [{"type": "bold", "offset": i, "length": 1} for i in range(10_000)]
    huge = said("was verdient man " + "x" * 2_000_000, entities=entities, caption="y" * 500_000)
    async with running(hostile) as bot:
        async with asyncio.timeout(30):
            shown = await bot.takes(huge, said("/trap", chat={"id": 8, "type": "private"}))
    assert shown
