"""Fill the placeholders of reply texts and name sources the way people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.dialogue.amounts import format_amount, format_count, per_month
from bot.dialogue.reply import Link, Paragraph
from bot.dialogue.wording import in_language, say
from bot.knowledge.models import Figure, Knowledge, Occupation, Source

_PLACEHOLDER = re.compile(r"\{([a-z]+)(?::([\w.-]+))?\}")


def fill(text: str, knowledge: Knowledge, language: str, occupation: Occupation | None) -> str:
    """Return `text` with ``{occupation}``, ``{amount:…}``, ``{sample:…}``, ``{source:…}`` filled.

    What cannot be filled stays as it is; `karrierebot check` reports it before anyone sees it.
    """

    def value(found: re.Match[str]) -> str:
        name, argument = found[1], found[2] or ""
        if name == "occupation" and occupation is not None:
            return in_language(occupation.name, language)
        if name == "amount":
            return _amount(knowledge, argument, language) or found[0]
        if name == "sample":
            figure = knowledge.figure(argument)
            size = figure.sample_size if figure else None
            return format_count(size, language) if size is not None else found[0]
        if name == "source" and argument in knowledge.sources:
            return name_source(knowledge, knowledge.sources[argument], language)
        return found[0]

    return _PLACEHOLDER.sub(value, text).strip()


def _amount(knowledge: Knowledge, argument: str, language: str) -> str | None:
    figure_id, _, field = argument.partition(".")
    field, _, period = field.partition(".")
    figure = knowledge.figure(figure_id)
    value = figure_value(figure, field) if figure else None
    if value is None:
        return None
    return format_amount(per_month(value) if period == "month" else value, language)


def figure_value(figure: Figure, field: str) -> float | None:
    """Return the `low`, `value` or `high` of a figure, or None."""
    return {"low": figure.low, "value": figure.value, "high": figure.high}.get(field)


def name_source(knowledge: Knowledge, source: Source, language: str) -> str:
    """Return title and date of a source; an undated one says so."""
    title = in_language(source.title, language)
    as_of = source.as_of or say(knowledge, "undated", language)
    if source.as_of and language != source.language:
        as_of = say_date(knowledge, source.as_of, language)
    return f"{title} ({as_of})"


def say_date(knowledge: Knowledge, as_of: str, language: str) -> str:
    """Return a date text such as ``April 2026`` in the reply's language, where it is known."""
    months = say(knowledge, "months", language).split()
    for other in knowledge.languages:
        names = say(knowledge, "months", other).split()
        for name, ours in zip(names, months, strict=False):
            as_of = re.sub(rf"\b{re.escape(name)}\b", ours, as_of)
    return as_of


def source_note(knowledge: Knowledge, sources: Iterable[str], language: str) -> Paragraph | None:
    """Return the small print that names the sources of a reply, or None if it has none."""
    known = [
        knowledge.sources[source]
        for source in dict.fromkeys(sources)
        if source in knowledge.sources
    ]
    if not known:
        return None
    names = "; ".join(name_source(knowledge, source, language) for source in known)
    key = "source_line" if len(known) == 1 else "sources_line"
    return Paragraph(
        say(knowledge, key, language, sources=names), "small", source_links(known, language)
    )


def source_links(sources: Iterable[Source], language: str) -> tuple[Link, ...]:
    """Return a link from the title of each source that has an address, in their order."""
    return tuple(
        Link(in_language(source.title, language), source.url) for source in sources if source.url
    )


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a filled text; the first one leads."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return tuple(Paragraph(p, "lead" if n == 0 else "body") for n, p in enumerate(parts))
