"""What operators are told in their own chats."""

from __future__ import annotations

import asyncio

import pytest
from telegram.error import NetworkError

from bot.transports.telegram.admins import ATTEMPTS, LONGEST, Admins
from tests.transports.telegram.cores import shell


async def test_every_admin_chat_is_told_as_it_is_written() -> None:
    async with shell() as bot:
        admins = Admins((7, -100))
        admins.reach(bot.application.bot)
        await admins.tell("kb/faq/x.yaml:1:1 E201 <b>&")
        sent = [(values["chat_id"], values["text"]) for values in bot.request.sent]
    assert sent == [(7, "kb/faq/x.yaml:1:1 E201 <b>&"), (-100, "kb/faq/x.yaml:1:1 E201 <b>&")]
    assert all("parse_mode" not in values for values in bot.request.sent)


async def test_without_admin_chats_nothing_is_sent_or_waited_for() -> None:
    await Admins(()).tell("nobody")


async def test_telling_waits_until_there_is_a_way() -> None:
    async with shell() as bot:
        admins = Admins((7,))
        telling = asyncio.create_task(admins.tell("early"))
        await asyncio.sleep(0.01)
        assert not telling.done()
        admins.reach(bot.application.bot)
        await telling
        assert [values["text"] for values in bot.request.sent] == ["early"]


async def test_a_long_text_is_cut() -> None:
    async with shell() as bot:
        admins = Admins((7,))
        admins.reach(bot.application.bot)
        await admins.tell("x" * 10_000)
        (sent,) = bot.request.sent
    assert len(sent["text"]) == LONGEST
    assert sent["text"].endswith("…")


async def test_what_may_pass_is_tried_again_and_what_cannot_succeed_is_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with shell() as bot:
        admins = Admins((7,), first_pause=0.001)
        admins.reach(bot.application.bot)
        bot.request.refuse("sendMessage", NetworkError("gone"))
        bot.request.refuse("sendMessage", 502, "Bad Gateway")
        await admins.tell("twice")
        assert len(bot.request.sent) == 3
        bot.request.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
        await admins.tell("blocked")
        assert len(bot.request.sent) == 4
        for _ in range(ATTEMPTS):
            bot.request.refuse("sendMessage", NetworkError("gone"))
        await admins.tell("never")
        assert len(bot.request.sent) == 4 + ATTEMPTS
    assert caplog.text.count("An admin chat was not told") == 2
    assert "never" not in caplog.text
