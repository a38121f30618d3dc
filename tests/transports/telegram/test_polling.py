"""Fetching updates over real HTTP: nothing lost, nothing twice, order kept, faults outlived."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from telegram.error import InvalidToken

from bot.dialogue.front import Front
from bot.storage.memory import MemoryStore
from bot.transports.telegram import connection as connections
from bot.transports.telegram import crowding
from bot.transports.telegram import poller as pollers
from bot.transports.telegram.application import App, Core, build_application, http_times
from bot.transports.telegram.connection import Connection, Stopped
from bot.transports.telegram.crowding import PATIENT
from bot.transports.telegram.dispatcher import Dispatcher
from bot.transports.telegram.floods import Floods
from bot.transports.telegram.http_client import HttpClient
from bot.transports.telegram.outbox import Outbox
from bot.transports.telegram.pacing import Pacing
from bot.transports.telegram.patience import Patience
from bot.transports.telegram.poller import Poller
from tests.transports.telegram.bot_api_server import TOKEN, BotApiServer, Fault, Refusal
from tests.transports.telegram.cores import parrot, simple
from tests.transports.telegram.updates import CONTENTS, MIA, edited, person, pressed, said


@dataclass
class Running:
    """A bot that polls a server, in this process."""

    server: BotApiServer
    application: App
    stopping: asyncio.Event
    task: asyncio.Task[None]

    async def stop(self) -> None:
        self.stopping.set()
        async with asyncio.timeout(30):
            await self.task


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Shorten the pauses; read every line of the bot and none of the library's traces."""
    monkeypatch.setattr(connections, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(connections, "LONGEST_PAUSE", 0.05)
    monkeypatch.setattr(pollers, "GLANCE_SECONDS", 0.05)
    monkeypatch.setattr(crowding, "QUIET_SECONDS", 0.05)
    caplog.set_level(logging.CRITICAL + 1, "telegram")
    caplog.set_level(logging.INFO, "bot")


async def briefly(seconds: float) -> None:
    await asyncio.sleep(seconds / 1000)


@asynccontextmanager
async def polling(
    server: BotApiServer, core: Core | None = None, store: MemoryStore | None = None
) -> AsyncIterator[Running]:
    core, fresh = core or simple(parrot), HttpClient(4, **http_times(server.root))
    store = store or MemoryStore()
    application = build_application(
        TOKEN,
        core,
        api_root=server.root,
        store=store,
        updates_request=fresh,
        outbox=lambda bot: Outbox(bot, Patience(pauses=(0.01, 0.02, 0.04)), Pacing(sleep=briefly)),
    )
    dispatcher = Dispatcher(application, turn_away=Floods(application.bot, core).turn_away)
    stopping = asyncio.Event()
    connection = Connection(server.root, stopping)
    async with application:
        poller = Poller(application, connection, dispatcher, fresh, store)
        task = asyncio.create_task(poller.run())
        running = Running(server, application, stopping, task)
        try:
            yield running
        finally:
            await running.stop()


async def test_everything_people_send_is_answered_in_order() -> None:
    async with BotApiServer() as server, polling(server):
        for update in (said("a"), edited("b"), pressed("c"), said(**CONTENTS["sticker"])):
            server.put(update)
        await server.until(lambda: len(server.sent) == 4)
        assert server.texts(7) == [
            "said a",
            "said b",
            "pressed c after said b",
            "pressed unsupported after pressed c",
        ]
        assert not server.open_queries


async def test_an_update_is_confirmed_only_after_its_answer() -> None:
    async with BotApiServer() as server:
        server.fail("sendMessage", Fault(hold=(sent := asyncio.Event())))
        async with polling(server):
            slow, quick = server.put(said("slow")), server.put(said("quick", **person(8)))
            await server.until(lambda: server.texts(8))
            await asyncio.sleep(0.1)
            assert server.confirmed <= slow
            sent.set()
            await server.until(lambda: server.texts(7))
            await server.until(lambda: server.confirmed == quick + 1)
        assert (server.texts(7), server.texts(8)) == (["said slow"], ["said quick"])


async def test_what_was_confirmed_is_not_answered_again_when_it_is_delivered_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pollers, "NOTE_SECONDS", 0.0)
    async with BotApiServer() as server, polling(server):
        server.put(said("once"))
        first = server.waiting[0]
        for chat in (100, 101, 102):
            server.put(said("else", **person(chat)))
            await server.until(lambda chat=chat: server.texts(chat) and not server.waiting)  # type: ignore[misc]
            server.put_again(first)
        server.put(said("last", **person(200)))
        await server.until(lambda: server.texts(200))
        assert server.texts(7) == ["said once"]


