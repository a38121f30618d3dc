"""Play the golden conversations through the stock `respond` and report every broken promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.dialogue.context import Context, Message
from bot.dialogue.read_before import Read, read_afresh
from bot.dialogue.respond import respond
from bot.dialogue.turn import Turn
from bot.knowledge.models import Conversation
from bot.knowledge.models import Turn as Promise
from bot.knowledge.pieces import Piece, Value
from bot.knowledge.problems import Problem
from bot.knowledge.rules import problem
from bot.matching.index import Index
from bot.matching.spans import read_items, without_fillers

RULE = "G601"
OUTDATED = "W611"
_STRANGER = ("fallback", "out_of_scope")


@dataclass(frozen=True, slots=True)
class Played:
    """One golden turn: what was promised, what was replied, and what of it is broken."""

    promise: Promise
    turn: Turn
    broken: tuple[Value, ...]


def check_conversations(
    index: Index, today: date, read: Read = read_afresh
) -> tuple[Problem, ...]:
    """Return one problem for each turn that does not go as promised, in file order.

    `read` may remember what was found before.
    """
    played = play_all(index.knowledge.conversations, index, today, read)
    return tuple(failure(each, index) for each in played if each.broken)


def those_of(conversations: Sequence[Conversation], only: str) -> tuple[Conversation, ...]:
    """Return the conversations whose file, subject, words or promised intents hold `only`."""
    part = only.casefold()
    return tuple(each for each in conversations if part in _described(each).casefold())


def _described(conversation: Conversation) -> str:
    words = [conversation.about]
    for turn in conversation.turns:
        words += [turn.place.path, turn.say, turn.press or "", *turn.intent, *turn.topic]
    return "\n".join(words)


def play_all(
    conversations: Sequence[Conversation], index: Index, today: date, read: Read = read_afresh
) -> Iterator[Played]:
    """Play the conversations one after the other, each from its beginning."""
    for conversation in conversations:
        context = Context()
        for promise in conversation.turns:
            message = Message(promise.say, promise.press, conversation.language_code)
            turn = respond(message, context, index, today, read)
            context = turn.context
            yield Played(promise, turn, tuple(broken(promise, turn)))


def failure(played: Played, index: Index) -> Problem:
    """Return the problem of a turn whose promise is broken."""
    place, said = played.promise.place, played.promise.press or played.promise.say
    ours = _now_ours(played, index)
    if ours is not None:
        path = f"{index.knowledge.root}/{place.path}"
        return problem(OUTDATED, path, place.line, place.column, said=f'"{said}"', value=ours)
    return problem(
        RULE,
        f"{index.knowledge.root}/{place.path}",
        place.line,
        place.column,
        said=f'"{said}"',
        broken=played.broken,
        why=_why(played.turn, index),
    )


def _now_ours(played: Played, index: Index) -> str | None:
    """Return the occupation of ours in a turn that promises to know nothing of it.

    An operator added it since; nothing else may be broken, above all what the reply must not
    hold: another occupation's figures.
    """
    promise, turn = played.promise, played.turn
    named = turn.interpretation.slots.get("occupation")
    promised = (*promise.kind, *promise.topic)
    if promised != _STRANGER or not promise.lacks or named is None:
        return None
    if named == index.knowledge.default_occupation or turn.reply.kind not in (
        "answer",
        "fallback",
    ):
        return None
    kept = replace(promise, kind=(), topic=(), intent=(), contains=())
    return None if any(broken(kept, turn)) else named


def broken(promise: Promise, turn: Turn) -> Iterator[Value]:
    """Return everything promised of a turn that it does not keep."""
    found = turn.interpretation
    for name, wanted, got in (
        ("kind", promise.kind, turn.reply.kind),
        ("intent", promise.intent, found.intent),
        ("topic", promise.topic, turn.reply.topic),
        ("language", promise.language, turn.reply.language),
    ):
        if wanted and got not in wanted:
            yield Piece.of("should_be", name=name, wanted=_any_of(wanted), got=str(got))
    for slot, value in promise.slots.items():
        if found.slots.get(slot) != value:
            got = str(found.slots.get(slot))
            yield Piece.of("slot_should_be", name=slot, wanted=value, got=got)
    if found.intent in promise.not_intent:
        yield Piece.of("not_intent", got=str(found.intent))
    text = turn.reply.text.casefold()
    for part in promise.contains:
        if part.casefold() not in text:
            yield Piece.of("lacks", part=part)
    for part in promise.lacks:
        if part.casefold() in text:
            yield Piece.of("holds", part=part)


def _any_of(wanted: Sequence[str]) -> Value:
    """Return the values with an "or" between them."""
    if len(wanted) == 1:
        return wanted[0]
    return Piece.of("either", one=wanted[0], other=_any_of(wanted[1:]))


def _why(turn: Turn, index: Index) -> Piece:
    reading = turn.interpretation.reading
    if reading is None or reading.entry is None:
        return Piece("nothing_near")
    items = without_fillers(read_items(reading.text, index.lexicon))
    phrase = reading.phrase or index.nearest_phrase(reading.entry, items)
    values: dict[str, Value] = {
        "outcome": reading.outcome,
        "reason": reading.reason,
        "confidence": f"{reading.confidence:.2f}",
    }
    if phrase is None:
        return Piece.of("why", **values)
    place = f"{index.knowledge.root}/{phrase.place}"
    return Piece.of("why_near", phrase=phrase.text, place=place, **values)
