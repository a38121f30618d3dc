"""What the bot replies to each entry: built-in answers by name, otherwise the operators' text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.dialogue.answers.meta import (
    answer_cancel,
    answer_help,
    answer_language,
    answer_occupations,
    answer_start,
)
from bot.dialogue.answers.own_data import (
    answer_data,
    answer_delete,
    answer_privacy,
    answer_settings,
)
from bot.dialogue.answers.salary import answer_salary
from bot.dialogue.answers.salary_check import answer_salary_check, answer_salary_convert
from bot.dialogue.answers.sources import answer_source_of_last, answer_sources
from bot.dialogue.answers.text import answer_section, answer_text
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Ask

ANSWERS: Mapping[str, Callable[[Ask], Reply]] = {
    "salary": answer_salary,
    "salary_check": answer_salary_check,
    "salary_convert": answer_salary_convert,
    "sources": answer_sources,
    "source_of_last": answer_source_of_last,
    "start": answer_start,
    "help": answer_help,
    "occupations": answer_occupations,
    "language": answer_language,
    "privacy": answer_privacy,
    "settings": answer_settings,
    "data": answer_data,
    "delete": answer_delete,
    "cancel": answer_cancel,
}


def answer(ask: Ask) -> Reply:
    """Return the reply to one thing asked."""
    if ask.entry.answer is not None:
        return ANSWERS[ask.entry.answer](ask)
    return answer_section(ask) if ask.entry.section else answer_text(ask)
