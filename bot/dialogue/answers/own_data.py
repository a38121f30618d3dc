"""What the bot says about what it keeps: privacy, settings, the data of a chat, its deletion."""

from __future__ import annotations

from bot.dialogue.answers.meta import main_choices
from bot.dialogue.answers.salary import spelling
from bot.dialogue.choices import choice_data, entry_choices
from bot.dialogue.effects import Effect
from bot.dialogue.reply import Choice, Paragraph, Reply
from bot.dialogue.turn import Ask
from bot.dialogue.wording import in_language, say

RECORDS = ("context", "links", "votes", "questions")
"""Kinds of records a store may hold of a chat; each has a name in wording.yaml."""


def answer_privacy(ask: Ask) -> Reply:
    """Say exactly what is kept, why, how long, and who runs the bot."""
    terms = ask.terms
    times = {
        "context_days": str(terms.context_days),
        "link_days": str(terms.link_days),
        "vote_days": str(terms.vote_days),
        "question_days": str(terms.question_days),
        "count_days": str(terms.count_days),
    }
    lines = [Paragraph(ask.say("privacy_lead"), "lead")]
    if terms.stored:
        kept = [ask.say("privacy_stored", **times)]
        kept.append(ask.say(f"privacy_questions_{terms.questions}", **times))
        lines.append(Paragraph("\n".join(kept)))
    else:
        lines.append(Paragraph(ask.say("privacy_memory")))
    lines.append(Paragraph(ask.say("privacy_forms")))
    lines.append(Paragraph(ask.say("privacy_rights")))
    lines.append(Paragraph(_operator(ask)))
    lines.append(Paragraph(ask.say("privacy_small"), "small"))
    return _reply(ask, lines, _entries(ask, "data", "delete"))


def answer_settings(ask: Ask) -> Reply:
    """Show language and occupation with buttons to change them, or confirm the one just set."""
    if "occupation" in ask.slots and ask.occupation is not None:
        name = in_language(ask.occupation.name, ask.language)
        said = [Paragraph(ask.say("settings_occupation_set", name=name), "lead")]
        return _reply(ask, said, main_choices(ask))
    known = ask.knowledge.occupations
    context = ask.context
    occupation = known.get(context.occupation or ask.knowledge.default_occupation or "")
    key = "settings_language_chosen" if context.chosen_language else "settings_language_seen"
    lines = [ask.say(key)]
    if occupation is not None:
        key = "settings_occupation" if context.occupation else "settings_occupation_assumed"
        lines.append(ask.say(key, name=in_language(occupation.name, ask.language)))
    choices = [*_languages(ask), *_occupations(ask), *_entries(ask, "data", "delete", "privacy")]
    text = "\n".join(f"- {line}" for line in lines)
    return _reply(ask, [Paragraph(ask.say("settings_lead"), "lead"), Paragraph(text)], choices)


def answer_data(ask: Ask) -> Reply:
    """Show what is remembered of this chat; the transport adds what its store holds."""
    known = _remembered(ask)
    lead = "data_lead" if known else "data_nothing"
    lines = [Paragraph(ask.say(lead), "lead")]
    if known:
        lines.append(Paragraph("\n".join(f"- {line}" for line in known)))
    return _reply(ask, lines, _entries(ask, "delete", "privacy"))


def answer_delete(ask: Ask) -> Reply:
    """Say that everything is deleted; the transport does it and adds the proof."""
    lines = [
        Paragraph(ask.say("delete_lead"), "lead"),
        Paragraph(ask.say("delete_small"), "small"),
    ]
    return _reply(ask, lines, ())


def effects_of(ask: Ask) -> tuple[Effect, ...]:
    """Return what the transport is to do for this answer."""
    if ask.entry.answer not in ("data", "delete"):
        return ()
    names = {kind: ask.say(f"record_{kind}") for kind in RECORDS}
    if ask.entry.answer == "data":
        said = (ask.say("data_stored"), ask.say("data_nothing_stored"))
        return (Effect("show_data", *said, failed=ask.say("data_failed"), names=names),)
    said = (ask.say("deleted"), ask.say("deleted_nothing"))
    proof, failed = ask.say("deleted_proof"), ask.say("deleted_failed")
    return (Effect("forget", *said, proof=proof, failed=failed, names=names),)


def _operator(ask: Ask) -> str:
    if not ask.terms.operator:
        return ask.say("privacy_no_operator")
    if not ask.terms.contact:
        return ask.say("privacy_operator_only", operator=ask.terms.operator)
    values = {"operator": ask.terms.operator, "contact": ask.terms.contact}
    return ask.say("privacy_operator", **values)


def _remembered(ask: Ask) -> list[str]:
    """Return one line for each thing the context holds, in words people read."""
    context, found = ask.context, []
    if context.chosen_language or context.language:
        code = context.chosen_language or context.language or ""
        key = "data_language_chosen" if context.chosen_language else "data_language"
        found.append(ask.say(key, name=say(ask.knowledge, "language_name", code)))
    occupation = ask.knowledge.occupations.get(context.occupation or "")
    if occupation is not None:
        found.append(ask.say("data_occupation", name=in_language(occupation.name, ask.language)))
    if context.stranger:
        found.append(ask.say("data_occupation", name=context.stranger.title()))
    entry = ask.knowledge.entries.get(context.entry or "")
    if entry is not None:
        found.append(ask.say("data_entry", name=in_language(entry.title, ask.language)))
    if context.slots:
        details = ", ".join(spelling(ask, slot, value) for slot, value in context.slots.items())
        found.append(ask.say("data_slots", details=details))
    if context.offered:
        found.append(ask.say("data_offered", count=str(len(context.offered))))
    return found + _forms(ask)


def _forms(ask: Ask) -> list[str]:
    found = []
    for state in ask.context.forms:
        form = ask.knowledge.forms.get(state.form)
        if form is None:
            continue
        free = {step.id for step in form.steps if step.free}
        own = [f"„{text}“" for step, text in state.answers.items() if step in free and text]
        title = in_language(form.title, ask.language)
        line = ask.say("data_form", name=title, count=str(len(state.answers)))
        found.append(" ".join([line, *own]))
    return found


def _languages(ask: Ask) -> list[Choice]:
    entries = ask.knowledge.entries.values()
    entry = next((entry for entry in entries if entry.answer == "language"), None)
    return [
        Choice(say(ask.knowledge, "language_name", code), choice_data(entry.id, language=code))
        for code in ask.knowledge.languages
        if entry is not None and len(ask.knowledge.languages) > 1
    ]


def _occupations(ask: Ask) -> list[Choice]:
    known = sorted(ask.knowledge.occupations.values(), key=lambda o: o.on_request_only)
    careful = ask.say("careful")
    return [
        Choice(
            in_language(o.name, ask.language) + (f" ({careful})" if o.on_request_only else ""),
            choice_data(ask.entry.id, o.id),
        )
        for o in known
        if len(known) > 1
    ]


def _entries(ask: Ask, *answers: str) -> tuple[Choice, ...]:
    """Return choices for the entries with these built-in answers."""
    entries = ask.knowledge.entries.values()
    found = [entry.id for answer in answers for entry in entries if entry.answer == answer]
    return entry_choices(ask.knowledge, found, ask.language)


def _reply(ask: Ask, lines: list[Paragraph], choices: list[Choice] | tuple[Choice, ...]) -> Reply:
    return Reply("command", ask.language, ask.entry.topic, tuple(lines), tuple(choices))
