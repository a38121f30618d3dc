"""How the application is put together."""

from __future__ import annotations

import pytest

from bot.transports.telegram.application import build_application
from bot.transports.telegram.http_client import HttpClient
from tests.transports.telegram.bot_api_server import TOKEN
from tests.transports.telegram.cores import parrot, simple


@pytest.mark.parametrize(
    "root", ["http://127.0.0.1:8081", "http://127.0.0.1:8081/", "http://127.0.0.1:8081/bot/"]
)
def test_the_address_of_a_server_of_ones_own_is_its_root(root: str) -> None:
    bot = build_application(TOKEN, simple(parrot), api_root=root).bot
    assert bot.base_url == f"http://127.0.0.1:8081/bot{TOKEN}"
    assert bot.base_file_url == f"http://127.0.0.1:8081/file/bot{TOKEN}"


def test_without_one_it_is_telegrams() -> None:
    assert build_application(TOKEN, simple(parrot)).bot.base_url.startswith(
        "https://api.telegram.org/bot"
    )


@pytest.mark.parametrize(
    ("root", "proxied"),
    [
        ("http://127.0.0.1:8081", False),
        ("http://localhost:8081", False),
        ("http://[::1]:8081", False),
        ("https://bots.example.org", True),
    ],
)
def test_only_other_machines_are_asked_through_a_proxy(root: str, proxied: bool) -> None:
    request = build_application(TOKEN, simple(parrot), api_root=root).bot.request
    assert isinstance(request, HttpClient)
    assert request._trust_env is proxied
