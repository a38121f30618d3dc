"""Menus and profile: set per language where they differ, within Telegram's limits."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.dialogue.front import Front, Menu, front_of
from bot.matching.index import Index
from bot.transports.telegram.application import build_application
from bot.transports.telegram.profile import commands_of, keep_profile
from tests.transports.telegram.bot_api_server import TOKEN, BotApiServer, Fault
from tests.transports.telegram.cores import FRONT, parrot, simple
from tests.transports.telegram.refusal import Refusal


async def kept(server: BotApiServer, front: Front = FRONT) -> None:
    application = build_application(TOKEN, simple(parrot), api_root=server.root)
    async with application:
        await keep_profile(application.bot, front)


def settings_made(server: BotApiServer) -> list[str]:
    return [name for name, _ in server.calls if name.startswith("set")]


async def test_every_language_and_the_rest_of_the_world_get_their_menu() -> None:
    async with BotApiServer() as server:
        await kept(server)
        profile = server.profile
    assert {code: [c["command"] for c in menu] for code, menu in profile.commands.items()} == {
        "": ["gehalt"], "de": ["gehalt"], "en": ["salary"],
    }  # fmt: skip
    assert profile.texts["description", "en"] == "At length."
    assert profile.texts["short_description", ""] == "Kurz."
    assert profile.button == {"type": "commands"}


async def test_what_is_set_already_is_left_alone() -> None:
    async with BotApiServer() as server:
        await kept(server)
        server.calls.clear()
        await kept(server)
        assert settings_made(server) == []
        menus = {**FRONT.menus, "en": replace(FRONT.menus["en"], short_description="New.")}
        await kept(server, replace(FRONT, menus=menus))
        assert settings_made(server) == ["setMyShortDescription"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Refusal(429, "Too Many Requests: retry after 9", retry_after=9)),
        Fault(Refusal(404, "Not Found")),
        Fault(body=b'{"ok": true, "result": {"strange": 1}}'),
        Fault(drop=True),
    ],
    ids=["flood", "unknown method", "strange answer", "hang-up"],
)
async def test_a_failure_is_one_line_and_the_rest_is_set(
    fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    async with BotApiServer() as server:
        for method in ("getMyCommands", "setMyCommands"):
            server.fail(method, *[fault] * 3)
        await kept(server)
        assert server.profile.texts["description", "de"] == "Lang und breit."
    lines = [record.getMessage() for record in caplog.records if record.levelname != "DEBUG"]
    assert len(lines) <= 1
    assert TOKEN not in caplog.text


def test_names_telegram_would_refuse_are_left_out() -> None:
    names = ("gehalt", "über", "Gross", "x" * 33, "zwei worte", "a_1", "")
    menu = Menu(tuple((name, "Text " * 100) for name in names))
    fitting = commands_of(menu)
    assert [name for name, _ in fitting] == ["gehalt", "a_1"]
    assert all(len(told) <= 256 for _, told in fitting)


async def test_texts_too_long_are_cut_between_words() -> None:
    menu = Menu((("a", "b"),), "Wort 😀 " * 300, "Wort 😀 " * 90)
    async with BotApiServer() as server:
        await kept(server, Front(languages=("de",), menus={"de": menu}))
        text = server.profile.texts["description", "de"]
    assert text.endswith(("Wort…", "😀…"))
    assert 500 < len(text.encode("utf-16-le")) // 2 <= 512


def test_the_menu_comes_from_the_knowledge(small: Index, shipped: Index) -> None:
    menus = front_of(shipped.knowledge).menus
    assert [name for name, _ in menus["de"].commands][:2] == ["gehalt", "ausbildung"]
    assert [name for name, _ in menus["en"].commands][:2] == ["salary", "training"]
    for menu in menus.values():
        assert commands_of(menu) == list(menu.commands)
        assert 0 < len(menu.description) <= 512
        assert 0 < len(menu.short_description) <= 120
    assert dict(front_of(small.knowledge).menus["de"].commands).keys() <= small.commands.keys()


async def test_a_slow_server_delays_no_answer() -> None:
    async with BotApiServer() as server:
        server.fail("getMyCommands", Fault(delay=5))
        task = asyncio.create_task(kept(server))
        await server.until(lambda: server.called("getMyCommands"))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
