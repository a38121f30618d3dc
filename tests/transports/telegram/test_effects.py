"""Showing and deleting what is kept of a chat, on the word of the core."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.context import Context, Message
from bot.dialogue.effects import Effect, EffectKind
from bot.dialogue.turn import Turn
from bot.storage.memory import MemoryStore
from bot.storage.values import Forgotten, Held
from tests.transports.telegram.cores import shell, simple, turn
from tests.transports.telegram.updates import said


def wishing(message: Message, context: Context) -> Turn:
    """Do what the message says: show, forget, or talk and remember."""
    kinds: dict[str, EffectKind] = {"show": "show_data", "forget": "forget"}
    made = turn("gut", context=Context(topic="salary"))
    if message.text not in kinds:
        return made
    effect = Effect(
        kinds[message.text], "Das ist:", "Nichts.", "Leer.", "Weiß nicht.", {"context": "Kontext"}
    )
    return replace(made, effects=(effect,))


async def test_what_is_kept_is_shown() -> None:
    async with shell(simple(wishing)) as bot:
        assert await bot.takes(said("show")) == ["gut\n\nNichts.\n\nLeer."]
        await bot.takes(said("x"))
        (shown,) = await bot.takes(said("show"))
    assert "• Kontext: 1" in shown


async def test_what_is_deleted_is_gone_and_nothing_of_the_turn_is_kept() -> None:
    store = MemoryStore()
    async with shell(simple(wishing), store=store) as bot:
        await bot.takes(said("x"))
        (told,) = await bot.takes(said("forget"))
    assert "• Kontext: 1" in told
    assert told.endswith("Leer.")
    held = await store.held(7, 7)
    assert (held.context, held.links, held.votes) == (None, 0, 0)


class _Unreachable(MemoryStore):
    async def held(self, chat: int, person: int | None = None) -> Held:
        return Held(complete=False)

    async def forget(self, chat: int, person: int | None = None) -> Forgotten:
        return Forgotten(complete=False)


@pytest.mark.parametrize("wish", ["show", "forget"])
async def test_what_could_not_be_looked_up_is_not_called_empty(wish: str) -> None:
    async with shell(simple(wishing), store=_Unreachable()) as bot:
        assert await bot.takes(said(wish)) == ["gut\n\nWeiß nicht."]
