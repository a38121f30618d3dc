"""Which way requests go out, as the environment says."""

from __future__ import annotations

import asyncio
import base64
import os

import pytest
from telegram.error import NetworkError
from yarl import URL

from bot.transports.telegram.http_client import HttpClient
from bot.transports.telegram.way_out import WayOut

TELEGRAM = URL("https://api.telegram.org/bot")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


def test_without_a_proxy_the_way_is_straight() -> None:
    assert WayOut.to(TELEGRAM) == WayOut()


def test_a_proxy_with_a_password_is_told_it_and_shown_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://us%40er:se%3Acret@proxy.example:3128")
    way = WayOut.to(TELEGRAM)
    assert str(way.proxy) == "http://proxy.example:3128"
    known = base64.b64encode(b"us@er:se:cret").decode()
    assert way.proxy_headers == {"Proxy-Authorization": f"Basic {known}"}


@pytest.mark.parametrize("exempt", ["*", "telegram.org", "api.telegram.org"])
def test_a_server_the_proxy_is_not_for_is_reached_straight(
    exempt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", exempt)
    assert WayOut.to(TELEGRAM) == WayOut()


@pytest.mark.parametrize("proxy", ["https://proxy.example", "proxy", "http://[", "socks5://p:1"])
def test_a_proxy_that_cannot_be_used_is_left_out(
    proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    assert WayOut.to(TELEGRAM) == WayOut()


async def test_a_request_goes_through_the_proxy_with_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[bytes] = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as proxy:
        port = proxy.sockets[0].getsockname()[1]
        monkeypatch.setenv("HTTPS_PROXY", f"http://user:secret@127.0.0.1:{port}")
        client = HttpClient(1, connect=2.0, read=2.0)
        await client.initialize()
        with pytest.raises(NetworkError):
            await client.post("https://api.telegram.example/bot/getMe")
        await client.shutdown()
    assert heard[0].startswith(b"CONNECT api.telegram.example:443 ")
    assert base64.b64encode(b"user:secret") in heard[0]
