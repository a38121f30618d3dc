"""The heart: a message and what is remembered in, a reply and what to remember out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.dialogue import fallback
from bot.dialogue.as_meant import as_meant
from bot.dialogue.comfort import comfort
from bot.dialogue.command_syntax import read_command
from bot.dialogue.commands import answer_command
from bot.dialogue.context import Context, Message
from bot.dialogue.exchange import Exchange
from bot.dialogue.guided import guide_text, keep_open
from bot.dialogue.joining import joined
from bot.dialogue.language import strange_language
from bot.dialogue.press import press
from bot.dialogue.question import answer_question
from bot.dialogue.read_before import Read, read_afresh
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.taking import taken_choice
from bot.dialogue.terms import DEFAULT_TERMS, Terms
from bot.dialogue.turn import Turn
from bot.dialogue.understand import Question
from bot.dialogue.wording import say
from bot.matching.index import Index
from bot.matching.interpretation import Guard
from bot.text.normalize import looks_like_code, normalize
from bot.text.tokens import tokenize

_NODS = frozenset("👍👌🙏❤🧡💛💚💙💜😊😀😃😄🙂😉👏🎉💪✅😍🥰🤗🤝")
_NOD = 20
"""Characters of a message in which such a sign is looked for."""
_CLEAR = 0.99
"""From this confidence on a message is answered, whatever else it looks like."""


def respond(  # noqa: PLR0913 - all that a turn depends on
    message: Message,
    context: Context,
    index: Index,
    today: date,
    read: Read = read_afresh,
    *,
    terms: Terms = DEFAULT_TERMS,
) -> Turn:
    """Return the bot's turn. Same arguments, same turn, to the byte.

    `read` may remember what was found before; `terms` says who runs the bot and what is
    kept, for the replies about that.
    """
    exchange = Exchange(message, context, index, today, terms=terms).in_language_of("")
    return keep_open(exchange, _answered(exchange, message, read))


def _answered(exchange: Exchange, message: Message, read: Read) -> Turn:
    if message.data is not None:
        return press(exchange, message.data)
    command = read_command(message.text)
    if command is not None:
        return answer_command(exchange, command)
    return _text(exchange, normalize(message.text), read)


def _text(exchange: Exchange, text: str, read: Read) -> Turn:
    exchange, typed = exchange.in_language_of(text), text
    text = as_meant(typed, exchange.index.lexicon)
    said = _steers(exchange, typed)
    if said is None and text != typed:
        said = _steers(exchange, text)
    if said is not None:
        return said
    if not tokenize(text):
        exchange = exchange.noted(Guard("words", "dont_know", "no_words"))
        return exchange.turn(_wordless(exchange))
    questions = read(text, exchange.index, exchange.context.topic, exchange.context.entry)
    reading = questions[0].reading
    if exchange.foreign is None and reading.outcome == "dont_know":
        theirs = strange_language(typed, exchange.message, exchange.index)
        exchange = replace(exchange, foreign=theirs)
    no_question = _no_question(exchange)
    if no_question is not None and reading.confidence < _CLEAR:
        reply = fallback.plain(
            exchange.knowledge, exchange.language, no_question, fallback.ADVERSARIAL
        )
        reply = _in_theirs(exchange, reply)
        exchange = exchange.noted(Guard("a question", "dont_know", about=no_question))
        return exchange.turn(reply, reading.entry, reading=reading)
    return _answer_all(exchange, questions)


def _answer_all(exchange: Exchange, questions: Sequence[Question]) -> Turn:
    """Answer the first question, and the second below it; one the bot asks back stays open."""
    first = answer_question(exchange, questions[0])
    asks_back = first.context.pending is not None and first.reply.kind == "clarify"
    if len(questions) == 1 or not (asks_back or first.reply.kind in ("answer", "fallback")):
        return first
    after = replace(exchange, context=first.context)
    second = answer_question(after, questions[1])
    also = Paragraph(say(exchange.knowledge, "also_asked", exchange.language))
    both = joined(first, second, also)
    if not asks_back:
        return both
    if second.reply.kind not in ("answer", "fallback"):
        return first
    return replace(both, context=replace(first.context, offered=both.context.offered))


def _steers(exchange: Exchange, text: str) -> Turn | None:
    """Return the turn for a text that goes on with what was said before, and asks nothing new."""
    guided = guide_text(exchange, text)
    if guided is not None:
        return guided
    taken = taken_choice(exchange, text)
    if taken is not None:
        return press(exchange.noted(Guard("offered choice", "decides", about=taken)), taken)
    return comfort(exchange, text)


def _wordless(exchange: Exchange) -> Reply:
    """Return the reply to a message without words: to a thumb up it is a nod."""
    knowledge, language = exchange.knowledge, exchange.language
    if _NODS.isdisjoint(exchange.message.text[:_NOD]):
        return fallback.plain(knowledge, language, "empty", fallback.SMALLTALK)
    return fallback.plain(knowledge, language, "nodded", fallback.SMALLTALK, "smalltalk")


def _no_question(exchange: Exchange) -> str | None:
    """Return the wording for what is no question in a language spoken here, or None."""
    if exchange.foreign is not None:
        return "foreign_language"
    return "not_understood" if looks_like_code(exchange.message.text) else None


def _in_theirs(exchange: Exchange, reply: Reply) -> Reply:
    """Return the reply opened by its sentence in the language of the message, if known."""
    spoken = exchange.knowledge.vocabulary.spoken_here.get(exchange.foreign or "")
    if spoken is None:
        return reply
    rest = (replace(each, style="body") for each in reply.paragraphs)
    return replace(reply, paragraphs=(Paragraph(spoken, "lead"), *rest))
