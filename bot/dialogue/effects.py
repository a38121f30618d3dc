"""What only a transport can do, as data: show what its store holds of a chat, and delete it.

The core says what is wanted and in which words the outcome is told; the transport does it and
appends the outcome with `told`. Nothing is stored or deleted here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.dialogue.reply import Paragraph, Reply

EffectKind = Literal["show_data", "forget"]


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing to do with what is stored of this chat.

    `show_data` counts it, `forget` deletes it; after `forget` the context of the turn is not to
    be stored. `names` says what each kind of record is called, `heading` opens the list of what
    was found, `nothing` is said where nothing was, `proof` after a look into the emptied store.
    """

    kind: EffectKind
    heading: str
    nothing: str
    proof: str = ""
    failed: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def told(reply: Reply, effect: Effect, found: Mapping[str, int] | None, left: int = 0) -> Reply:
    """Return the reply with what came of the effect below it.

    `found` counts the records shown or deleted by their kind, None if the store did not answer;
    `left` is how many are still there after deleting.
    """
    if found is None or (effect.kind == "forget" and left):
        return _with(reply, effect.failed)
    records = [
        f"- {effect.names.get(kind, kind)}: {count}"
        for kind, count in sorted(found.items())
        if count
    ]
    text = "\n".join([effect.heading, *records]) if records else effect.nothing
    return _with(reply, text, effect.proof)


def _with(reply: Reply, *texts: str) -> Reply:
    added = tuple(Paragraph(text) for text in texts if text)
    return replace(reply, paragraphs=(*reply.paragraphs, *added))
