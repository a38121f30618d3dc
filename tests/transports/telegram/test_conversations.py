"""What people do in chats, through the real application."""

from __future__ import annotations

import pytest

from bot.dialogue.context import Context, Message
from bot.dialogue.reply import Choice
from bot.dialogue.turn import Turn
from tests.transports.telegram.cores import parrot, shell, simple, turn
from tests.transports.telegram.updates import (
    CONTENTS,
    GROUP,
    MIA,
    PRIVATE,
    edited,
    message,
    person,
    pressed,
    said,
)

BY_THE_BOT = message("Antwort", **{"from": {"id": 4711, "is_bot": True, "first_name": "K"}})
BY_MIA = message("Hallo zusammen", chat=GROUP)


async def test_a_text_is_answered_in_its_chat() -> None:
    async with shell() as bot:
        assert await bot.takes(said("was verdient man?")) == ["said was verdient man?"]
        (sent,) = bot.request.sent
    assert sent["chat_id"] == 7
    assert sent["parse_mode"] == "HTML"
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert "reply_parameters" not in sent
    assert "reply_markup" not in sent


@pytest.mark.parametrize("text", ["/gehalt", "/gehalt backend", "/gibtsnicht", "/gehalt@Anderer"])
async def test_commands_reach_the_core_as_text(text: str) -> None:
    async with shell() as bot:
        assert await bot.takes(said(text)) == [f"said {text}"]


async def test_the_name_of_the_bot_is_dropped_from_commands() -> None:
    async with shell() as bot:
        sent = await bot.takes(said("/gehalt@karrierebot senior backend"))
        assert sent == ["said /gehalt senior backend"]


async def test_html_of_users_comes_back_as_text() -> None:
    async with shell() as bot:
        assert await bot.takes(said("<b>&</b>")) == ["said &lt;b&gt;&amp;&lt;/b&gt;"]


@pytest.mark.parametrize("code", ["de-AT", "en", None])
async def test_the_core_learns_the_language_of_the_app(code: str | None) -> None:
    heard: list[str | None] = []

    async def listen(message: Message, _: Context) -> Turn:
        heard.append(message.language_code)
        return turn("ja")

    sender = {**MIA, "language_code": code} if code else {"id": 7, "is_bot": False}
    async with shell(simple(listen)) as bot:
        await bot.takes(said("hallo", **{"from": {"first_name": "Mia", **sender}}))
        await bot.takes(pressed("x", **{"from": {"first_name": "Mia", **sender}}))
    assert heard == [code, code]


async def test_each_chat_has_a_memory_of_its_own() -> None:
    async with shell() as bot:
        sent = await bot.takes(
            said("a"), said("b", **person(8)), said("c"), said("d", **person(8))
        )
    assert sent == ["said a", "said b", "said c after said a", "said d after said b"]


async def test_buttons_stand_under_the_last_part() -> None:
    async def talk(_message: Message, _context: Context) -> Turn:
        return turn("a" * 3000, "b" * 3000, choices=(Choice("Mehr", "salary more"),))

    async with shell(simple(talk)) as bot:
        await bot.takes(said("los"))
        first, second = bot.request.sent
    assert "reply_markup" not in first
    assert second["reply_markup"]["inline_keyboard"] == [
        [{"text": "Mehr", "callback_data": "salary more"}]
    ]


async def test_a_pressed_button_is_acknowledged_and_answered_below() -> None:
    async with shell() as bot:
        update = pressed("salary month")
        assert await bot.takes(update) == ["pressed salary month"]
        names = [name for name, _ in bot.request.calls]
    assert names == ["answerCallbackQuery", "sendMessage"]


async def test_a_press_too_old_to_acknowledge_is_answered_all_the_same() -> None:
    async with shell() as bot:
        bot.request.refuse("answerCallbackQuery", 400, "Bad Request: query is too old")
        assert await bot.takes(pressed("x")) == ["pressed x"]


async def test_a_button_under_a_vanished_message_still_works() -> None:
    inaccessible = {"chat": {**PRIVATE, "id": 9}, "message_id": 3, "date": 0}
    async with shell() as bot:
        await bot.takes(pressed("x", message=inaccessible), pressed("y", message=None))
        assert [sent["chat_id"] for sent in bot.request.sent] == [9, 7]


async def test_a_press_without_data_is_only_acknowledged() -> None:
    async with shell() as bot:
        assert await bot.takes(pressed("", data=None, game_short_name="g")) == []
        assert [name for name, _ in bot.request.calls] == ["answerCallbackQuery"]


async def test_an_edited_question_is_answered_as_a_reply_to_it() -> None:
    async with shell() as bot:
        assert await bot.takes(edited("/gehalt backend", message_id=55)) == [
            "said /gehalt backend"
        ]
        assert bot.request.sent[0]["reply_parameters"] == {
            "message_id": 55,
            "allow_sending_without_reply": True,
        }


async def test_a_moving_live_location_is_answered_once() -> None:
    place = CONTENTS["location"]
    async with shell() as bot:
        assert await bot.takes(said(**place), edited(**place)) == ["pressed unsupported"]


@pytest.mark.parametrize("content", CONTENTS.values(), ids=list(CONTENTS))
async def test_what_is_no_text_gets_an_answer(content: dict[str, object]) -> None:
    async with shell() as bot:
        assert await bot.takes(said(**content)) == ["pressed unsupported"]


