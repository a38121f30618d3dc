"""Answers that operators write as text: a reply of the entry, or a section of an occupation."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from bot.dialogue.answers.salary import answer_salary, salary_entry, shown_figures
from bot.dialogue.answers.subjects import subjects_of
from bot.dialogue.choices import entry_choices
from bot.dialogue.fill import fill, paragraphs, source_note
from bot.dialogue.holds import holds_for
from bot.dialogue.pictures import picture_comparison
from bot.dialogue.reply import Choice, Paragraph, Reply
from bot.dialogue.review import review_note
from bot.dialogue.turn import Ask
from bot.dialogue.wording import in_language
from bot.knowledge.models import Occupation, Section

_MOST_NEXT = 3
_MOST_SUBJECTS = 6
"""Buttons below an honest no: more would bury it."""


def answer_text(ask: Ask) -> Reply:
    """Return the entry's own text with its sources and what to ask next.

    Where it is about other occupations than the one asked for, the reply is as if it were not
    there.
    """
    entry, about = ask.entry, ask.occupation
    if about is not None and not holds_for(entry, about, ask.knowledge):
        return _near(ask, about) or _nothing_about(ask, about)
    text = in_language(entry.reply, ask.language) or in_language(entry.title, ask.language)
    section = Section(entry.reply, entry.sources, entry.next, entry.kind)
    said = _reply(ask, text, section, about, ())
    return replace(said, attachments=picture_comparison(ask, entry.reply))


def answer_section(ask: Ask) -> Reply:
    """Return what the sources say about one subject of the occupation asked for.

    Where they say nothing about it, the reply says so, and tells what they say on the topic as a
    whole, else what there is for the occupation that stands in for it.
    """
    name, about = ask.entry.section or "", ask.occupation
    known = ask.knowledge.occupations
    if about is None:
        default = known.get(ask.knowledge.default_occupation or "")
        section = default.sections.get(name) if default else None
        return _told(ask, default, section) if default and section else _nothing(ask)
    section = about.sections.get(name)
    if section is not None:
        return _told(ask, about, section)
    return _near(ask, about) or _instead(ask, about, name) or _nothing_about(ask, about)


def _told(ask: Ask, about: Occupation, section: Section, *note: Paragraph) -> Reply:
    return _reply(ask, in_language(section.reply, ask.language), section, about, note)


def _near(ask: Ask, about: Occupation) -> Reply | None:
    """Return what the sources say on the topic as a whole, opened by what they do not say."""
    name = in_language(about.name, ask.language)
    opening = Paragraph(ask.say("section_near", occupation=name), "lead")
    whole = about.sections.get(ask.entry.topic)
    if whole is None:
        return _paid(ask, about, opening)
    return _told(ask, about, whole, opening) if whole.kind == "answer" else None


def _paid(ask: Ask, about: Occupation, opening: Paragraph) -> Reply | None:
    """Return what the occupation pays, where the topic is pay; what no source gives is said."""
    salary = salary_entry(ask.knowledge)
    if salary is None or salary.topic != ask.entry.topic or not shown_figures(about):
        return None
    card = answer_salary(replace(ask, entry=salary, assumed=False))
    if card.kind == "fallback":
        return card
    return replace(card, paragraphs=(opening, *card.paragraphs))


def _instead(ask: Ask, about: Occupation, name: str) -> Reply | None:
    """Return the section of the occupation that stands in, opened by whose it is."""
    other = ask.knowledge.occupations.get(about.stands_in or "")
    section = other.sections.get(name) if other else None
    if other is None or section is None:
        return None
    missing = ask.say(
        "section_missing",
        occupation=in_language(about.name, ask.language),
        instead=in_language(other.name, ask.language),
    )
    return _told(ask, other, section, Paragraph(missing, "lead"))


def _reply(
    ask: Ask,
    text: str,
    section: Section,
    about: Occupation | None,
    note: tuple[Paragraph, ...],
) -> Reply:
    body = paragraphs(fill(text, ask.knowledge, ask.language, about))
    source = source_note(ask.knowledge, section.sources, ask.language)
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
        choices=_following(ask, section, about),
        sources=section.sources,
    )


def _following(ask: Ask, section: Section, about: Occupation | None) -> tuple[Choice, ...]:
    """Return what to ask next: as written, else what else there is about this very occupation."""
    following = (name for name in section.next or ask.entry.next if name != ask.entry.id)
    occupation = about.id if about else None
    written = entry_choices(ask.knowledge, following, ask.language, occupation)
    default = ask.knowledge.default_occupation
    if about is None or section.next or not default or default in (about.id, about.stands_in):
        return written
    others = (each for each in subjects_of(ask, about) if each.data.split()[0] != ask.entry.id)
    return tuple(islice(others, _MOST_NEXT))


def _assumption(ask: Ask, about: Occupation | None) -> tuple[Paragraph, ...]:
    """Name the occupation that was taken for granted, below the answer."""
    if about is None or about is not ask.occupation or not ask.assumed:
        return ()
    return (ask.note_on(about, "assumed_occupation"),)


def _nothing(ask: Ask) -> Reply:
    text = ask.say("not_in_sources")
    return Reply("fallback", ask.language, ask.entry.topic, (Paragraph(text, "lead"),))


def _nothing_about(ask: Ask, about: Occupation) -> Reply:
    """Say that there is nothing on this about the occupation, and what there is about it."""
    name = in_language(about.name, ask.language)
    known = tuple(subjects_of(ask, about))
    lines = [Paragraph(ask.say("not_in_sources_for", occupation=name), "lead")]
    if known:
        titles = "\n".join(f"- {each.label}" for each in known)
        lines.append(Paragraph(ask.say("known_about", occupation=name) + "\n\n" + titles))
    else:
        lines.append(Paragraph(ask.say("elsewhere")))
    return Reply("fallback", ask.language, ask.entry.topic, tuple(lines), known[:_MOST_SUBJECTS])
