"""The HTTP client below python-telegram-bot, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.transports.telegram.http_client import HttpClient
from tests.transports.telegram.bot_api_server import TOKEN, BotApiServer, Fault, Refusal


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server


def a_bot(server: BotApiServer, *, read: float = 2.0) -> Bot:
    client = HttpClient(4, connect=1.0, read=read, trust_env=False)
    polling = HttpClient(1, connect=1.0, read=read, trust_env=False)
    root = f"{server.root}/bot"
    return Bot(TOKEN, base_url=root, request=client, get_updates_request=polling)


async def test_umlauts_and_special_signs_arrive_as_they_were_sent(server: BotApiServer) -> None:
    async with a_bot(server) as bot:
        await bot.send_message(7, "Grüße & 100 % = viel + mehr? äöüß €")
    assert server.texts(7) == ["Grüße & 100 % = viel + mehr? äöüß €"]


async def test_refusals_of_the_server_become_the_errors_of_the_library(
    server: BotApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    server.fail(
        "sendMessage",
        Fault(Refusal(400, "Bad Request: chat not found")),
        Fault(Refusal(429, "Too Many Requests", retry_after=3)),
        Fault(Refusal(502, "Bad Gateway")),
    )
    async with a_bot(server) as bot:
        for expected in (BadRequest, RetryAfter, NetworkError):
            with pytest.raises(expected):
                await bot.send_message(7, "hallo")


async def test_a_hang_up_is_a_network_error_and_the_next_request_succeeds(
    server: BotApiServer,
) -> None:
    server.fail("sendMessage", Fault(drop=True), Fault(half=True))
    async with a_bot(server) as bot:
        for _ in range(2):
            with pytest.raises(NetworkError):
                await bot.send_message(7, "hallo")
        await bot.send_message(7, "doch noch")
    assert server.texts(7) == ["doch noch"]


async def test_a_server_that_does_not_answer_is_given_up_in_time(server: BotApiServer) -> None:
    server.fail("sendMessage", Fault(delay=30.0))
    async with a_bot(server, read=0.1) as bot, asyncio.timeout(30):
        with pytest.raises(TimedOut):
            await bot.send_message(7, "hallo")


async def test_no_error_names_the_address_which_holds_the_token(server: BotApiServer) -> None:
    async with a_bot(server) as bot:
        await server.stop()
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(7, "hallo")
    assert TOKEN not in str(caught.value)
    assert TOKEN not in str(caught.value.__cause__)


async def test_a_long_poll_may_last_longer_than_other_requests(server: BotApiServer) -> None:
    async with a_bot(server, read=0.3) as bot:
        assert await bot.get_updates(timeout=1) == ()


async def test_a_client_that_was_shut_down_refuses_to_send(server: BotApiServer) -> None:
    bot = a_bot(server)
    await bot.initialize()
    await bot.shutdown()
    with pytest.raises((RuntimeError, NetworkError)):
        await bot.send_message(7, "hallo")
