"""What goes wrong while sending, and who learns of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from telegram.error import NetworkError, TimedOut

from bot.dialogue.context import Context, Message
from bot.dialogue.front import Front
from bot.dialogue.turn import Turn
from bot.transports.telegram.patience import OTHERS, Patience
from tests.transports.telegram.cores import shell, simple
from tests.transports.telegram.updates import MIA, edited, pressed, said

SECRET = "mein Gehalt ist geheim"


@pytest.fixture(autouse=True)
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Collect the log, and hold that no word of a user is ever in it."""
    caplog.set_level(logging.INFO, "bot")
    collected: list[str] = []
    yield collected
    assert SECRET not in caplog.text
    assert "Traceback" not in caplog.text


async def broken(_message: Message, context: Context) -> Turn:
    raise KeyError(SECRET)


async def test_network_errors_are_tried_again_with_growing_pauses() -> None:
    async with shell() as bot:
        bot.request.refuse("sendMessage", NetworkError("weg"))
        bot.request.refuse("sendMessage", TimedOut())
        bot.request.refuse("sendMessage", 502, "Bad Gateway")
        assert await bot.takes(said("hallo")) == ["said hallo"] * 4
    assert bot.slept == [0.5, 1.0, 2.0]


@pytest.mark.parametrize(
    ("status", "description"),
    [(401, "Unauthorized"), (404, "Not Found"), (409, "Conflict: terminated by other request")],
)
async def test_a_server_that_does_not_know_the_bot_for_a_moment_is_asked_again(
    status: int, description: str
) -> None:
    async with shell() as bot:
        for _ in range(2):
            bot.request.refuse("sendMessage", status, description)
        assert await bot.takes(said("hallo")) == ["said hallo"] * 3
    assert bot.slept == [0.5, 1.0]


async def test_while_nothing_gets_through_a_reply_is_never_given_up() -> None:
    async with shell() as bot:
        for _ in range(30):
            bot.request.refuse("sendMessage", 502, "Bad Gateway")
        assert await bot.takes(said("hallo")) == ["said hallo"] * 31
    assert bot.slept == [0.5, 1.0, 2.0, 4.0] + [8.0] * 26


async def test_what_fails_while_others_arrive_is_given_up_in_one_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    arrived = 0

    async def others(_: float) -> None:
        nonlocal arrived
        arrived += 1
        for _ in range(OTHERS):
            patience.got_through()

    patience = Patience(sleep=others)
    async with shell(patience=patience) as bot:
        for _ in range(10):
            bot.request.refuse("sendMessage", 500, "Internal Server Error")
        assert await bot.takes(said(SECRET)) == [f"said {SECRET}"] * 6
    assert arrived == 5
    (record,) = caplog.records
    assert record.getMessage().startswith("A reply was not delivered: NetworkError at ")


async def test_telegram_is_given_the_time_it_asks_for() -> None:
    async with shell() as bot:
        bot.request.refuse("sendMessage", 429, "Too Many Requests", retry_after=17)
        assert await bot.takes(said("hallo")) == ["said hallo"] * 2
    assert bot.slept == [17]


async def test_a_flood_wait_of_an_hour_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    async with shell() as bot:
        bot.request.refuse("sendMessage", 429, "Too Many Requests", retry_after=3600)
        assert await bot.takes(said(SECRET)) == [f"said {SECRET}"]
    assert bot.slept == []
    assert "RetryAfter" in caplog.records[0].getMessage()


async def test_a_blocked_bot_is_quiet(caplog: pytest.LogCaptureFixture) -> None:
    async with shell() as bot:
        bot.request.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
        assert await bot.takes(said(SECRET)) == [f"said {SECRET}"]
    assert caplog.records == []
    assert bot.slept == []


@pytest.mark.parametrize("description", ["chat not found", "MESSAGE IS NOT MODIFIED"])
async def test_races_are_quiet(description: str, caplog: pytest.LogCaptureFixture) -> None:
    async with shell() as bot:
        bot.request.refuse("sendMessage", 400, f"Bad Request: {description}")
        await bot.takes(said("hallo"))
    assert caplog.records == []


async def test_html_telegram_refuses_is_sent_as_text() -> None:
    async with shell() as bot:
        bot.request.refuse("sendMessage", 400, "Bad Request: can't parse entities: <b>")
        await bot.takes(said("a < b"))
        first, second = bot.request.sent
    assert (first["text"], first["parse_mode"]) == ("said a &lt; b", "HTML")
    assert second["text"] == "said a < b"
    assert "parse_mode" not in second


async def test_a_question_deleted_meanwhile_is_not_quoted() -> None:
    async with shell() as bot:
        bot.request.refuse("sendMessage", 400, "Bad Request: message to be replied not found")
        await bot.takes(edited("hallo"))
        first, second = bot.request.sent
    assert "reply_parameters" in first
    assert "reply_parameters" not in second


async def test_buttons_telegram_refuses_are_left_out() -> None:
    async with shell() as bot:
        bot.request.refuse("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID")
        await bot.takes(said("choices"))
        first, second = bot.request.sent
    assert "reply_markup" in first
    assert "reply_markup" not in second


async def test_a_group_that_moved_is_answered_at_its_new_place() -> None:
    async with shell() as bot:
        bot.request.refuse("sendMessage", 400, "Bad Request: moved", migrate_to_chat_id=-200)
        await bot.takes(said("hallo"))
        assert [sent["chat_id"] for sent in bot.request.sent] == [7, -200]


async def test_a_refusal_that_cannot_be_mended_is_one_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with shell() as bot:
        bot.request.refuse("sendMessage", 400, f"Bad Request: {SECRET}")
        assert await bot.takes(said(SECRET)) == [f"said {SECRET}"]
    (record,) = caplog.records
    assert record.getMessage().startswith("A reply was refused by Telegram: BadRequest at ")


@pytest.mark.parametrize("update", [said(SECRET), edited(SECRET), pressed("x")])
async def test_a_mistake_of_ours_is_logged_and_excused(
    update: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    async with shell(simple(broken)) as bot:
        assert await bot.takes(update) == ["Pardon &lt;!&gt;"]
    (record,) = caplog.records
    assert record.getMessage().startswith("A message was not answered: KeyError at ")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("en-GB", "Sorry &lt;!&gt;"), ("fr", "Pardon &lt;!&gt;"), (None, "Pardon &lt;!&gt;")],
)
async def test_the_excuse_is_in_the_language_of_the_app(code: str | None, sentence: str) -> None:
    sender = {**MIA, "language_code": code}
    async with shell(simple(broken)) as bot:
        assert await bot.takes(said("x", **{"from": sender})) == [sentence]


async def test_without_words_for_an_excuse_there_is_none() -> None:
    async with shell(simple(broken, Front())) as bot:
        assert await bot.takes(said("x")) == []


async def test_an_excuse_that_cannot_be_sent_changes_nothing() -> None:
    async with shell(simple(broken)) as bot:
        bot.request.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
        await bot.takes(said("x"))
        assert await bot.takes(said("y")) == ["Pardon &lt;!&gt;"]


async def test_a_failed_answer_leaves_the_memory_as_it_was() -> None:
    async with shell() as bot:
        await bot.takes(said("a"))
        bot.request.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
        await bot.takes(said("b"))
        assert await bot.takes(said("c")) == ["said c after said a"]
