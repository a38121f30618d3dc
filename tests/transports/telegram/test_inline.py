"""Inline mode: what people see while they type, and that it never shows an error."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest

from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.search import Found
from bot.transports.telegram.application import Core
from tests.transports.telegram.bot_api_chats import as_json, check_inline_results
from tests.transports.telegram.cores import FRONT, parrot, shell, simple
from tests.transports.telegram.updates import MIA, said

_ids = count(1)


def typed(query: str, **fields: Any) -> dict[str, Any]:
    number = next(_ids)
    asked = {"id": f"q{number}", "from": MIA, "query": query, "offset": ""}
    return {"update_id": 50_000 + number, "inline_query": {**asked, **fields}}


def finding(*found: Found) -> Core:
    async def search(query: str, language: str | None) -> Sequence[Found]:
        return found

    return Core(simple(parrot).answer, lambda: FRONT, search)


def article(name: str, text: str = "36.000 € <brutto>", summary: str = "kurz") -> Found:
    reply = Reply("answer", "de", "salary", (Paragraph(text, "lead"),))
    return Found(name, f"Titel {name}", summary, reply)


async def answered(core: Core, *updates: dict[str, Any]) -> dict[str, Any]:
    async with shell(core) as bot:
        assert await bot.takes(*updates) == []
        (answer,) = bot.request.called("answerInlineQuery")
    answer["results"] = as_json(answer["results"])
    check_inline_results(answer["results"])
    return answer


async def test_found_answers_are_articles_in_html() -> None:
    answer = await answered(finding(article("a"), article("b")), typed("gehalt backe"))
    first, second = answer["results"]
    assert (first["id"], first["title"], first["description"]) == ("a", "Titel a", "kurz")
    assert first["input_message_content"]["message_text"] == "<b>36.000 € &lt;brutto&gt;</b>"
    assert first["input_message_content"]["parse_mode"] == "HTML"
    assert second["id"] == "b"


async def test_what_is_found_may_be_cached_for_this_person_only() -> None:
    answer = await answered(finding(article("a")), typed("x"))
    assert (answer["is_personal"], answer["cache_time"]) == (True, 300)
    assert "next_offset" not in answer


async def test_an_article_leads_to_the_bot() -> None:
    answer = await answered(finding(article("a")), typed("x"))
    (((button,),),) = (answer["results"][0]["reply_markup"]["inline_keyboard"],)
    assert button == {"text": "Frag mich", "url": "https://t.me/KarriereBot"}


async def test_where_nothing_is_found_the_way_to_the_bot_is_shown() -> None:
    answer = await answered(finding(), typed("wetter"))
    assert answer["results"] == []
    assert answer["button"] == {"text": "Frag mich", "start_parameter": "wetter"}


@pytest.mark.parametrize(
    ("query", "payload"),
    [
        ("Selbsttest", "selbsttest"),
        (" gehalt  Bäcker ", "gehalt_baecker"),
        ("", "inline"),
        ("was nun?", "inline"),
        ("зарплата", "inline"),
        ("x" * 65, "inline"),
        ("<b>", "inline"),
    ],
)
async def test_the_way_to_the_bot_opens_what_was_typed(query: str, payload: str) -> None:
    answer = await answered(finding(), typed(query))
    assert answer["button"]["start_parameter"] == payload


async def test_there_is_no_second_page() -> None:
    answer = await answered(finding(article("a")), typed("x", offset="50"))
    assert answer["results"] == []
    assert "button" not in answer


@pytest.mark.parametrize("text", ["", " ", "x" * 100_000])
async def test_nothing_telegram_would_refuse_is_offered(text: str) -> None:
    answer = await answered(finding(article("a", text=text, summary="s" * 5000)), typed("x"))
    assert len(answer["results"]) == (1 if text.strip() else 0)


async def test_a_query_typed_on_meanwhile_is_quiet(caplog: pytest.LogCaptureFixture) -> None:
    async with shell(finding(article("a"))) as bot:
        bot.request.refuse("answerInlineQuery", 400, "Bad Request: query is too old")
        await bot.takes(typed("x"))
    assert caplog.records == []


async def test_a_failing_search_shows_nothing_and_says_so_in_one_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def search(query: str, language: str | None) -> Sequence[Found]:
        raise KeyError(query)

    async with shell(Core(simple(parrot).answer, lambda: FRONT, search)) as bot:
        assert await bot.takes(typed("mein Geheimnis")) == []
    (record,) = caplog.records
    assert "KeyError" in record.getMessage()
    assert "Geheimnis" not in caplog.text


async def test_without_a_search_there_is_no_inline_mode() -> None:
    async with shell(simple(parrot)) as bot:
        await bot.takes(typed("x"))
        assert bot.request.calls == []


async def test_a_message_sent_by_way_of_the_bot_is_not_answered() -> None:
    async with shell(finding(article("a"))) as bot:
        via = {"id": 4711, "is_bot": True, "first_name": "K"}
        assert await bot.takes(said("36.000 €", via_bot=via)) == []
