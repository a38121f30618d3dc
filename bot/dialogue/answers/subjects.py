"""What else the knowledge tells of an occupation, as choices. Answers nothing itself."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogue.choices import entry_choice
from bot.dialogue.holds import tells_of
from bot.dialogue.reply import Choice
from bot.dialogue.turn import Ask
from bot.knowledge.models import Occupation


def subjects_of(ask: Ask, about: Occupation) -> Iterator[Choice]:
    """Yield a choice for each question the knowledge answers about this very occupation."""
    for entry in ask.knowledge.entries.values():
        own = entry.section in about.sections or entry.answer == "salary"
        listed = about.id in entry.held_by(None) and entry.answer is None
        if (own or listed) and tells_of(entry, about, ask.knowledge):
            yield entry_choice(ask.knowledge, entry.id, ask.language, about.id)
