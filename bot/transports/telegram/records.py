"""What a handled update leaves in the store: counts, what was missed, which message answered.

Pure. How much of a missed question is kept, the store decides.
"""

from __future__ import annotations

from bot.dialogue.choices import NONE_OF_THESE
from bot.dialogue.context import Context, Message
from bot.dialogue.turn import Turn
from bot.storage.values import AnswerLink, Missed, Tally

NEAREST = 3
NONE_FITTED = "none_of_these"
NOT_LIKED = "thumbs_down"


def tally_of(turn: Turn) -> Tally:
    """Return what the statistics count."""
    return Tally(turn.interpretation.intent, turn.reply.kind, turn.reply.language)


def missed_of(message: Message, before: Context, turn: Turn) -> Missed | None:
    """Return what belongs into the inbox: not understood, or "none of these"."""
    language = turn.reply.language
    if message.data == NONE_OF_THESE:
        offered = [data.split()[0] for data in before.offered if data.split()]
        nearest = tuple((name, 0.0) for name in offered if name != NONE_OF_THESE)
        return Missed(NONE_FITTED, language, nearest=nearest[:NEAREST])
    reading = turn.interpretation.reading
    if message.data is not None or reading is None or reading.outcome == "answer":
        return None
    if turn.reply.kind not in ("fallback", "clarify"):
        return None
    candidates = reading.candidates[:NEAREST]
    nearest = tuple((found.entry, found.probability) for found in candidates)
    return Missed(reading.reason, language, message.text, nearest)


def ends_form(before: Context, after: Context) -> bool:
    """Tell whether a form with entries came to its end: they were promised to be gone then."""
    under_way = {form.form for form in after.forms}
    return any(form.answers and form.form not in under_way for form in before.forms)


def link_of(question: int | None, answers: tuple[int, ...]) -> AnswerLink | None:
    """Return which messages answer a question, where both are known."""
    return AnswerLink(question, answers) if question is not None and answers else None
