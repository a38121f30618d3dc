"""Each promise of the privacy text, kept by the real shell, core and store over a moved clock."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from bot.cli.opening import terms_with_store
from bot.dialogue.context import Context, Message
from bot.dialogue.front import front_of
from bot.dialogue.respond import respond
from bot.dialogue.terms import Terms
from bot.dialogue.turn import Turn
from bot.matching.index import Index
from bot.settings import Settings
from bot.storage.sql.address import file_address
from bot.storage.sql.database import Database
from bot.storage.sql.store import SqlStore
from bot.storage.values import KeepQuestions
from tests.storage.conftest import Clock
from tests.transports.telegram.cores import Shell, shell, simple
from tests.transports.telegram.updates import BOT, edited, message, pressed, said

TODAY = date(2026, 11, 21)
SECRET = "Zwirbelwolke"
KEPT = ("counts", "scrubbed", "off")


def terms(keep: str = "counts") -> Terms:
    """Return the terms as a running bot has them."""
    return terms_with_store(
        Settings.from_environment({"KEEP_QUESTIONS": keep, "KARRIEREBOT_DATA": "/data"})
    )


@dataclass
class Bot:
    """A chat with the bot, its clock, and the file it keeps things in."""

    shell: Shell
    store: SqlStore
    clock: Clock
    folder: Path

    async def say(self, text: str, **fields: object) -> str:
        """Return what the bot answers, all messages together."""
        return "\n".join(await self.shell.takes(said(text, **fields)))

    async def later(self, days: int) -> None:
        self.clock.go(days=days)
        await self.store.sweep()

    def is_on_disk(self, word: str) -> bool:
        return any(word.encode() in file.read_bytes() for file in self.folder.iterdir())

    def rows(self) -> int:
        """Return how many rows of any table tell of the chat."""
        with closing(sqlite3.connect(self.folder / "bot.db")) as db:
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master")]
            named = [
                name
                for name in tables
                if any(row[1] == "chat" for row in db.execute(f"PRAGMA table_info('{name}')"))
            ]
            counts = [
                db.execute(f"SELECT count(*) FROM {name} WHERE chat = 7").fetchone()[0]  # noqa: S608
                for name in named
            ]
        return sum(cast("list[int]", counts))


@asynccontextmanager
async def running(index: Index, folder: Path, keep: str = "counts") -> AsyncIterator[Bot]:
    clock, told = Clock(), terms(keep)

    def answer(message: Message, context: Context) -> Turn:
        turn = respond(message, context, index, TODAY, terms=told)
        return replace(turn, reply=replace(turn.reply, attachments=()))  # nothing to draw here

    database = Database(file_address(folder / "bot.db"))
    kept = KeepQuestions(keep)
    store = SqlStore(database, BOT["id"], keep=kept, shared=False, now=clock)
    core = simple(answer, front_of(index.knowledge))
    try:
        async with shell(core, store=store) as bot:
            yield Bot(bot, store, clock, folder)
    finally:
        await store.close()


async def test_the_text_names_the_times_that_the_store_keeps_to(
    guided: Index, tmp_path: Path
) -> None:
    async with running(guided, tmp_path) as bot:
        text = await bot.say("/datenschutz")
    for days in (90, 2, 30, 730):
        assert f"{days} Tage" in text


async def test_a_follow_up_works_for_90_days_and_then_no_more(
    guided: Index, tmp_path: Path
) -> None:
    async with running(guided, tmp_path) as bot:
        await bot.say("gehalt keeper")
        await bot.later(89)
        assert "3.000 €" in await bot.say("und im monat?")
        await bot.later(91)
        assert "3.000 €" not in await bot.say("und im monat?")


async def test_numbers_of_messages_are_kept_for_two_days_without_their_text(
    guided: Index, tmp_path: Path
) -> None:
    question = said("gehalt keeper " + SECRET, message_id=5)
    async with running(guided, tmp_path) as bot:
        assert await bot.shell.takes(question)
        assert await bot.shell.takes(question) == []
        await bot.shell.takes(edited("aufgaben keeper", message_id=5))
        assert len(bot.shell.request.called("editMessageText")) == 1
        assert not bot.is_on_disk(SECRET)
        await bot.later(3)
        await bot.shell.takes(edited("gehalt keeper", message_id=5))
        assert len(bot.shell.request.called("editMessageText")) == 1


async def test_a_thumb_may_be_changed_for_30_days(guided: Index, tmp_path: Path) -> None:
    card = message("Antwort", **{"from": BOT, "message_id": 9})

    async def vote(bot: Bot, sign: str) -> list[str]:
        await bot.shell.takes(pressed(f"vote {sign} de salary", message=card))
        counts = await bot.store.counts(date(2000, 1, 1))
        return sorted(c.outcome for c in counts for _ in range(c.number) if "thumb" in c.outcome)

    async with running(guided, tmp_path) as bot:
        (up,) = await vote(bot, "+")
        await bot.later(29)
        (down,) = await vote(bot, "-")
        assert up != down
        assert await vote(bot, "-") == [down]
        await bot.later(31)
        assert len(await vote(bot, "+")) == 2


async def test_statistics_hold_no_person_and_go_after_730_days(
    guided: Index, tmp_path: Path
) -> None:
    async with running(guided, tmp_path) as bot:
        await bot.say("gehalt keeper")
        await bot.say("/loeschen")
        assert await bot.store.counts(date(2000, 1, 1))
        assert bot.rows() == 0
        await bot.later(731)
        assert await bot.store.counts(date(2000, 1, 1)) == []


@pytest.mark.parametrize("keep", KEPT)
async def test_of_a_question_not_understood_stays_what_the_text_says(
    keep: str, guided: Index, tmp_path: Path
) -> None:
    async with running(guided, tmp_path, keep) as bot:
        text = await bot.say("/datenschutz")
        await bot.say(f"{SECRET} grummelt 0171 5551234 mia@hafen.example")
        assert bot.is_on_disk("grummelt") == (keep == "scrubbed")
        assert not any(map(bot.is_on_disk, ("5551234", "hafen.example")))
        assert bool(await bot.store.inbox(None)) == (keep == "counts")
        assert ("aufgehobene" in await bot.say("/daten")) == (keep == "scrubbed")
        await bot.later(31)
        assert not bot.is_on_disk("grummelt")
    assert ("ihr Text" in text) == (keep == "scrubbed")
    assert ("nicht einmal eine Zahl" in text) == (keep == "off")


@pytest.mark.parametrize("end", ["/abbrechen", "Fertig"])
async def test_what_a_helper_is_told_is_kept_until_it_ends(
    end: str, guided: Index, tmp_path: Path
) -> None:
    async with running(guided, tmp_path) as bot:
        for text in ("/brief", "ja", SECRET, "Kiel"):
            await bot.say(text)
        assert bot.is_on_disk(SECRET)
        assert SECRET in await bot.say("/daten")
        await bot.say("weiter")
        await bot.say(end)
        assert not bot.is_on_disk(SECRET)
        assert SECRET not in await bot.say("/daten")


async def test_deleting_leaves_no_row_and_no_byte_of_a_chat(guided: Index, tmp_path: Path) -> None:
    async with running(guided, tmp_path, "scrubbed") as bot:
        for text in ("gehalt keeper", f"{SECRET} grummelt", "/brief", "ja", SECRET):
            await bot.say(text)
        await bot.shell.takes(pressed("vote + de salary"))
        assert bot.rows() > 0
        proof = await bot.say("/loeschen")
        assert "noch einmal nachgesehen" in proof
        assert bot.rows() == 0
        assert not bot.is_on_disk(SECRET)
        assert not bot.is_on_disk("grummelt")


async def test_no_log_has_a_word_of_a_message(
    guided: Index, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "bot"):
        async with running(guided, tmp_path) as bot:
            for text in (SECRET, f"gehalt {SECRET}", "/brief", "ja", SECRET, "/loeschen"):
                await bot.say(text)
    assert SECRET not in caplog.text
