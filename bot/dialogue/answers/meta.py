"""What the bot says about itself: start, help, occupations, language, cancel."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answers.salary import occupation_choices
from bot.dialogue.choices import choice_data, entry_choices
from bot.dialogue.reply import Choice, Paragraph, Reply
from bot.dialogue.turn import Ask
from bot.dialogue.wording import in_language, say

MAIN_ENTRIES = ("salary", "training", "application", "tasks", "self_check", "sources_overview")


def answer_start(ask: Ask) -> Reply:
    """Greet, say in a few lines what the bot can do, in the user's language first."""
    other = next((k for k in ask.knowledge.languages if k != ask.language), None)
    lines = [Paragraph(ask.say("start_lead"), "lead"), Paragraph(ask.say("start_body"))]
    if other is not None:
        lines.append(Paragraph(say(ask.knowledge, "start_other_language", other), "small"))
    lines.append(Paragraph(ask.say("disclaimer"), "small"))
    return _reply(ask, lines, main_choices(ask))


def answer_help(ask: Ask) -> Reply:
    """List what can be asked, with examples and the commands."""
    lines = [
        Paragraph(ask.say("help_lead"), "lead"),
        Paragraph(ask.say("help_examples")),
        Paragraph(ask.say("help_commands")),
        Paragraph(ask.say("help_limits"), "small"),
    ]
    return _reply(ask, lines, main_choices(ask))


def answer_occupations(ask: Ask) -> Reply:
    """List the occupations the knowledge has."""
    careful = ask.say("careful")
    names = "\n".join(
        f"- {in_language(o.name, ask.language)}" + (f" ({careful})" if o.on_request_only else "")
        for o in sorted(ask.knowledge.occupations.values(), key=lambda o: o.on_request_only)
    )
    lines = [
        Paragraph(ask.say("occupations_lead"), "lead"),
        Paragraph(names),
        Paragraph(ask.say("elsewhere"), "small"),
    ]
    salary = ask.knowledge.entries.get("salary")
    choices = occupation_choices(replace(ask, entry=salary)) if salary else ()
    return _reply(ask, lines, choices)


def answer_language(ask: Ask) -> Reply:
    """Offer the languages, or confirm the one just set (slot ``language``)."""
    chosen = ask.slots.get("language")
    key = "language_set" if chosen else "language_which"
    choices = tuple(
        Choice(say(ask.knowledge, "language_name", code), choice_data(ask.entry.id, language=code))
        for code in ask.knowledge.languages
    )
    return _reply(ask, [Paragraph(ask.say(key), "lead")], main_choices(ask) if chosen else choices)


def answer_cancel(ask: Ask) -> Reply:
    """Say what was stopped, or that there was nothing to stop."""
    key = "cancelled" if ask.context.pending else "nothing_to_cancel"
    if ask.context.forms:
        key = "form_cancelled"
    return _reply(ask, [Paragraph(ask.say(key), "lead")], main_choices(ask))


def main_choices(ask: Ask) -> tuple[Choice, ...]:
    """Return the choices that open the main subjects."""
    return entry_choices(ask.knowledge, MAIN_ENTRIES, ask.language)


def _reply(ask: Ask, lines: list[Paragraph], choices: tuple[Choice, ...]) -> Reply:
    return Reply("command", ask.language, ask.entry.topic, tuple(lines), choices)