async def test_marks_of_what_was_confirmed_long_ago_are_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pollers, "NOTE_SECONDS", 0.0)
    monkeypatch.setattr(pollers, "REMEMBERED", 5)
    forgotten: list[int] = []

    class Noting(MemoryStore):
        async def confirmed(self, below: int) -> None:
            forgotten.append(below)

    async with BotApiServer() as server, polling(server, store=Noting()):
        numbers = [server.put(said("x", **person(100 + place))) for place in range(20)]
        await server.until(lambda: server.confirmed > numbers[-1])
        server.put(said("x", **person(200)))
        await server.until(lambda: forgotten[-1:] >= [numbers[-5]])
    assert forgotten[-1] in {numbers[-5], numbers[-4]}  # the newest five stay


async def test_a_slow_chat_does_not_hold_up_the_others() -> None:
    async with BotApiServer() as server:
        server.fail("sendMessage", Fault(hold=(sent := asyncio.Event())))
        async with polling(server):
            server.put(said("slow"))
            await server.until(lambda: server.called("sendMessage"))
            for number in range(20):
                server.put(said(f"m{number}", **person(100 + number)))
            await server.until(lambda: len(server.sent) == 20)
            assert server.texts(7) == []
            sent.set()


async def test_a_flood_is_answered_in_order_up_to_a_measure_and_the_others_meanwhile() -> None:
    front = Front(languages=("de",), sentences={"too_fast": {"de": "zu viel"}})
    core = Core(simple(parrot).answer, lambda: front)
    async with BotApiServer() as server:
        server.fail("sendMessage", *(Fault(delay=0.01) for _ in range(30)))
        for number in range(90):
            last = server.put(said(f"{number}"))
        server.put(said("other", **person(8)))
        async with polling(server, core):
            await server.until(lambda: server.texts(8))
            assert len(server.texts(7)) < PATIENT
            await server.until(lambda: server.confirmed > last)
        answers = [text.split()[1] for text in server.texts(7) if text != "zu viel"]
        assert server.texts(7).count("zu viel") == 1
        assert answers == sorted(answers, key=int)
        assert 1 <= len(answers) < 90


async def test_a_flood_that_fills_the_window_lets_the_others_through_at_once() -> None:
    async with BotApiServer() as server:
        server.fail("sendMessage", Fault(delay=0.3))
        for number in range(500):
            server.put(said(f"{number}"))
        server.put(said("other", **person(8)))
        async with polling(server), asyncio.timeout(10):
            await server.until(lambda: server.texts(8))
            assert len(server.texts(7)) <= PATIENT


async def test_what_a_few_people_sent_meanwhile_is_answered_whole() -> None:
    async with BotApiServer() as server:
        for number in range(20):
            for chat in range(1, 7):
                server.put(said(f"{number}", **person(chat)))
        async with polling(server):
            await server.until(lambda: len(server.sent) == 120)


async def test_after_a_flood_the_same_person_is_answered_again() -> None:
    async with BotApiServer() as server:
        for number in range(90):
            last = server.put(said(f"{number}"))
        async with polling(server):
            await server.until(lambda: server.confirmed > last)
            await asyncio.sleep(0.1)
            server.put(said("danach"))
            await server.until(lambda: any("said danach" in text for text in server.texts(7)))


