"""Answer a command, with or without an argument, known or not. A command sets no language."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import fallback
from bot.dialogue.command_syntax import Command
from bot.dialogue.context import Context
from bot.dialogue.deep_links import DeepLink, read_link, starts
from bot.dialogue.exchange import Exchange
from bot.dialogue.question import answer_question, decide
from bot.dialogue.reply import Paragraph
from bot.dialogue.target import Target, find_target
from bot.dialogue.turn import Turn
from bot.dialogue.understand import Question, understand
from bot.dialogue.wording import say
from bot.knowledge.models import Entry
from bot.text.normalize import normalize
from bot.text.tokens import tokenize

_SUBJECT_FROM = 0.6
_AT_ITS_WORD = 0.7
"""How like a phrase an unknown command must be to be answered as a question."""
_RESERVED = frozenset({"admin"})
"""Commands of operators: to everybody else they do not exist, whatever the word may mean."""
_NAMES = ("occupation", "other_occupation", "generic")


def answer_command(exchange: Exchange, command: Command) -> Turn:
    """Return the turn for a command; `command.argument` may be anything people type."""
    if starts(command, exchange.index):
        linked = read_link(command.argument, exchange.index)
        command = replace(command, argument="")
        if linked is not None:
            return _linked(exchange, linked)
    text = normalize(command.argument)
    exchange = exchange.in_language_of(text)
    name = exchange.index.commands.get(command.name)
    if name is None:
        return _unknown(exchange, command)
    return _named(exchange, exchange.knowledge.entries[name], text)


def _named(exchange: Exchange, entry: Entry, text: str) -> Turn:
    """Answer the entry of a command with a normalised argument."""
    if entry.kind == "command" or not tokenize(text):
        return _bare(exchange, entry, text)
    question = understand(text, exchange.index, entry.topic)[0]
    narrower = _narrower(exchange, entry, question)
    if narrower is not None:
        return answer_question(exchange, narrower)
    return decide(exchange, entry, _target(exchange, entry, question), question, 1.0)


def _linked(exchange: Exchange, link: DeepLink) -> Turn:
    """Answer what a web page linked to; whoever comes this way has not seen the start."""
    if link.command is not None:
        turn = _named(exchange, link.entry, normalize(link.command.argument))
    else:
        known = exchange.knowledge.occupations
        default = None if link.entry.needs else exchange.knowledge.default_occupation
        wanted = link.occupation or default
        target = Target("known" if link.occupation else "assumed", known.get(wanted or ""))
        turn = exchange.answered(link.entry, target, {}, 1.0)
    note = Paragraph(say(exchange.knowledge, "disclaimer", turn.reply.language), "small")
    reply = replace(turn.reply, paragraphs=(*turn.reply.paragraphs, note))
    return replace(turn, reply=reply)


def _narrower(exchange: Exchange, entry: Entry, question: Question) -> Question | None:
    """Return what the argument asks where it is a subject of the command's own topic:
    ``/bewerbung lebenslauf``. An occupation is the command's argument, no subject.
    """
    reading = question.reading
    best = exchange.knowledge.entries.get(reading.entry or "")
    if best is None or best.id == entry.id or best.topic != entry.topic or best.needs:
        return None
    if any(slot in question.slots for slot in ("occupation", "generic")) or reading.unknown:
        return None
    if reading.candidates[0].similarity < _SUBJECT_FROM:
        return None
    return replace(question, reading=replace(reading, outcome="answer", reason="recognized"))


def _target(exchange: Exchange, entry: Entry, question: Question) -> Target:
    """Return the occupation the argument names; nonsense is an unknown occupation."""
    named = any(slot in question.slots for slot in _NAMES)
    if entry.about_occupation and not named and (question.reading.unknown or not question.slots):
        return Target("unknown")
    about = entry if entry.needs else replace(entry, needs=())
    return find_target(question, about, Context(), exchange.index)


def _bare(exchange: Exchange, entry: Entry, argument: str) -> Turn:
    slots = dict(understand(argument, exchange.index, None)[0].slots) if argument else {}
    if argument in exchange.knowledge.languages:  # "/sprache en"
        slots["language"] = argument
    default = None if entry.needs else exchange.knowledge.default_occupation
    occupation = exchange.knowledge.occupations.get(default or "")
    return exchange.answered(entry, Target("assumed", occupation), slots, 1.0)


def _unknown(exchange: Exchange, command: Command) -> Turn:
    """Take an unknown command at its word where the word is clear (``/karriere``)."""
    if command.name in _RESERVED:
        reply = fallback.unknown_command(exchange.knowledge, exchange.language)
        return exchange.turn(reply, sure=1.0)
    text = normalize(f"{command.name.replace('_', ' ')} {command.argument}")
    question = understand(text, exchange.index, None)[0]
    reading = question.reading
    entry = exchange.knowledge.entries.get(reading.entry or "")
    chat = entry is None or entry.kind == "smalltalk"
    clear = reading.reason == "exact" or (
        bool(reading.candidates) and reading.candidates[0].similarity >= _AT_ITS_WORD
    )
    if reading.outcome == "answer" and clear and not reading.unknown and not chat:
        return answer_question(exchange, question)
    reply = fallback.unknown_command(exchange.knowledge, exchange.language)
    return exchange.turn(reply, sure=1.0)
