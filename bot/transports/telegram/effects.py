"""Carry out what a turn asks of the store: show what is kept of a chat, or delete it at once.

The words come from the turn. What could not be looked up is told as such, never as "nothing".
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.effects import Effect, told
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.storage.store import Chats
from bot.storage.values import Forgotten, Held


async def carry_out(turn: Turn, store: Chats, chat: int, person: int | None) -> Reply:
    """Return the turn's reply with what came of its effects."""
    reply = turn.reply
    for effect in turn.effects:
        reply = await _carried_out(effect, reply, store, chat, person)
    return reply


def forgets(turn: Turn) -> bool:
    """Tell whether nothing of this turn may be kept."""
    return any(effect.kind == "forget" for effect in turn.effects)


async def _carried_out(
    effect: Effect, reply: Reply, store: Chats, chat: int, person: int | None
) -> Reply:
    if effect.kind == "show_data":
        held = await store.held(chat, person)
        return told(reply, effect, _held(held) if held.complete else None)
    gone = await store.forget(chat, person)
    return told(reply, effect, _forgotten(gone) if gone.complete else None, gone.left)


def _held(held: Held) -> Mapping[str, int]:
    contexts = int(held.context is not None)
    return _named(contexts, held.links, held.votes, held.questions)


def _forgotten(gone: Forgotten) -> Mapping[str, int]:
    return _named(gone.contexts, gone.links, gone.votes, gone.questions)


def _named(contexts: int, links: int, votes: int, questions: int) -> Mapping[str, int]:
    return {"context": contexts, "links": links, "votes": votes, "questions": questions}
