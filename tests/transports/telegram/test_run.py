"""The bot as a process: start, signals, exit codes and what it writes on standard error."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings
from bot.transports.telegram.run import run_core
from tests.transports.telegram.bot_api_server import TOKEN, BotApiServer, Fault
from tests.transports.telegram.cores import parrot, simple
from tests.transports.telegram.updates import CONTENTS, person, pressed, said

ROOT = Path(__file__).parents[3]
PARROT = ("-m", "tests.transports.telegram.run_bot")
WHOLE_BOT = ("-m", "bot", "run", "--knowledge", str(ROOT / "tests" / "knowledge_small"))
STARTED = "Karrierebot is running as @KarriereBot."


@dataclass
class Process:
    """A running bot and everything it has written so far."""

    process: asyncio.subprocess.Process
    lines: list[str] = field(default_factory=list)
    spoken: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self) -> None:
        stderr = self.process.stderr
        assert stderr is not None
        async for line in stderr:
            self.lines.append(line.decode().rstrip("\n"))
            self.spoken.set()

    @property
    def written(self) -> str:
        return "\n".join(self.lines)

    async def end(self, number: signal.Signals | None = None) -> int:
        if number is not None:
            self.process.send_signal(number)
        async with asyncio.timeout(60):
            return await self.process.wait()


@asynccontextmanager
async def bot(
    root: str,
    token: str = TOKEN,
    level: str = "DEBUG",
    program: tuple[str, ...] = PARROT,
    **settings: str,
) -> AsyncIterator[Process]:
    """Start the bot; whatever happens, its output never has a trace or the token in it."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": token,
        "TELEGRAM_API_BASE_URL": root,
        "KARRIEREBOT_LOG_LEVEL": level,
        "HTTP_PROXY": "http://127.0.0.1:9",
        **settings,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W", "error",
        *program,
        env=environment, cwd=ROOT,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    running = Process(process)
    reading = asyncio.create_task(running.read())
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        out, _ = await asyncio.gather(process.stdout.read(), reading)  # type: ignore[union-attr]
        await process.wait()
    assert out == b""
    assert "Traceback" not in running.written
    assert token not in running.written
    assert token[5:] not in running.written


async def test_it_answers_and_ends_cleanly_on_sigterm() -> None:
    async with BotApiServer() as server, bot(server.root + "/bot/") as running:
        server.fail("sendMessage", Fault(delay=1.5))
        last = server.put(said("mein <geheimer> Satz"))
        await server.until(lambda: server.called("sendMessage"), seconds=60)
        assert await running.end(signal.SIGTERM) == 0
        assert server.texts(7) == ["said mein <geheimer> Satz"]
        assert server.confirmed == last + 1
    assert STARTED in running.written
    assert "Stopping; pending replies: 1." in running.written
    assert "geheimer" not in running.written


async def test_it_waits_for_an_unreachable_server_and_ends_on_sigint() -> None:
    async with BotApiServer() as server:
        await server.stop()
        async with bot(server.root, level="INFO") as running:
            await server.until(lambda: running.lines, seconds=60)
            await asyncio.sleep(0.1)
            await server.start()
            await server.until(lambda: STARTED in running.written)
            server.put(said("hallo"))
            await server.until(lambda: server.sent)
            assert await running.end(signal.SIGINT) == 0
    lines = [line.split(" ", 3)[-1] for line in running.lines]
    unreached = f"{server.root} cannot be reached (ClientConnectorError)"
    assert lines == [
        f"{unreached}; trying again with growing pauses.",
        f"Connected to {server.root} again.",
        "Chats are kept in: memory only.",
        STARTED,
        "Stopping; pending replies: 0.",
        "Stopped.",
    ]


async def test_it_ends_on_sigterm_while_nothing_answers() -> None:
    async with bot("http://127.0.0.1:9", level="INFO") as running:
        async with asyncio.timeout(60):
            await running.spoken.wait()
        assert await running.end(signal.SIGTERM) == 0