async def test_what_waited_longer_than_a_batch_is_answered_once() -> None:
    async with BotApiServer() as server:
        for number in range(120):
            last = server.put(said("hi", **person(number + 1)))
        async with polling(server):
            await server.until(lambda: server.confirmed > last)
        assert sorted(m["chat"]["id"] for m in server.sent) == list(range(1, 121))


async def test_stopping_finishes_pending_replies_and_confirms_them() -> None:
    async with BotApiServer() as server:
        server.fail("sendMessage", Fault(delay=0.2))
        async with polling(server) as bot:
            number = server.put(said("last"))
            await server.until(lambda: server.called("sendMessage"))
            await bot.stop()
        assert server.texts(7) == ["said last"]
        assert server.confirmed == number + 1


async def test_a_confirmation_that_failed_is_made_up_for_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "FIRST_PAUSE", 30.0)
    monkeypatch.setattr(connections, "LONGEST_PAUSE", 30.0)
    async with BotApiServer() as server:
        server.fail("getUpdates", Fault(), Fault(refusal=Refusal(502, "Bad Gateway")))
        number = server.put(said("hallo"))
        async with polling(server) as bot:
            await server.until(lambda: len(server.called("getUpdates")) == 2)
            await bot.stop()
        assert server.confirmed == number + 1


async def test_what_cannot_be_finished_in_time_is_left_for_the_next_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pollers, "FAREWELL_SECONDS", 0.05)
    async with BotApiServer() as server:
        server.fail("sendMessage", Fault(hold=asyncio.Event()))
        async with polling(server) as bot:
            server.put(said("stuck"))
            server.put(said("after it"))
            server.put(said("quick", **person(8)))
            await server.until(lambda: server.texts(8))
            await bot.stop()
        assert server.texts(7) == []
        async with polling(server):
            await server.until(lambda: len(server.texts(7)) == 2)
        assert server.texts(7) == ["said stuck", "said after it after said stuck"]


async def test_a_reply_survives_faults_of_the_server() -> None:
    async with BotApiServer() as server, polling(server):
        faults = (
            Fault(refusal=Refusal(502, "Bad Gateway")),
            Fault(drop=True),
            Fault(half=True),
        )
        server.fail("sendMessage", *faults)
        server.put(said("hallo"))
        await server.until(lambda: server.sent)
        assert server.texts(7) == ["said hallo"]


