"""Answers that operators write as text: a reply of the entry, or a section of an occupation."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.choices import entry_choices
from bot.dialogue.fill import fill, paragraphs, source_note
from bot.dialogue.pictures import picture_comparison
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.review import review_note
from bot.dialogue.turn import Ask
from bot.dialogue.wording import in_language, say
from bot.knowledge.models import Occupation, Section


def answer_text(ask: Ask) -> Reply:
    """Return the entry's own text with its sources and what to ask next."""
    entry = ask.entry
    text = in_language(entry.reply, ask.language) or in_language(entry.title, ask.language)
    section = Section(entry.reply, entry.sources, entry.next, entry.kind)
    said = _reply(ask, text, section, ask.occupation, ())
    return replace(said, attachments=picture_comparison(ask, entry.reply))


def answer_section(ask: Ask) -> Reply:
    """Return what the sources say about one subject of the occupation asked for.

    Where they say nothing about it, the reply says so, and tells what they say on the topic as a
    whole, else what there is for the default occupation.
    """
    name = ask.entry.section or ""
    about = ask.occupation
    section = about.sections.get(name) if about else None
    if about is not None and section is not None:
        return _reply(ask, in_language(section.reply, ask.language), section, about, ())
    whole = about.sections.get(ask.entry.topic) if about else None
    if about is not None and whole is not None and whole.kind == "answer":
        near = say(
            ask.knowledge, "section_near", ask.language,
            occupation=in_language(about.name, ask.language),
        )  # fmt: skip
        text = in_language(whole.reply, ask.language)
        return _reply(ask, text, whole, about, (Paragraph(near, "lead"),))
    default = ask.knowledge.occupations.get(ask.knowledge.default_occupation or "")
    section = default.sections.get(name) if default else None
    if default is None or section is None:
        return _nothing(ask)
    note: tuple[Paragraph, ...] = ()
    if about is not None:
        missing = say(
            ask.knowledge, "section_missing", ask.language,
            occupation=in_language(about.name, ask.language),
            instead=in_language(default.name, ask.language),
        )  # fmt: skip
        note = (Paragraph(missing, "lead"),)
    return _reply(ask, in_language(section.reply, ask.language), section, default, note)


def _reply(
    ask: Ask,
    text: str,
    section: Section,
    about: Occupation | None,
    note: tuple[Paragraph, ...],
) -> Reply:
    body = paragraphs(fill(text, ask.knowledge, ask.language, about))
    source = source_note(ask.knowledge, section.sources, ask.language)
    following = section.next or ask.entry.next
    return Reply(
        kind=section.kind if section.kind != "answer" else ask.entry.kind,
        language=ask.language,
        topic=ask.entry.topic,
        paragraphs=(
            *note,
            *body,
            *((source,) if source else ()),
            *review_note(ask, text),
            *_assumption(ask, about),
        ),
        choices=entry_choices(
            ask.knowledge,
            (n for n in following if n != ask.entry.id),
            ask.language,
            about.id if about else None,
        ),
        sources=section.sources,
    )


def _assumption(ask: Ask, about: Occupation | None) -> tuple[Paragraph, ...]:
    """Name the occupation that was taken for granted, below the answer."""
    if about is None or about is not ask.occupation or not ask.assumed:
        return ()
    return (ask.note_on(about, "assumed_occupation"),)


def _nothing(ask: Ask) -> Reply:
    text = say(ask.knowledge, "not_in_sources", ask.language)
    return Reply("fallback", ask.language, ask.entry.topic, (Paragraph(text, "lead"),))
