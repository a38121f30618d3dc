"""Show how a whole message was taken: what came before, its parts, what was chosen, the reply.

Plays the message through the stock `respond`. The same knowledge, messages and day give the same
explanation, to the byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.dialogue.as_meant import as_meant
from bot.dialogue.command_syntax import Command, read_command
from bot.dialogue.context import Context, Message
from bot.dialogue.language import choose_language, evidence
from bot.dialogue.readings import Read, Readings
from bot.dialogue.respond import respond
from bot.dialogue.turn import Turn
from bot.dialogue.understand import Question, understand
from bot.matching.explain import explain_guards, explain_reading, explain_slips, line
from bot.matching.index import Index
from bot.text.normalize import normalize
from bot.text.tokens import sentences, tokenize


def explain(
    text: str,
    index: Index,
    today: date,
    *,
    before: Sequence[str] = (),
    language_code: str | None = None,
) -> str:
    """Return how a message is taken after the messages `before`, as plain lines.

    `language_code` is the app's language, which decides where the words do not.
    """
    context, lines = Context(), []
    for said in before:
        turn = respond(Message(said, language_code=language_code), context, index, today)
        context = turn.context
        lines.append(line("after", f"{normalize(said)} -> {_intent(turn)}"))
    message = Message(text, language_code=language_code)
    turn = respond(message, context, index, today)
    command = read_command(text)
    plain = normalize(text if command is None else command.argument)
    lines += [
        *_remembered(context),
        *_command(command, index),
        line("normalised", plain.replace("\n", " / ") or "(nothing)"),
        line("language", _language(plain, message, context, index)),
    ]
    meant = plain if command else as_meant(plain, index.lexicon)
    if meant != plain:
        lines += [line("as meant", meant.replace("\n", " / ")), *explain_slips(plain, index)]
    if turn.interpretation.reading is not None or (command and tokenize(plain)):
        topic = _topic_of(command, index) if command else context.topic
        lines += _read(meant, index, topic, None if command else context.entry)
    return "\n".join([*lines, "", *explain_guards(turn.interpretation.guards), *_reply(turn)])


def _intent(turn: Turn) -> str:
    return f"{turn.reply.kind}, {turn.interpretation.intent or 'no intent'}"


def _remembered(context: Context) -> list[str]:
    held = {
        "topic": context.topic, "entry": context.entry, "occupation": context.occupation,
        "waiting for": context.pending, **dict(sorted(context.slots.items())),
    }  # fmt: skip
    said = ", ".join(f"{name} {value}" for name, value in held.items() if value)
    return [line("remembered", said)] if said else []


def _command(command: Command | None, index: Index) -> list[str]:
    if command is None:
        return []
    entry = index.commands.get(command.name)
    return [line("command", f"/{command.name} -> {entry or 'unknown'}")]


def _topic_of(command: Command, index: Index) -> str | None:
    entry = index.knowledge.entries.get(index.commands.get(command.name, ""))
    return entry.topic if entry else None


def _language(plain: str, message: Message, context: Context, index: Index) -> str:
    found = evidence(plain, index)
    weights = ", ".join(f"{name} {weight:g}" for name, weight in sorted(found.weights.items()))
    chosen, why = choose_language(found, message, context, index)
    foreign = f"; looks like {found.foreign}" if found.foreign else ""
    return f"{weights} -> {chosen} ({why}{foreign})"


def _read(plain: str, index: Index, topic: str | None, about: str | None) -> list[str]:
    """Return what was read, in full where it was chosen or is a whole sentence."""
    trace = Readings(index)
    questions = understand(plain, index, topic, trace, about=about)
    lines = []
    if (count := len(sentences(plain))) > (read := sum(r.cut == "sentence" for r in trace.all)):
        lines.append(line("sentences", f"{count}, of which {read} follow"))
    for part in trace.all:
        chosen = [n for n, asked in enumerate(questions, 1) if asked.reading is part.reading]
        mark = f"  <- question {chosen[0]}" if chosen else ""
        lines += ["", line(part.cut, f"{part.reading.text}{mark}")]
        if chosen or part.cut == "sentence":
            lines += explain_reading(part.reading, index)
        else:
            lines.append(line("  outcome", _in_short(part)))
    return [*lines, "", *_chosen(questions)]


def _in_short(part: Read) -> str:
    reading = part.reading
    return (
        f"{reading.outcome} ({reading.reason}), {reading.entry or 'no candidate'}, "
        f"confidence {reading.confidence:.4f}"
    )


def _chosen(questions: Sequence[Question]) -> list[str]:
    lines = []
    for number, question in enumerate(questions, 1):
        slots = ", ".join(f"{slot} {value}" for slot, value in sorted(question.slots.items()))
        text = question.reading.text.replace("\n", " / ")
        lines.append(line(f"question {number}", text + (f"  ({slots})" if slots else "")))
    return lines


def _reply(turn: Turn) -> list[str]:
    found = turn.interpretation
    slots = ", ".join(f"{slot} {value}" for slot, value in sorted(found.slots.items()))
    return [
        line("reply", f"{_intent(turn)}, topic {found.topic}, language {found.language}, "
             f"confidence {found.confidence:.4f}"),
        *([line("slots", slots)] if slots else []),
    ]  # fmt: skip
