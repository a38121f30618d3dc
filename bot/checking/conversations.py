"""Play the golden conversations through the stock `respond` and report every broken promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.dialogue.context import Context, Message
from bot.dialogue.read_before import Read
from bot.dialogue.respond import respond
from bot.dialogue.turn import Turn
from bot.dialogue.understand import understand
from bot.knowledge.models import Conversation
from bot.knowledge.models import Turn as Promise
from bot.knowledge.problems import Problem
from bot.matching.index import Index
from bot.matching.spans import read_items, without_fillers

RULE = "G601"


def check_conversations(index: Index, today: date, read: Read = understand) -> tuple[Problem, ...]:
    """Return one problem for each turn that does not go as promised, in file order.

    `read` may remember what `understand` found before.
    """
    return tuple(
        problem
        for conversation in index.knowledge.conversations
        for problem in _play(conversation, index, today, read)
    )


def _play(conversation: Conversation, index: Index, today: date, read: Read) -> Iterator[Problem]:
    context = Context()
    for promise in conversation.turns:
        message = Message(promise.say, promise.press, conversation.language_code)
        turn = respond(message, context, index, today, read)
        context = turn.context
        broken = tuple(_broken(promise, turn))
        if broken:
            place = promise.place
            said = promise.press or promise.say
            yield Problem(
                f"{index.knowledge.root}/{place.path}", place.line, place.column, RULE, "error",
                f'"{said}": {"; ".join(broken)}', _why(turn, index),
            )  # fmt: skip


def _broken(promise: Promise, turn: Turn) -> Iterator[str]:
    found = turn.interpretation
    for name, wanted, got in (
        ("kind", promise.kind, turn.reply.kind),
        ("intent", promise.intent, found.intent),
        ("topic", promise.topic, turn.reply.topic),
        ("language", promise.language, turn.reply.language),
    ):
        if wanted and got not in wanted:
            yield f"{name} should be {' or '.join(wanted)}, is {got}"
    for slot, value in promise.slots.items():
        if found.slots.get(slot) != value:
            yield f"slot {slot} should be {value}, is {found.slots.get(slot)}"
    if found.intent in promise.not_intent:
        yield f"intent must not be {found.intent}"
    text = turn.reply.text.casefold()
    for part in promise.contains:
        if part.casefold() not in text:
            yield f'the reply lacks "{part}"'
    for part in promise.lacks:
        if part.casefold() in text:
            yield f'the reply must not hold "{part}"'


def _why(turn: Turn, index: Index) -> str:
    reading = turn.interpretation.reading
    if reading is None or reading.entry is None:
        return "no phrase is near"
    items = without_fillers(read_items(reading.text, index.lexicon))
    phrase = reading.phrase or index.nearest_phrase(reading.entry, items)
    nearest = f', nearest phrase "{phrase.text}" ({phrase.place})' if phrase else ""
    return f"{reading.outcome} ({reading.reason}, confidence {reading.confidence:.2f}){nearest}"
