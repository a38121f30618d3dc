"""A bot small enough to read at a glance, for tests of the shells around it."""

from __future__ import annotations

from bot.dialogue.context import Context, Message
from bot.dialogue.reply import Attachment, Choice, Paragraph, Reply
from bot.dialogue.turn import Turn, Understood


def echo(message: Message, context: Context) -> Turn:
    """Say what arrived and what came before; offer two choices after the word "choices"."""
    said = f"pressed {message.data}" if message.data is not None else f"said {message.text}"
    choices = (Choice("One", "press one"), Choice("Two", "press two"))
    reply = Reply(
        kind="answer",
        language=(message.language_code or context.chosen_language or "de")[:2],
        topic="salary",
        paragraphs=(Paragraph(said, "lead"), Paragraph(f"before: {context.entry}")),
        choices=choices if message.text == "choices" else (),
        sources=("s2",),
        attachments=(Attachment("salary_range", {"low": 1.0}),),
    )
    understood = Understood("de", "salary", "salary", {"occupation": "x"}, 0.87654321, "answer")
    return Turn(reply, Context(entry=message.data or message.text), understood)
