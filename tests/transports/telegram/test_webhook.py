"""Updates delivered by webhook, over real HTTP to the real application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession
from telegram.constants import UpdateType

from bot.settings.webhook import Webhook as WebhookSettings
from bot.storage.memory import MemoryStore
from bot.storage.sql.address import read_address
from bot.storage.sql.database import Database
from bot.storage.sql.store import SqlStore
from bot.storage.steady import SteadyStore
from bot.storage.store import Store
from bot.transports.telegram.application import build_application
from bot.transports.telegram.connection import Connection
from bot.transports.telegram.dispatcher import Dispatcher
from bot.transports.telegram.endpoints import endpoints
from bot.transports.telegram.monitoring import Monitor
from bot.transports.telegram.serving import serving
from bot.transports.telegram.webhook import Webhook
from tests.storage.postgres_server import PostgresServer
from tests.transports.telegram.bot_api_server import TOKEN, BotApiServer, Fault
from tests.transports.telegram.cores import parrot, simple
from tests.transports.telegram.updates import GROUP, Json, person, said

SETTINGS = WebhookSettings("https://bot.example.org/hook", "geheim")
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": "geheim", "Content-Type": "application/json"}


@dataclass
class Running:
    """A bot with a webhook, and a client that delivers to it."""

    root: str
    client: ClientSession
    monitor: Monitor
    stopping: asyncio.Event

    async def deliver(self, update: Json) -> int:
        async with self.client.post(f"{self.root}/hook", json=update, headers=HEADERS) as answer:
            return answer.status


@asynccontextmanager
async def running(
    server: BotApiServer, port: int, store: Store | None = None
) -> AsyncIterator[Running]:
    store = store or MemoryStore()
    application = build_application(TOKEN, simple(parrot), api_root=server.root, store=store)
    monitor, stopping = Monitor(), asyncio.Event()
    webhook = Webhook(application, Dispatcher(application, monitor), store)
    connection = Connection(server.root, stopping)
    before = len(server.called("setWebhook"))
    app = endpoints(monitor, webhook.accept, SETTINGS.secret, SETTINGS.path)
    async with application, ClientSession() as client, serving(app, "127.0.0.1", port):
        task = asyncio.create_task(webhook.run(SETTINGS, connection))
        await server.until(lambda: len(server.called("setWebhook")) > before)
        try:
            yield Running(f"http://127.0.0.1:{port}", client, monitor, stopping)
        finally:
            stopping.set()
            await task


async def test_it_registers_itself_with_secret_and_wanted_updates(unused_port: int) -> None:
    async with BotApiServer() as server:
        async with running(server, unused_port):
            (call,) = server.called("setWebhook")
        assert call["url"] == SETTINGS.url
        assert call["secret_token"] == "geheim"
        assert UpdateType.CALLBACK_QUERY in call["allowed_updates"]
        assert not server.called("deleteWebhook")


async def test_before_telegram_is_reached_nothing_is_taken() -> None:
    store = MemoryStore()
    application = build_application(TOKEN, simple(parrot), store=store)
    webhook = Webhook(application, Dispatcher(application), store)
    assert not await webhook.accept(said("hallo"))


async def test_an_update_is_done_when_its_delivery_is_answered(unused_port: int) -> None:
    async with BotApiServer() as server, running(server, unused_port) as bot:
        server.fail("sendMessage", Fault(delay=0.2))
        assert await bot.deliver(said("hallo")) == 200
        assert server.texts(7) == ["said hallo"]


async def test_the_same_update_is_answered_once_however_often_it_comes(unused_port: int) -> None:
    update = said("hallo")
    async with BotApiServer() as server, running(server, unused_port) as bot:
        together = await asyncio.gather(*(bot.deliver(update) for _ in range(5)))
        assert [*together, await bot.deliver(update)] == [200] * 6
        assert server.texts(7) == ["said hallo"]


async def test_deliveries_side_by_side_keep_the_order_of_a_chat(unused_port: int) -> None:
    async with BotApiServer() as server, running(server, unused_port) as bot:
        server.fail("sendMessage", Fault(delay=0.1))
        sent = []
        for number in range(4):
            sent.append(asyncio.create_task(bot.deliver(said(f"{number}"))))
            await asyncio.sleep(0.02)
        assert await asyncio.gather(*sent) == [200] * 4
        assert [text.split()[1] for text in server.texts(7)] == ["0", "1", "2", "3"]


async def test_what_is_not_for_the_bot_holds_up_nothing_that_is(unused_port: int) -> None:
    group = {"chat": GROUP}
    async with BotApiServer() as server, running(server, unused_port) as bot:
        server.fail("sendMessage", Fault(delay=0.2))
        deliveries = [
            asyncio.create_task(bot.deliver(said(text, **group)))
            for text in ("@KarriereBot eins", "unter uns", "@KarriereBot zwei")
        ]
        async with asyncio.timeout(10):
            assert await asyncio.gather(*deliveries) == [200] * 3
        assert [text.split()[1] for text in server.texts(GROUP["id"])] == ["eins", "zwei"]


async def test_an_unreadable_update_is_taken_and_forgotten(unused_port: int) -> None:
    async with BotApiServer() as server, running(server, unused_port) as bot:
        assert await bot.deliver({"update_id": 1, "message": {"text": "no chat"}}) == 200
        assert await bot.deliver(said("hallo", **person(8))) == 200
        assert server.texts(8) == ["said hallo"]


async def test_what_is_not_done_when_the_bot_stops_is_to_come_again(
    unused_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.transports.telegram.webhook.FAREWELL_SECONDS", 0.1)
    async with BotApiServer() as server, running(server, unused_port) as bot:
        server.fail("sendMessage", Fault(hold=asyncio.Event()))
        late = asyncio.create_task(bot.deliver(said("hallo")))
        await server.until(lambda: server.called("sendMessage"))
        bot.stopping.set()
        assert await late == 503


@asynccontextmanager
async def replicas(
    server: BotApiServer, postgres: PostgresServer, ports: Callable[[], int]
) -> AsyncIterator[tuple[Running, Running]]:
    """Two bots with one database, which only agree by it."""
    address = read_address(postgres.create())
    assert address is not None
    async with AsyncExitStack() as stack:
        bots = []
        for _ in range(2):
            store = SteadyStore(SqlStore(Database(address), 4711, shared=True), hold=5)
            await store.start()
            stack.push_async_callback(store.close)
            bots.append(await stack.enter_async_context(running(server, ports(), store)))
        yield bots[0], bots[1]


async def test_on_postgres_two_replicas_answer_an_update_once(
    postgres: PostgresServer, unused_tcp_port_factory: Callable[[], int]
) -> None:
    async with (
        BotApiServer() as server,
        replicas(server, postgres, unused_tcp_port_factory) as (one, other),
    ):
        server.fail("sendMessage", Fault(delay=0.2))
        update = said("hallo")
        assert await asyncio.gather(one.deliver(update), other.deliver(update)) == [200] * 2
        assert await other.deliver(update) == 200
        assert server.texts(7) == ["said hallo"]


async def test_on_postgres_what_is_not_for_the_bot_holds_up_no_other_replica(
    postgres: PostgresServer, unused_tcp_port_factory: Callable[[], int]
) -> None:
    group = {"chat": GROUP}
    async with (
        BotApiServer() as server,
        replicas(server, postgres, unused_tcp_port_factory) as (one, other),
    ):
        server.fail("sendMessage", Fault(delay=0.5))
        first = asyncio.create_task(one.deliver(said("@KarriereBot eins", **group)))
        await server.until(lambda: server.called("sendMessage"))
        aside = asyncio.create_task(one.deliver(said("unter uns", **group)))
        await asyncio.sleep(0.1)
        assert not aside.done()  # it waits its turn, and says so in the database
        async with asyncio.timeout(5):
            assert await other.deliver(said("@KarriereBot zwei", **group)) == 200
            assert await asyncio.gather(first, aside) == [200] * 2
        assert [text.split()[1] for text in server.texts(GROUP["id"])] == ["eins", "zwei"]