async def test_a_second_process_is_told_and_ends_the_wait_when_the_first_goes() -> None:
    async with BotApiServer() as server, bot(server.root) as first:
        await server.until(lambda: STARTED in first.written, seconds=60)
        async with bot(server.root) as second:
            both = [first, second]
            await server.until(lambda: "409 Conflict" in first.written + second.written, 10)
            assert await first.end(signal.SIGTERM) == 0
            server.put(said("wer ist da?", **person(8)))
            await server.until(lambda: server.texts(8))
            assert await second.end(signal.SIGTERM) == 0
    assert server.texts(8) == ["said wer ist da?"]
    assert all("Karrierebot is running" in running.written for running in both)


async def test_a_process_started_before_the_last_one_has_ended_answers_nothing_twice(
    tmp_path: Path,
) -> None:
    kept = {"KARRIEREBOT_DATA": str(tmp_path / "data")}
    async with BotApiServer() as server, bot(server.root, program=WHOLE_BOT, **kept) as first:
        await server.until(lambda: STARTED in first.written, seconds=60)
        server.fail("sendMessage", *(Fault(delay=1.5) for _ in range(20)))
        for number in range(20):
            server.put(said("hallo", **person(100 + number)))
        await server.until(lambda: server.called("sendMessage"))
        async with bot(server.root, program=WHOLE_BOT, **kept) as second:
            await server.until(lambda: "Another process answers from" in second.written, 60)
            assert await first.end(signal.SIGTERM) == 0
            server.put(said("und jetzt?", **person(200)))
            await server.until(lambda: server.texts(200))
            assert await second.end(signal.SIGTERM) == 0
    assert [len(server.texts(100 + number)) for number in range(20)] == [1] * 20
    assert "No other process answers from" in second.written


async def test_a_wrong_token_is_one_line_and_exit_code_2() -> None:
    wrong = "4711:AAwrongwrongwrongwrongwrongwrong"
    async with BotApiServer() as server, bot(server.root, wrong, "INFO") as running:
        assert await running.end() == 2
    (line,) = running.lines
    assert line.startswith(f"karrierebot: {server.root} does not accept TELEGRAM_BOT_TOKEN; ")


def test_a_missing_token_is_named() -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN is not set"):
        run_core(Settings(), simple(parrot))


async def test_the_whole_program_answers_from_its_knowledge() -> None:
    async with BotApiServer() as server, bot(server.root, program=WHOLE_BOT) as running:
        server.put(said("/gehalt leuchtturmwärter"))
        await server.until(lambda: server.sent, seconds=60)
        (answer,) = server.sent
        (row, *_) = answer["reply_markup"]["inline_keyboard"]
        server.put(pressed(row[0]["callback_data"]))
        server.put(said(**CONTENTS["voice"]))
        server.put(said("<script>/gibtsnicht & co</script>", **person(8)))
        await server.until(lambda: len(server.sent) == 4)
        assert await running.end(signal.SIGTERM) == 0
    assert "€" in answer["caption"]
    sent = len(server.called("sendMessage")) + len(server.called("sendPhoto"))
    assert sent == len(server.sent)
    assert not server.open_queries
    assert STARTED in running.written
    assert "leuchtturm" not in running.written.lower().replace("knowledge_small", "")


