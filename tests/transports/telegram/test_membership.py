"""Being added, blocked, thrown out and moved."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from bot.dialogue.context import Context
from bot.storage.marks import update_key
from bot.storage.memory import MemoryStore
from bot.storage.values import Handled
from tests.transports.telegram.cores import shell
from tests.transports.telegram.updates import BOT, GROUP, MIA, PRIVATE, message, said

_ids = count(1)


def changed(old: str, new: str, chat: dict[str, Any] = GROUP, **sender: Any) -> dict[str, Any]:
    def member(status: str) -> dict[str, Any]:
        extra = {"until_date": 0} if status == "kicked" else {}
        rights = dict.fromkeys(
            ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
             "can_manage_video_chats", "can_restrict_members", "can_promote_members",
             "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
             "can_delete_stories"), False,
        )  # fmt: skip
        return {"status": status, "user": BOT, **extra, **(rights if "admin" in status else {})}

    return {
        "update_id": 70_000 + next(_ids),
        "my_chat_member": {
            "chat": chat, "from": {**MIA, **sender}, "date": 1,
            "old_chat_member": member(old), "new_chat_member": member(new),
        },
    }  # fmt: skip


async def remembering(chat: int) -> MemoryStore:
    store = MemoryStore()
    await store.finish(Handled(update_key("x", 1, chat, ""), Context(topic="salary")))
    return store


@pytest.mark.parametrize("status", ["member", "administrator"])
async def test_a_group_is_greeted_once(status: str) -> None:
    update = changed("left", status)
    async with shell() as bot:
        assert await bot.takes(update, update) == ["Hallo &lt;zusammen&gt;!"]
        assert bot.request.sent[0]["chat_id"] == GROUP["id"]
        assert await bot.takes(changed("member", "administrator")) == []


async def test_the_greeting_is_in_the_language_of_who_added_the_bot() -> None:
    async with shell() as bot:
        update = changed("left", "member", language_code="en-GB")
        assert await bot.takes(update) == ["Hello &lt;all&gt;!"]


@pytest.mark.parametrize("chat", [PRIVATE, {"id": -5, "type": "channel", "title": "C"}])
async def test_nobody_else_is_greeted(chat: dict[str, Any]) -> None:
    async with shell() as bot:
        assert await bot.takes(changed("kicked", "member", chat)) == []


@pytest.mark.parametrize(("chat", "status"), [(PRIVATE, "kicked"), (GROUP, "left")])
async def test_who_blocks_the_bot_is_quietly_forgotten(chat: dict[str, Any], status: str) -> None:
    store = await remembering(chat["id"])
    async with shell(store=store) as bot:
        assert await bot.takes(changed("member", status, chat)) == []
    assert await store.read(chat["id"]) == Context()


@pytest.mark.parametrize(
    "service",
    [
        {"chat": {**GROUP, "id": -5, "type": "group"}, "migrate_to_chat_id": -100},
        {"chat": GROUP, "migrate_from_chat_id": -5},
    ],
)
async def test_a_group_that_moves_keeps_its_memory(service: dict[str, Any]) -> None:
    store = await remembering(-5)
    async with shell(store=store) as bot:
        assert await bot.takes(said(**service)) == []
    assert (await store.read(-100)).topic == "salary"
    assert await store.read(-5) == Context()


async def test_a_reply_that_finds_its_group_moved_takes_the_memory_along() -> None:
    store = await remembering(-5)
    old = {**GROUP, "id": -5, "type": "group"}
    async with shell(store=store) as bot:
        bot.request.refuse("sendMessage", 400, "Bad Request: moved", migrate_to_chat_id=-100)
        by_bot = message("x", chat=old, **{"from": BOT})
        await bot.takes(said("hm", chat=old, reply_to_message=by_bot))
    assert (await store.read(-100)).entry == "said hm"
