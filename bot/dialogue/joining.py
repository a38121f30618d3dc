"""Make one turn of two answers, so that two questions in one message get one reply."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.reply import Paragraph
from bot.dialogue.turn import Turn

_EACH = 2
"""Choices kept of each of two answers."""


def joined(first: Turn, second: Turn, between: Paragraph | None = None) -> Turn:
    """Return one turn that answers both; kind and intent are the first one's.

    What both say word for word, as a source or a note, is said once.
    """
    said = first.reply.paragraphs
    more = tuple(paragraph for paragraph in second.reply.paragraphs if paragraph not in said)
    reply = replace(
        first.reply,
        paragraphs=(*said, *((between,) if between else ()), *more),
        choices=tuple(
            dict.fromkeys((*first.reply.choices[:_EACH], *second.reply.choices[:_EACH]))
        ),
        sources=tuple(dict.fromkeys((*first.reply.sources, *second.reply.sources))),
        attachments=(*first.reply.attachments, *second.reply.attachments),
    )
    offered = tuple(choice.data for choice in reply.choices)
    guards = (*first.interpretation.guards, *second.interpretation.guards)
    return replace(
        first,
        reply=reply,
        context=replace(second.context, offered=offered),
        interpretation=replace(first.interpretation, guards=guards),
    )
