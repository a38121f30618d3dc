"""What operators see from their phone: short, in their language, without anybody's id."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.operating.desk import Desk
from bot.storage.marks import update_key
from bot.storage.memory import MemoryStore
from bot.storage.values import Ballot, Handled, KeepQuestions, Missed, Tally
from tests.operating.conftest import served
from tests.operating.folders import faq

TODAY = datetime.now(UTC).date()


async def asked(*tallies: Tally) -> MemoryStore:
    store = MemoryStore(KeepQuestions.SCRUBBED)
    for number, tally in enumerate(tallies):
        await store.finish(Handled(update_key("x", number, number, ""), tally=tally))
    return store


@pytest.mark.parametrize(("language", "word"), [("de", "Keine Fehler"), ("fr", "No errors")])
async def test_the_state_of_a_sound_folder(tmp_path: Path, language: str, word: str) -> None:
    async with served(tmp_path / "kb") as bot:
        desk = Desk(bot.serving)
        digest = bot.serving.live.facts.digest
        assert digest[:8] in await desk.status(language)
        assert word in await desk.problems(language)


async def test_a_refused_change_is_shown_with_file_and_line(tmp_path: Path) -> None:
    async with served(tmp_path / "kb") as bot:
        desk = Desk(bot.serving)
        bot.file.write_text(faq(4).replace("topic: help", "topik: help", 1), encoding="utf-8")
        await bot.refusals(1)
        shown = await desk.problems("de")
        assert f"{bot.file.name}:2:3 E201" in shown
        assert "1" in await desk.status("de")


async def test_the_inbox_puts_alike_questions_together(tmp_path: Path) -> None:
    store = MemoryStore(KeepQuestions.SCRUBBED)
    for chat in range(3):
        missed = Missed("no_intent", "de", "wie lange zieht grüner tee?")
        await store.finish(Handled(update_key("x", chat, chat, ""), missed=missed))
    async with served(tmp_path / "kb") as bot:
        desk = Desk(bot.serving)
        assert "3x" in await desk.inbox(store, "de")
        assert "leer" in await desk.inbox(MemoryStore(), "de")


async def test_the_figures_count_messages_apart_from_thumbs(tmp_path: Path) -> None:
    store = await asked(
        Tally("salary", "answer", "de"), Tally("salary", "answer", "de"),
        Tally(None, "fallback", "en"), Tally("start", "command", "de"),
    )  # fmt: skip
    await store.vote(Ballot(1, 1, 1, "salary", "de", up=True))
    async with served(tmp_path / "kb") as bot:
        shown = await Desk(bot.serving).stats(store, TODAY, "en")
        nothing = await Desk(bot.serving).stats(MemoryStore(), date(2026, 1, 1), "en")
    assert "4 messages, 67 % answered" in shown
    assert "de 3, en 1 · 👍 1 · 👎 0" in shown
    assert "- salary: 2" in shown
    assert "Nothing was asked" in nothing


async def test_a_question_is_explained(tmp_path: Path) -> None:
    async with served(tmp_path / "kb") as bot:
        assert "tea" in await Desk(bot.serving).explained("tea?", "en")