async def test_a_caption_counts_as_the_text() -> None:
    async with shell() as bot:
        sent = await bot.takes(said(caption="Ist das gut?", **CONTENTS["photo"]))
        assert sent == ["said Ist das gut?"]


async def test_an_album_is_answered_once() -> None:
    photo = CONTENTS["photo"]
    async with shell() as bot:
        first = await bot.takes(*(said(media_group_id="1", **photo) for _ in range(3)))
        other = await bot.takes(said(media_group_id="2", **photo))
    assert len(first) == len(other) == 1


async def test_words_below_a_later_photo_of_an_album_are_answered() -> None:
    photo = {**CONTENTS["photo"], "media_group_id": "1"}
    async with shell() as bot:
        sent = await bot.takes(said(**photo), said(caption="Gehalt?", **photo), said(**photo))
    assert sent == ["pressed unsupported", "said Gehalt? after pressed unsupported"]


@pytest.mark.parametrize(
    "fields",
    [
        {"new_chat_members": [MIA]},
        {"left_chat_member": MIA},
        {"pinned_message": BY_MIA},
        {"new_chat_title": "Neu"},
        {"migrate_to_chat_id": -200},
        {"text": "42", "via_bot": {"id": 1, "is_bot": True, "first_name": "B"}},
        {"text": "hi", "from": {"id": 1, "is_bot": True, "first_name": "B"}},
        {"text": "/gehalt", "chat": GROUP, "is_automatic_forward": True},
    ],
    ids=str,
)
async def test_service_messages_and_bots_are_ignored(fields: dict[str, object]) -> None:
    async with shell() as bot:
        assert await bot.takes(said(**fields)) == []


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post", "business_message"])
async def test_posts_that_are_no_chat_messages_are_ignored(kind: str) -> None:
    async with shell() as bot:
        assert await bot.takes({"update_id": 1, kind: message("/gehalt")}) == []


async def test_an_update_of_an_unknown_kind_is_ignored() -> None:
    async with shell() as bot:
        assert await bot.takes({"update_id": 1, "telepathy": {"thought": "?"}}) == []


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("/gehalt backend", "/gehalt backend"),
        ("/gehalt@KarriereBot backend", "/gehalt backend"),
        ("/gibtsnicht@KarriereBot", "/gibtsnicht"),
        ("@KarriereBot was verdient man?", "was verdient man?"),
        ("@karrierebot, was verdient man?", "was verdient man?"),
        ("was meint @KarriereBot dazu?", "was meint dazu?"),
        ("@KarriereBot", ""),
    ],
)
async def test_in_groups_the_bot_answers_when_addressed(text: str, heard: str) -> None:
    async with shell() as bot:
        sent = await bot.takes(said(text, chat=GROUP, message_id=5))
        assert sent == [f"said {heard}".strip()]
        assert bot.request.sent[0]["reply_parameters"]["message_id"] == 5


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "was verdient man als backend developer?"},
        {"text": "/gehalt@AndererBot backend"},
        {"text": "/wetter morgen"},
        {"text": "frag doch @KarriereBotFan oder x@KarriereBot"},
        {"text": "genau", "reply_to_message": BY_MIA},
        CONTENTS["sticker"],
        {"caption": "mein Hund", **CONTENTS["photo"]},
    ],
    ids=str,
)
async def test_in_groups_the_bot_is_silent_otherwise(fields: dict[str, object]) -> None:
    async with shell() as bot:
        assert await bot.takes(said(chat=GROUP, **fields)) == []


async def test_in_groups_replies_to_the_bot_are_answered() -> None:
    async with shell() as bot:
        assert await bot.takes(
            said("und pro Monat?", chat=GROUP, reply_to_message=BY_THE_BOT),
            said(chat=GROUP, reply_to_message=BY_THE_BOT, **CONTENTS["sticker"]),
            said(chat=GROUP, caption="@KarriereBot gut so?", **CONTENTS["photo"]),
        ) == [
            "said und pro Monat?",
            "pressed unsupported after said und pro Monat?",
            "said gut so? after pressed unsupported",
        ]


async def test_in_a_topic_the_answer_stays_in_the_topic() -> None:
    topic = {
        "chat": {**GROUP, "is_forum": True},
        "message_thread_id": 77,
        "is_topic_message": True,
    }
    async with shell() as bot:
        await bot.takes(said("/gehalt", **topic))
        await bot.takes(pressed("x", message=message("Antwort", **topic)))
        assert [sent["message_thread_id"] for sent in bot.request.sent] == [77, 77]


async def test_an_anonymous_administrator_is_a_person() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    async with shell() as bot:
        sent = await bot.takes(
            said("/gehalt", chat=GROUP, sender_chat=GROUP, **{"from": anonymous})
        )
        assert sent == ["said /gehalt"]


async def test_a_reply_without_words_sends_nothing() -> None:
    async with shell(simple(lambda message, context: turn(""))) as bot:
        assert await bot.takes(said("hm")) == []


async def test_the_longest_question_is_answered() -> None:
    async with shell(simple(parrot)) as bot:
        parts = await bot.takes(said("<😀> " * 819))
        assert len(parts) > 1
        assert all(len(part.encode("utf-16-le")) // 2 <= 4096 for part in parts)
