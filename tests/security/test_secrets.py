"""The token and the password of the database: in no log, title, child, file or message."""

from __future__ import annotations

import signal
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import pytest

from bot.cli import commands, entry
from bot.settings import Settings
from bot.transports.telegram.endpoints import endpoints
from bot.transports.telegram.monitoring import Monitor
from tests.transports.telegram.bot_api_server import TOKEN, BotApiServer, Fault, Refusal
from tests.transports.telegram.test_run import WHOLE_BOT, bot
from tests.transports.telegram.updates import said

SECRET_PART = TOKEN.partition(":")[2]
PASSWORD = "sehrgeheim"
DATABASE = f"postgresql://karriere:{PASSWORD}@127.0.0.1:9/karriere"


def family(pid: int) -> list[int]:
    """Return a process and everything that comes of it."""
    parents: dict[int, int] = {}
    for process in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            stat = (process / "stat").read_text(encoding="utf-8")
            parents[int(process.name)] = int(stat.rpartition(")")[2].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def visible(pid: int, *names: str) -> bytes:
    return b"\n".join((Path(f"/proc/{pid}") / name).read_bytes() for name in names)


async def test_no_process_shows_a_secret_and_children_do_not_even_have_it(tmp_path: Path) -> None:
    token, database = tmp_path / "token", tmp_path / "database"
    token.write_text(TOKEN, encoding="utf-8")
    database.write_text(DATABASE, encoding="utf-8")
    files = {
        "TELEGRAM_BOT_TOKEN": "",
        "TELEGRAM_BOT_TOKEN_FILE": str(token),
        "DATABASE_URL_FILE": str(database),
        "KARRIEREBOT_CACHE": str(tmp_path / "cache"),
        "KARRIEREBOT_WEBHOOK_SECRET": "wortgeheim",
    }
    async with (
        BotApiServer() as server,
        bot(server.root, program=WHOLE_BOT, **files) as running,
    ):
        server.fail("sendMessage", Fault(Refusal(400, f"Bad Request: bot{TOKEN} {DATABASE}")))
        server.fail("getUpdates", Fault(Refusal(500, f"{TOKEN}")), Fault(body=TOKEN.encode()))
        server.put(said("/gehalt leuchtturmwärter"))
        server.put(said("hallo"))
        server.put(said("/quellen"))
        await server.until(lambda: len(server.sent) >= 2, seconds=30)
        members = family(running.process.pid)
        assert len(members) >= 4  # the bot, its server of processes, a core, the drawing process
        for member in members:
            shown = visible(member, "cmdline", "comm", "environ")
            for secret in (SECRET_PART, PASSWORD):
                assert secret.encode() not in shown
        for child in members[1:]:
            shown = visible(child, "environ")
            assert b"wortgeheim" not in shown
            assert b"TOKEN" not in shown
        for file in (tmp_path / "cache").rglob("*"):
            assert SECRET_PART.encode() not in file.read_bytes()
        assert await running.end(signal.SIGTERM) == 0
    for secret in (SECRET_PART, PASSWORD, "wortgeheim"):
        assert secret not in running.written


def test_a_defect_shows_no_secret_even_with_its_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> int:
        raise RuntimeError(f"POST https://api.telegram.org/bot{TOKEN}/getMe with {DATABASE}")

    monkeypatch.setitem(commands.COMMANDS, "ask", broken)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", DATABASE)
    for level in ("INFO", "DEBUG"):
        monkeypatch.setenv("KARRIEREBOT_LOG_LEVEL", level)
        assert entry.main(["ask", "gehalt"]) == 1
        said_about_it = "".join(capsys.readouterr())
        assert ("Traceback" in said_about_it) == (level == "DEBUG")
        assert SECRET_PART not in said_about_it
        assert PASSWORD not in said_about_it


def test_settings_show_no_secret() -> None:
    read = Settings.from_environment(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "DATABASE_URL": DATABASE,
            "KARRIEREBOT_WEBHOOK_URL": "https://bot.example.org/telegram",
            "KARRIEREBOT_WEBHOOK_SECRET": "wortgeheim",
        }
    )
    assert {TOKEN, DATABASE} < set(map(str, asdict(read).values()))
    for secret in (SECRET_PART, PASSWORD, "wortgeheim"):
        for shown in (repr(read), str(read), f"{read}"):
            assert secret not in shown


async def test_the_secret_of_the_webhook_is_compared_in_constant_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, secret: bytes) -> bool:
        compared.append((given, secret))
        return False

    async def accept(_: object) -> bool:
        raise AssertionError

    monkeypatch.setattr("bot.transports.telegram.endpoints.hmac.compare_digest", compare)
    app = endpoints(Monitor(), accept, "geheim")
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"{}", "more_body": False}

    async def send(event: dict[str, object]) -> None:
        sent.append(event)

    headers = [(b"x-telegram-bot-api-secret-token", b"geheim")]
    scope = {
        "type": "http", "method": "POST", "path": "/telegram", "raw_path": b"/telegram",
        "query_string": b"", "root_path": "", "headers": headers, "http_version": "1.1",
        "scheme": "http", "server": ("x", 80), "client": ("x", 1),
    }  # fmt: skip
    await app(scope, receive, send)  # type: ignore[arg-type]
    assert compared == [(b"geheim", b"geheim")]
    assert sent[0]["status"] == 403  # nothing else decides
