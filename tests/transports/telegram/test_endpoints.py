"""The webhook, health and metrics endpoints, over real sockets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.errors import SettingsError
from bot.storage.steady import Status
from bot.transports.telegram.endpoints import LARGEST_UPDATE, endpoints
from bot.transports.telegram.monitoring import SILENCE_SECONDS, Monitor
from bot.transports.telegram.serving import serving
from bot.transports.telegram.state import KnowledgeState, State, lateness_measured

SECRET = "s3cret_-x"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


@dataclass
class Bot:
    """What stands behind the webhook: takes updates, when told to only after a while."""

    taken: list[dict[str, Any]] = field(default_factory=list)
    takes: bool = True
    hold: asyncio.Event | None = None

    async def accept(self, update: dict[str, Any]) -> bool:
        if self.hold is not None:
            await self.hold.wait()
        self.taken.append(update)
        return self.takes


LATE = "karrierebot_event_loop_late_seconds_count"


class Time:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def running(bot: Bot | None, monitor: Monitor) -> AsyncIterator[tuple[ClientSession, str]]:
    app = endpoints(monitor, bot.accept, SECRET) if bot else endpoints(monitor)
    async with serving(app, "127.0.0.1", 0) as port, ClientSession() as client:
        yield client, f"http://127.0.0.1:{port}"


async def post(
    bot: Bot, body: bytes, headers: dict[str, str] = HEADERS, path: str = "/telegram"
) -> int:
    async with (
        running(bot, Monitor()) as (client, root),
        client.post(root + path, data=body, headers=headers) as answer,
    ):
        return answer.status


async def test_an_update_is_handed_on_and_answered_with_200() -> None:
    bot = Bot()
    assert await post(bot, b'{"update_id": 5, "message": {}}') == 200
    assert bot.taken == [{"update_id": 5, "message": {}}]


async def test_200_comes_only_when_the_update_is_done() -> None:
    bot = Bot(hold=asyncio.Event())
    assert bot.hold is not None
    async with running(bot, Monitor()) as (client, root):
        sent = asyncio.ensure_future(
            client.post(f"{root}/telegram", data=b'{"update_id": 5}', headers=HEADERS)
        )
        await asyncio.sleep(0.1)
        assert not sent.done()
        bot.hold.set()
        assert (await sent).status == 200


async def test_what_cannot_be_taken_now_is_to_come_again() -> None:
    assert await post(Bot(takes=False), b'{"update_id": 5}') == 503


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "application/json"}, 403),
        ({**HEADERS, "X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]}, 403),
        ({**HEADERS, "X-Telegram-Bot-Api-Secret-Token": ""}, 403),
        ({**HEADERS, "X-Telegram-Bot-Api-Secret-Token": "Schlüssel"}, 403),
        ({**HEADERS, "Content-Type": "text/plain"}, 415),
        ({**HEADERS, "Content-Type": "application/json; charset=utf-8"}, 200),
    ],
)
async def test_strangers_and_other_types_are_turned_away(
    headers: dict[str, str], status: int
) -> None:
    bot = Bot()
    assert await post(bot, b'{"update_id": 5}', headers) == status
    assert len(bot.taken) == (status == 200)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"message": {}}', b'{"update_id": "5"}', b'{"update_id": true}',
     b"\xff\xfe", b"[" * 100_000, b'{"update_id": NaN}'],
)  # fmt: skip
async def test_what_is_no_update_is_refused_without_harm(body: bytes) -> None:
    bot = Bot()
    assert await post(bot, body) == 400
    assert bot.taken == []


async def test_a_body_that_is_too_large_is_refused_before_it_is_read() -> None:
    bot = Bot()
    body = json.dumps({"update_id": 5, "x": "a" * LARGEST_UPDATE}).encode()
    assert await post(bot, body) == 413
    assert bot.taken == []


async def test_a_body_of_unknown_length_is_cut_off_as_well() -> None:
    bot = Bot()

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"a" * 100_000

    async with running(bot, Monitor()) as (client, root):
        try:
            async with client.post(f"{root}/telegram", data=endless(), headers=HEADERS) as answer:
                assert answer.status == 413
        except OSError:
            pass  # hung up on before it had sent everything, which is as good
    assert bot.taken == []


async def test_a_body_that_does_not_come_holds_up_neither_others_nor_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.transports.telegram.endpoints.BODY_SECONDS", 0.3)
    bot = Bot()

    async def hanging() -> AsyncIterator[bytes]:
        yield b'{"update_id": 5'
        await asyncio.sleep(60)

    async with running(bot, Monitor()) as (client, root):
        request = client.post(f"{root}/telegram", data=hanging(), headers=HEADERS)
        slow = asyncio.create_task(request.__aenter__())
        async with client.post(
            f"{root}/telegram", data=b'{"update_id": 6}', headers=HEADERS
        ) as answer:
            assert answer.status == 200
        with suppress(OSError):  # hung up on amid sending, which is as good
            assert (await slow).status == 408
    assert [update["update_id"] for update in bot.taken] == [6]


async def test_only_post_is_taken_and_only_at_the_path_of_the_webhook() -> None:
    bot = Bot()
    assert await post(bot, b'{"update_id": 5}', path="/elsewhere") == 404
    async with running(bot, Monitor()) as (client, root), client.get(f"{root}/telegram") as answer:
        assert answer.status == 405


async def test_health_follows_the_last_successful_poll() -> None:
    time = Time()
    monitor = Monitor(time)
    async with running(None, monitor) as (client, root):

        async def status(path: str) -> int:
            async with client.get(root + path) as answer:
                return answer.status

        assert (await status("/healthz"), await status("/readyz")) == (200, 503)
        monitor.set_ready(True)
        monitor.polled()
        assert (await status("/healthz"), await status("/readyz")) == (200, 200)
        time.now += SILENCE_SECONDS + 1
        assert (await status("/healthz"), await status("/readyz")) == (503, 503)
        assert await status("/telegram") == 404


async def test_numbers_are_counted_for_prometheus() -> None:
    time = Time()
    monitor = Monitor(time)
    since = monitor.arrived()
    time.now += 0.02
    monitor.settled(since, "answered")
    async with running(None, monitor) as (client, root), client.get(f"{root}/metrics") as answer:
        assert answer.headers["Content-Type"].startswith("text/plain")
        text = await answer.text()
    assert 'karrierebot_updates_total{outcome="answered"} 1.0' in text
    assert 'karrierebot_update_seconds_bucket{le="0.025"} 1.0' in text
    assert "karrierebot_updates_in_hand 0.0" in text


async def test_a_port_in_use_is_said_in_one_line() -> None:
    async with serving(endpoints(Monitor()), "127.0.0.1", 0) as port:
        with pytest.raises(SettingsError, match=f"127.0.0.1:{port} cannot be used"):
            async with serving(endpoints(Monitor()), "127.0.0.1", port):
                pass


@pytest.mark.parametrize("host", ["256.1.1.1", "nobody.invalid", "192.0.2.1"])
async def test_an_address_of_another_machine_is_said_in_one_line(host: str) -> None:
    with pytest.raises(SettingsError, match="name an address of this machine"):
        async with serving(endpoints(Monitor()), host, 0):
            pass


async def test_stopping_lets_updates_in_hand_finish() -> None:
    bot = Bot(hold=asyncio.Event())
    assert bot.hold is not None
    async with ClientSession() as client:
        async with serving(endpoints(Monitor(), bot.accept, SECRET), "127.0.0.1", 0) as port:
            sent = asyncio.ensure_future(
                client.post(
                    f"http://127.0.0.1:{port}/telegram", data=b'{"update_id": 5}', headers=HEADERS
                )
            )
            await asyncio.sleep(0.1)
            asyncio.get_running_loop().call_later(0.2, bot.hold.set)
        assert (await sent).status == 200


def test_a_webhook_without_a_secret_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="secret"):
        endpoints(Monitor(), Bot().accept, "")


async def test_how_knowledge_database_and_loop_stand_can_be_watched() -> None:
    knowledge = KnowledgeState(
        digest="abc", live_since=1000.0, restarts=2, reloads=7, refusals=3, warnings=1,
        refused_at=1500.0, refused_for=("tea.yaml:2 E201",),
    )  # fmt: skip
    state = State(lambda: knowledge, lambda: Status(trouble="it is locked", waiting=4))
    monitor = Monitor(state=state)
    async with (
        lateness_measured(monitor.registry, every=0.001),
        running(None, monitor) as (client, root),
    ):
        await asyncio.sleep(0.05)
        async with client.get(f"{root}/healthz") as answer:
            assert answer.status == 200  # it answers all the same
            health = await answer.json()
        async with client.get(f"{root}/metrics") as answer:
            text = await answer.text()
    assert health["knowledge"]["digest"] == "abc"
    assert health["knowledge"]["refused_for"] == ["tea.yaml:2 E201"]
    assert health["database"] == {"trouble": "it is locked", "waiting": 4}
    for line in (
        "karrierebot_knowledge_live_timestamp_seconds 1000.0",
        "karrierebot_knowledge_reloads 7.0",
        "karrierebot_knowledge_refusals 3.0",
        "karrierebot_knowledge_refused 1.0",
        "karrierebot_core_restarts 2.0",
        "karrierebot_database_up 0.0",
        "karrierebot_database_waiting 4.0",
    ):
        assert line in text.splitlines()
    (ticks,) = (each for each in text.splitlines() if each.startswith(LATE))
    assert float(ticks.split()[1]) > 5