async def test_trouble_and_its_end_are_one_line_each(caplog: pytest.LogCaptureFixture) -> None:
    async with BotApiServer() as server, polling(server):
        await server.until(lambda: server.called("getUpdates"))
        await server.stop()
        await asyncio.sleep(0.3)
        server.put(said("hallo"))
        await server.start()
        await server.until(lambda: server.sent)
        lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 2
    assert lines[0].startswith(f"{server.root} cannot be reached (")
    assert lines[0].endswith("; trying again with growing pauses.")
    assert lines[1] == f"Connected to {server.root} again."


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (Fault(drop=True), "cannot be reached"),
        (Fault(half=True), "cannot be reached"),
        (Fault(refusal=Refusal(502, "Bad Gateway")), "cannot be reached (Bad Gateway)"),
        (Fault(refusal=Refusal(409, "Conflict: terminated by other getUpdates")), "stop one"),
        (Fault(refusal=Refusal(429, "Too Many Requests", retry_after=0.01)), "fewer requests"),
        (
            Fault(body=b"<html>captive portal</html>"),
            "(an answer that is none)",
        ),
        (Fault(body=b'{"ok": true}'), "make no sense (KeyError"),
        (Fault(body=b'{"ok": true, "result": ["?"]}'), "make no sense"),
    ],
    ids=["drop", "half", "502", "409", "429", "no json", "no result", "no update"],
)
async def test_polling_outlives_any_answer(
    fault: Fault, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with BotApiServer() as server:
        server.fail("getUpdates", fault, fault, fault, fault)
        server.put(said("hallo"))
        async with polling(server):
            await server.until(lambda: server.sent)
        assert server.texts(7) == ["said hallo"]
    lines = [record.getMessage() for record in caplog.records]
    assert line in lines[0]
    assert lines[1:] == [f"Connected to {server.root} again.", "Stopping; pending replies: 0."]
    assert "Traceback" not in caplog.text


async def test_an_unreadable_update_does_not_stop_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with BotApiServer() as server, polling(server):
        server.put(said("before"))
        server.put({"message": {"text": "no chat, no date"}})
        last = server.put(said("after", **person(8)))
        await server.until(lambda: len(server.sent) == 2)
        await server.until(lambda: server.confirmed == last + 1)
    assert "An update could not be read (KeyError) and is left out." in caplog.text
    assert "no chat, no date" not in caplog.text


async def test_a_second_poller_is_told_and_the_first_recovers(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with BotApiServer() as server, polling(server) as first:
        await server.until(lambda: server.called("getUpdates"))
        async with polling(server):
            await server.until(lambda: "409 Conflict" in caplog.text)
        server.put(said("hallo"))
        await server.until(lambda: server.sent)
        assert not first.task.done()


async def test_a_webhook_set_meanwhile_is_named(caplog: pytest.LogCaptureFixture) -> None:
    async with BotApiServer() as server, polling(server):
        server.webhook = "https://example.org/hook"
        server.put(said("hallo"))
        await server.until(lambda: "A webhook is set for this bot" in caplog.text)
        server.webhook = ""
        await server.until(lambda: server.sent)


async def test_a_stop_is_heard_during_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "FIRST_PAUSE", 30.0)
    monkeypatch.setattr(connections, "LONGEST_PAUSE", 30.0)
    stopping = asyncio.Event()
    connection = Connection("http://127.0.0.1:1", stopping)

    async def fail() -> None:
        asyncio.get_running_loop().call_later(0.02, stopping.set)
        raise OSError

    async with asyncio.timeout(1):
        with pytest.raises(Stopped):
            await connection.insist(fail)


async def test_pauses_grow_up_to_the_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    connection, waited = Connection("x", asyncio.Event()), list[float]()

    async def pause(seconds: float) -> None:
        waited.append(seconds)

    async def fail_often() -> str:
        if len(waited) < 9:
            raise OSError
        return "done"

    monkeypatch.setattr(connection, "pause", pause)
    assert await connection.insist(fail_often) == "done"
    assert waited == [0.5, 1, 2, 4, 8, 8, 8, 8, 8]


async def test_html_of_users_arrives_as_they_wrote_it() -> None:
    nasty = "<b>&amp;</b> <script>alert('1')</script> \"😀\" </i>"
    sender = {**MIA, "first_name": "<b>Mia"}
    async with BotApiServer() as server, polling(server):
        server.put(said(nasty, **{"from": sender}))
        await server.until(lambda: server.sent)
        assert server.texts(7) == [f"said {nasty}"]
        assert len(server.called("sendMessage")) == 1


async def test_a_token_refused_once_in_between_is_asked_about_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with BotApiServer() as server, polling(server):
        await server.until(lambda: server.called("getUpdates"))
        server.fail("getUpdates", *(Fault(refusal=Refusal(401, "Unauthorized")) for _ in range(3)))
        server.put(said("hallo"))
        server.put(said("noch da?"))
        await server.until(lambda: len(server.sent) == 2)
        await server.until(lambda: f"Connected to {server.root} again." in caplog.text)
    assert "does not accept the token any more" in caplog.text


async def test_a_token_refused_again_and_again_ends_the_polling() -> None:
    stopping = asyncio.Event()
    connection, answers = Connection("x", stopping), iter(["yes"])

    async def ask() -> str:
        for answer in answers:
            return answer
        raise InvalidToken

    assert await connection.insist(ask) == "yes"
    with pytest.raises(InvalidToken):
        await connection.insist(ask)
    with pytest.raises(InvalidToken):
        await Connection("x", stopping).insist(ask)
