"""The handlers of messages and buttons: read, ask the core, send or edit, remember.

Nothing about careers is decided here; errors are left to the error handler. An update whose
answer failed is given back to the store, so that its next delivery is a new try.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from telegram import Bot, CallbackQuery, Update
from telegram.ext import ContextTypes

from bot.dialogue.context import Context, Message
from bot.dialogue.front import Front
from bot.dialogue.turn import Turn
from bot.storage.store import Store
from bot.storage.values import Ballot, Handled, Missed, UpdateKey
from bot.storage.waiting import take
from bot.transports.telegram.effects import carry_out, forgets
from bot.transports.telegram.incoming import (
    FORM,
    UNSUPPORTED,
    Addressed,
    Incoming,
    read_message,
    read_press,
)
from bot.transports.telegram.keys import key_of, key_of_text
from bot.transports.telegram.outbox import Outbox, Sent
from bot.transports.telegram.plain_text import date_of, read_plain_text
from bot.transports.telegram.records import NOT_LIKED, ends_form, link_of, missed_of, tally_of
from bot.transports.telegram.rendered import RenderedBefore
from bot.transports.telegram.taps import Taps
from bot.transports.telegram.votes import Vote, read_vote

Answer = Callable[[Message, Context], Awaitable[Turn]]
"""The core, with its knowledge and its clock filled in."""


class Conversations:
    """Answers the messages and buttons of all chats."""

    def __init__(
        self, answer: Answer, store: Store, outbox: Outbox, front: Callable[[], Front]
    ) -> None:
        self._answer = answer
        self._store = store
        self._outbox = outbox
        self._front = front
        self._taps = Taps()
        self._rendered = RenderedBefore()

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a new or edited message, if it is for the bot."""
        me = Addressed(context.bot.id, context.bot.username, self._front().commands)
        incoming = read_message(update, me)
        if incoming is not None:
            await self._handle(key_of(update, context.bot), incoming)

    async def on_plain_text(self, item: Mapping[str, Any], bot: Bot) -> bool:
        """Answer a plain text as it came, and return True; do nothing with anything else."""
        me = Addressed(bot.id, bot.username, self._front().commands)
        incoming = read_plain_text(item, me)
        if incoming is None:
            return False
        key = key_of_text(item["update_id"], incoming, date_of(item), bot)
        await self._handle(key, incoming)
        return True

    async def on_press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a pressed button, below its message or by changing it."""
        query = update.callback_query
        if query is None:
            return
        vote = read_vote(query.data or "")
        if vote is not None:
            await self._vote(key_of(update, context.bot), query, vote)
            return
        incoming = read_press(update)
        repeated = incoming is not None and self._taps.repeats(incoming)
        await self._outbox.acknowledge(query.id)
        if incoming is not None and not repeated:
            await self._handle(key_of(update, context.bot), incoming)

    async def _handle(self, update: UpdateKey, incoming: Incoming) -> None:
        before = await take(self._store, update)
        if before is None:
            return
        try:
            handled, sent = await self._handled(update, incoming, before)
            await self._store.finish(handled)
            if sent.chat != incoming.address.chat:
                await self._store.move(incoming.address.chat, sent.chat)
        except BaseException:
            await self._store.release(update)
            raise

    async def _handled(
        self, update: UpdateKey, incoming: Incoming, before: Context
    ) -> tuple[Handled, Sent]:
        """Answer; return what is to be kept of it and where the answer is."""
        chat = incoming.address.chat
        if await self._is_seen(incoming, update):
            return Handled(update), Sent(chat)
        turn = await self._turn(incoming, before)
        if turn is None or (self._taps.too_late(incoming) and _is_over(incoming, before, turn)):
            return Handled(update), Sent(chat)
        reply = await carry_out(turn, self._store, chat, incoming.person)
        shown = turn if reply is turn.reply else replace(turn, reply=reply)
        sent = await self._show(incoming, shown)
        self._taps.note(incoming, changed=incoming.changes in sent.messages)
        if forgets(turn):
            return Handled(update, Context(), tally_of(turn)), sent
        missed = missed_of(incoming.message, before, turn)
        link = link_of(incoming.question, sent.messages)
        wipes = ends_form(before, turn.context)
        return Handled(update, turn.context, tally_of(turn), missed, link, wipes), sent

    async def _is_seen(self, incoming: Incoming, update: UpdateKey) -> bool:
        """Tell whether this belongs to an album that has its answer; words are heard always."""
        if not incoming.album:
            return False
        first = await self._store.is_first(
            incoming.address.chat, f"album {incoming.album}", update
        )
        return not first and incoming.message.data == UNSUPPORTED

    async def _turn(self, incoming: Incoming, before: Context) -> Turn | None:
        """Ask the core. An edited message is a question anew, never the answer to the step a
        form has come to since; what is no question then gets None.
        """
        if not incoming.edited:
            return await self._answer(incoming.message, before)
        aside = replace(before, entry=None, forms=())  # without an entry nothing is "repeated"
        turn = await self._answer(incoming.message, aside)
        if not before.forms:
            return turn
        if turn.reply.kind != "answer":
            return None
        forms = turn.context.forms or before.forms
        return replace(turn, context=replace(turn.context, forms=forms))

    async def _show(self, incoming: Incoming, turn: Turn) -> Sent:
        """Show the reply in the message it belongs into, or below; return its messages."""
        rendered = self._rendered.of(turn)
        chat, answers = incoming.address.chat, tuple[int, ...]()
        earlier = incoming.changes
        if incoming.edited and incoming.question is not None:
            answers = await self._store.answers_to(chat, incoming.question)
            earlier = answers[0] if len(answers) == 1 else None
        if earlier is not None and await self._outbox.edit(incoming.address, earlier, rendered):
            if incoming.edited:
                self._taps.forget(chat, earlier)
            return Sent(chat, (earlier,))
        sent = await self._outbox.send(incoming.address, rendered)
        await self._outbox.withdraw(chat, answers)  # a picture never becomes a text, for one
        return sent

    async def _vote(self, update: UpdateKey, query: CallbackQuery, vote: Vote) -> None:
        """Note a thumb; whoever presses the other one changes it. A forged one counts nothing."""
        front = self._front()
        intent = front.entries.get(vote.intent)
        known = query.message is not None and intent is not None
        if not known or vote.language not in front.languages:
            await self._outbox.acknowledge(query.id)
            return
        if await take(self._store, update) is not None:
            await self._count(update, query, replace(vote, intent=intent or ""))
        said = "vote_up" if vote.up else "vote_down"
        await self._outbox.acknowledge(query.id, front.say(said, vote.language) or None)

    async def _count(self, update: UpdateKey, query: CallbackQuery, vote: Vote) -> None:
        if query.message is None:
            return
        chat, message = query.message.chat.id, query.message.message_id
        earlier = await self._store.vote(
            Ballot(query.from_user.id, chat, message, vote.intent, vote.language, vote.up)
        )
        regretted = not vote.up and earlier is not False
        nearest = ((vote.intent, 1.0),)
        missed = Missed(NOT_LIKED, vote.language, nearest=nearest) if regretted else None
        await self._store.finish(Handled(update, missed=missed))


def _is_over(press: Incoming, before: Context, turn: Turn) -> bool:
    """Tell whether a button would let a form that came to its end change its own card."""
    words = (press.message.data or "").split()
    under_way = {state.form for state in (*before.forms, *turn.context.forms)}
    changes_form = press.changes is not None and words[:1] == [FORM]
    return changes_form and not under_way.intersection(words[1:2])
