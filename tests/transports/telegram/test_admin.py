"""The operators' desk: theirs alone, one card that changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.storage.store import Operating
from tests.transports.telegram.cores import parrot, shell, simple
from tests.transports.telegram.updates import BOT, GROUP, MIA, message, pressed, said

ADMIN = {"id": 7, "type": "private", "first_name": "Mia"}


class Papers:
    """A desk with one word on each paper."""

    def __init__(self) -> None:
        self.checked = 0

    async def status(self, language: str) -> str:
        return f"status {language} <x>"

    async def problems(self, language: str) -> str:
        return "problems"

    def check_again(self) -> None:
        self.checked += 1

    async def inbox(self, store: Operating, language: str) -> str:
        return f"inbox {len(await store.inbox())}"

    async def stats(self, store: Operating, today: date, language: str) -> str:
        return f"stats {len(await store.counts(date.min))}"

    async def explained(self, text: str, language: str) -> str:
        return f"explained {text}"


def desk(papers: Papers | None = None) -> Any:
    return shell(replace(simple(parrot), desk=papers or Papers()), admins=(7, -100))


def card(data: str, chat: dict[str, Any] = ADMIN, **fields: Any) -> dict[str, Any]:
    shown = message("Stand", chat=chat, **{"from": BOT, "message_id": 4242})
    return pressed(data, message=shown, **fields)


async def test_the_desk_opens_with_the_status_and_leads_to_the_rest() -> None:
    async with desk() as bot:
        (text,) = await bot.takes(said("/admin"))
        rows = bot.request.sent[0]["reply_markup"]["inline_keyboard"]
    assert text.startswith("<b>Stand</b>\n\nstatus de &lt;x&gt;")
    assert [button["callback_data"] for row in rows for button in row] == [
        "admin problems", "admin inbox", "admin stats",
    ]  # fmt: skip


async def test_a_button_changes_the_card() -> None:
    async with desk() as bot:
        await bot.takes(card("admin inbox"), card("admin stats"), card("admin status"))
        texts = [values["text"] for values in bot.request.called("editMessageText")]
        assert bot.request.sent == []
    assert [text.split("\n")[2] for text in texts] == ["inbox 0", "stats 0", "status de &lt;x&gt;"]


async def test_a_card_that_is_gone_is_shown_anew() -> None:
    async with desk() as bot:
        bot.request.refuse("editMessageText", 400, "Bad Request: message to edit not found")
        assert len(await bot.takes(card("admin inbox"))) == 1


async def test_the_folder_can_be_checked_again() -> None:
    papers = Papers()
    async with desk(papers) as bot:
        await bot.takes(card("admin again"), card("admin problems"))
    assert papers.checked == 1


async def test_a_question_can_be_tried() -> None:
    async with desk() as bot:
        (text,) = await bot.takes(said("/admin gehalt <b>"))
        assert "explained gehalt &lt;b&gt;" in text
        assert len(await bot.takes(said("/admin@KarriereBot gehalt"))) == 1


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("/admin inbox", "Posteingang"), ("/admin Posteingang", "Posteingang"),
        ("/admin stats", "Zahlen"), ("/admin prüfung", "Prüfung"), ("/admin figures ", "Zahlen"),
    ],
)  # fmt: skip
async def test_what_a_button_says_can_be_typed(words: str, page: str) -> None:
    async with desk() as bot:
        (text,) = await bot.takes(said(words))
        assert page in text


@pytest.mark.parametrize("words", ["/admin", "/admin gehalt", "/ADMIN"])
async def test_everybody_else_talks_to_the_core(words: str) -> None:
    other = {"from": {**MIA, "id": 8}, "chat": {"id": 8, "type": "private", "first_name": "P"}}
    async with desk() as bot:
        assert await bot.takes(said(words, **other)) == [f"said {words}"]
        (answer,) = await bot.takes(card("admin inbox", other["chat"], **{"from": other["from"]}))
        assert answer.startswith("pressed admin inbox")


async def test_an_operators_group_is_answered_there() -> None:
    async with desk() as bot:
        assert len(await bot.takes(said("/admin", chat=GROUP))) == 1
        assert bot.request.sent[0]["chat_id"] == -100
        assert await bot.takes(said("/admin@AndererBot", chat=GROUP)) == []


async def test_other_words_of_an_operator_are_questions() -> None:
    async with desk() as bot:
        assert await bot.takes(said("gehalt"), said("/administration")) == [
            "said gehalt", "said /administration after said gehalt",
        ]  # fmt: skip
