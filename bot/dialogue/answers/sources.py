"""Where the figures come from: all sources, or those of the last answer."""

from __future__ import annotations

from bot.dialogue.choices import entry_choices
from bot.dialogue.fill import name_source
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Ask
from bot.dialogue.wording import in_language
from bot.knowledge.models import Source


def answer_sources(ask: Ask) -> Reply:
    """List the sources about occupations with date and how far to trust each."""
    main = [s for s in ask.knowledge.sources.values() if not s.convention]
    others = [s for s in ask.knowledge.sources.values() if s.convention]
    lines = [Paragraph(ask.say("sources_lead", count=str(len(main))), "lead")]
    lines.extend(Paragraph(_describe(ask, source)) for source in main)
    if others:
        publishers = ", ".join(dict.fromkeys(source.publisher for source in others))
        lines.append(Paragraph(ask.say("sources_conventions", publishers=publishers), "small"))
    return _reply(ask, lines, tuple(source.id for source in main))


def answer_source_of_last(ask: Ask) -> Reply:
    """Name the sources of the answer before, its place there and its date."""
    last = [ask.knowledge.sources[s] for s in ask.context.sources if s in ask.knowledge.sources]
    if not last:
        return answer_sources(ask)
    lines = [Paragraph(ask.say("source_of_last_lead"), "lead")]
    for source in last:
        where = [
            figure.locator
            for occupation in ask.knowledge.occupations.values()
            for figure in occupation.figures
            if figure.source == source.id and figure.id in ask.context.figures and figure.locator
        ]
        locator = ask.say("locator", place=", ".join(dict.fromkeys(where))) if where else ""
        lines.append(Paragraph(" ".join(filter(None, [_describe(ask, source), locator]))))
    return _reply(ask, lines, tuple(source.id for source in last))


def _describe(ask: Ask, source: Source) -> str:
    link = f"\n{source.url}" if source.url else ""
    note = in_language(source.note, ask.language).strip()
    named = name_source(ask.knowledge, source, ask.language)
    return f"- {named}{': ' + note if note else ''}{link}"


def _reply(ask: Ask, lines: list[Paragraph], sources: tuple[str, ...]) -> Reply:
    choices = entry_choices(ask.knowledge, ask.entry.next, ask.language)
    return Reply("answer", ask.language, ask.entry.topic, tuple(lines), choices, sources)
