"""A server that was away may come back as another one, which numbers its updates anew."""

from __future__ import annotations

import pytest

from tests.transports.telegram.bot_api_server import BotApiServer, Fault
from tests.transports.telegram.test_polling import polling
from tests.transports.telegram.updates import person, said


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.transports.telegram.connection.FIRST_PAUSE", 0.01)
    monkeypatch.setattr("bot.transports.telegram.connection.LONGEST_PAUSE", 0.05)


async def test_a_server_that_begins_to_count_again_is_followed() -> None:
    async with BotApiServer() as server, polling(server):
        server.put(said("before"))
        await server.until(lambda: server.texts(7) and not server.waiting)
        await server.stop()
        for number in (1, 2, 3):
            chat = person(10 + number)
            server.put_again({**said(f"after {number}", **chat), "update_id": number})
        await server.start()
        await server.until(lambda: not server.waiting)
        assert [server.texts(10 + number) for number in (1, 2, 3)] == [
            [f"said after {number}"] for number in (1, 2, 3)
        ]
        server.put_again({**said("later", **person(20)), "update_id": 4})
        await server.until(lambda: server.texts(20))


async def test_updates_that_begin_again_are_confirmed_only_after_their_answer() -> None:
    async with BotApiServer() as server, polling(server):
        server.put(said("before"))
        await server.until(lambda: server.texts(7) and not server.waiting)
        await server.stop()
        server.put_again({**said("slow", **person(8)), "update_id": 1})
        server.put_again({**said("quick", **person(9)), "update_id": 2})
        server.fail("sendMessage", Fault(delay=0.5))
        await server.start()
        await server.until(lambda: server.texts(9))
        assert {update["update_id"] for update in server.waiting} >= {1}
        await server.until(lambda: server.texts(8) and not server.waiting)


async def test_what_is_delivered_again_after_trouble_is_answered_once() -> None:
    async with BotApiServer() as server, polling(server):
        for number in range(20):
            server.put(said("hallo", **person(100 + number)))
        await server.until(lambda: len(server.sent) == 20)
        again = server.waiting
        server.fail("getUpdates", Fault(drop=True), Fault(half=True))
        for update in again:
            server.put_again(update)
        server.put(said("last", **person(200)))
        await server.until(lambda: server.texts(200) and not server.waiting)
        assert len(server.sent) == 21
