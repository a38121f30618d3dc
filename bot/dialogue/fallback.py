"""Honest replies where there is no answer: not understood, not sure, not in the sources."""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogue.answers.meta import MAIN_ENTRIES
from bot.dialogue.choices import choice_data, entry_choice, entry_choices, none_of_these
from bot.dialogue.front import menu_commands
from bot.dialogue.reply import Choice, Paragraph, Reply
from bot.dialogue.target import Target
from bot.dialogue.wording import in_language, say
from bot.knowledge.models import Entry, Kind, Knowledge

MOST_SUGGESTIONS = 3
_LONGEST_SHORT = 3
"""Letters of a country that is known by its initials: "uk", "usa"."""
OUT_OF_SCOPE = "out_of_scope"
SMALLTALK = "smalltalk"
ADVERSARIAL = "adversarial"
"""The topic of what is no question to this bot: other languages, code, attempts to steer it."""


def dont_know(knowledge: Knowledge, language: str) -> Reply:
    """Say that this is not known, and what is."""
    return _reply(knowledge, language, "fallback", OUT_OF_SCOPE, ("dont_know", "dont_know_body"))


def plain(
    knowledge: Knowledge, language: str, key: str, topic: str, kind: Kind = "fallback"
) -> Reply:
    """Say one sentence of wording.yaml and offer the main subjects."""
    return _reply(knowledge, language, kind, topic, (key,))


def did_you_mean(
    knowledge: Knowledge, language: str, entries: Iterable[str], occupation: str | None,
    key: str = "did_you_mean",
) -> Reply:  # fmt: skip
    """Offer the likeliest entries and "none of these"."""
    offered = [entry for entry in entries if entry in knowledge.entries][:MOST_SUGGESTIONS]
    choices = tuple(entry_choice(knowledge, entry, language, occupation) for entry in offered)
    topic = knowledge.entries[offered[0]].topic if offered else OUT_OF_SCOPE
    return Reply(
        "clarify", language, topic, (Paragraph(say(knowledge, key, language), "lead"),),
        (*choices, none_of_these(knowledge, language)),
    )  # fmt: skip


def unknown_command(knowledge: Knowledge, language: str) -> Reply:
    """Say that there is no such command, and name those there are."""
    commands = ", ".join(f"/{name}" for name in menu_commands(knowledge, language))
    lines = (Paragraph(say(knowledge, "unknown_command", language, commands=commands), "lead"),)
    return Reply("command", language, "help", lines, _main(knowledge, language))


def unknown_occupation(knowledge: Knowledge, language: str, target: Target) -> Reply:
    """Say that the occupation is not in the sources, without any amount."""
    key = "unknown_occupation" if target.name else "unknown_occupation_unnamed"
    names = ", ".join(in_language(o.name, language) for o in knowledge.occupations.values())
    lines = (
        Paragraph(say(knowledge, key, language, name=target.name.title()), "lead"),
        Paragraph(say(knowledge, "known_occupations", language, names=names)),
        Paragraph(say(knowledge, "elsewhere", language)),
    )
    return Reply("fallback", language, OUT_OF_SCOPE, lines, _main(knowledge, language))


def near_occupation(knowledge: Knowledge, language: str, entry: Entry, target: Target) -> Reply:
    """Ask whether the occupation found inside a longer, unknown name is meant."""
    occupation = target.occupation
    name = in_language(occupation.name, language) if occupation else ""
    lines = (Paragraph(say(knowledge, "near_occupation", language, name=name), "lead"),)
    data = choice_data(entry.id, occupation.id if occupation else None)
    choices = (Choice(name, data), none_of_these(knowledge, language))
    return Reply("clarify", language, entry.topic, lines, choices)


def abroad(knowledge: Knowledge, language: str, entry: Entry, target: Target) -> Reply:
    """Say that the sources speak of Germany only."""
    short = len(target.name) <= _LONGEST_SHORT
    name = target.name.upper() if short else target.name.title()
    lines = (
        Paragraph(say(knowledge, "no_figure_country", language, name=name), "lead"),
        Paragraph(say(knowledge, "dont_know_body", language)),
    )
    return Reply("fallback", language, entry.topic, lines, _main(knowledge, language))


def about_occupation(knowledge: Knowledge, language: str, occupation: str) -> Reply:
    """Ask what the person wants to know about the occupation just named."""
    name = in_language(knowledge.occupations[occupation].name, language)
    lines = (Paragraph(say(knowledge, "about_occupation", language, name=name), "lead"),)
    choices = entry_choices(knowledge, MAIN_ENTRIES[:4], language, occupation)
    return Reply("clarify", language, "help", lines, choices)


def _reply(
    knowledge: Knowledge, language: str, kind: Kind, topic: str, keys: tuple[str, ...]
) -> Reply:
    lines = tuple(
        Paragraph(say(knowledge, key, language), "lead" if n == 0 else "body")
        for n, key in enumerate(keys)
    )
    return Reply(kind, language, topic, lines, _main(knowledge, language))


def _main(knowledge: Knowledge, language: str) -> tuple[Choice, ...]:
    return entry_choices(knowledge, MAIN_ENTRIES[:4], language)