async def test_the_whole_program_follows_its_knowledge_and_tells_the_admins(
    tmp_path: Path,
) -> None:
    root = tmp_path / "kb"
    shutil.copytree(ROOT / "tests" / "knowledge_small", root)
    greeting = root / "intents" / "greeting.yaml"
    text = greeting.read_text(encoding="utf-8")
    program = ("-m", "bot", "run", "--knowledge", str(root))
    async with (
        BotApiServer() as server,
        bot(server.root, program=program, ADMIN_CHAT_IDS="99") as running,
    ):
        server.put(said("hallo"))
        await server.until(lambda: server.texts(7), seconds=90)
        greeting.write_text(text.replace("Hallo!", "Ahoi!"), encoding="utf-8")
        await server.until(lambda: "New knowledge is live" in running.written, seconds=90)
        server.put(said("hallo"))
        await server.until(lambda: len(server.texts(7)) == 2)
        greeting.write_text(text.replace("topic:", "topik:"), encoding="utf-8")
        await server.until(lambda: server.texts(99), seconds=90)
        server.put(said("hallo"))
        await server.until(lambda: len(server.texts(7)) == 3)
        greeting.write_text(text, encoding="utf-8")
        await server.until(lambda: len(server.texts(99)) == 2, seconds=90)
        server.put(said("hallo"))
        await server.until(lambda: len(server.texts(7)) == 4)
        assert await running.end(signal.SIGTERM) == 0
    starts = [answer.split("!")[0] for answer in server.texts(7)]
    assert starts == ["Hallo", "Ahoi", "Ahoi", "Hallo"]
    refused, repaired = server.texts(99)
    assert f"{greeting}:1:1 E201" in refused
    assert "live" in repaired


async def test_a_folder_broken_at_the_start_is_said_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq" / "x.yaml").write_text("x: [", encoding="utf-8")
    program = ("-m", "bot", "run", "--knowledge", str(tmp_path))
    async with BotApiServer() as server, bot(server.root, program=program) as running:
        async with asyncio.timeout(90):
            assert await running.process.wait() == 1
        assert not server.calls
    assert f"{tmp_path}/faq/x.yaml:1:4 E120" in running.written
    assert running.lines[-1].startswith("karrierebot: the knowledge in ")


async def test_after_a_sigkill_the_chats_go_on_and_nothing_is_answered_again(
    tmp_path: Path,
) -> None:
    where = {"DATABASE_URL": f"sqlite:///{tmp_path}/data/bot.db"}
    async with BotApiServer() as server:
        async with bot(server.root, **where) as running:
            server.put(said("a"))
            await server.until(lambda: server.texts(7), seconds=60)
            server.fail("sendMessage", Fault(), Fault(hold=asyncio.Event()))
            server.put(said("b"))
            await server.until(lambda: len(server.texts(7)) == 2)
            server.put(said("lost on the way", **person(8)))
            await server.until(lambda: len(server.called("sendMessage")) == 3)
            await running.end(signal.SIGKILL)
        async with bot(server.root, **where) as running:
            await server.until(lambda: server.texts(8), seconds=60)
            server.put(said("c"))
            await server.until(lambda: len(server.texts(7)) == 3)
            assert await running.end(signal.SIGTERM) == 0
    assert server.texts(7) == ["said a", "said b after said a", "said c after said b"]
    assert server.texts(8) == ["said lost on the way"]


async def test_a_database_of_a_newer_program_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    database = sqlite3.connect(file)
    database.executescript(
        "CREATE TABLE meta (name TEXT, value TEXT); INSERT INTO meta VALUES ('version', '99');"
    )
    database.close()
    where = {"DATABASE_URL": f"sqlite:///{file}"}
    async with BotApiServer() as server, bot(server.root, level="INFO", **where) as running:
        assert await running.end() == 1
    (line,) = running.lines
    assert line.startswith("karrierebot: the database has version 99, and this program knows ")


async def test_a_database_that_cannot_be_reached_keeps_nobody_waiting_and_shows_no_password(
    tmp_path: Path,
) -> None:
    where = {"DATABASE_URL": "postgresql://bot:geheim@127.0.0.1:9/karriere"}
    async with BotApiServer() as server, bot(server.root, **where) as running:
        server.put(said("a"))
        await server.until(lambda: server.texts(7), seconds=60)
        server.put(said("b"))
        await server.until(lambda: len(server.texts(7)) == 2)
        assert await running.end(signal.SIGTERM) == 0
    assert server.texts(7) == ["said a", "said b after said a"]
    assert running.written.count("The database cannot be used: it cannot be reached.") == 1
    assert "Chats are kept in: PostgreSQL karriere on 127.0.0.1:9." in running.written
    assert "geheim" not in running.written
