"""occupations/*.yaml: one occupation a file, with its names, figures and sections."""

from __future__ import annotations

from typing import cast

from bot.knowledge.figures import read_figures
from bot.knowledge.ids import file_id
from bot.knowledge.models import Kind, Occupation, Section
from bot.knowledge.parsing.nodes import Fields, Node
from bot.knowledge.reader import Reader

KEYS = ("id", "name", "aliases", "on_request_only", "stands_in", "warning", "figures", "sections")
SECTION_KEYS = ("reply", "sources", "next", "kind")
KINDS = ("answer", "clarify", "fallback", "smalltalk", "command")


def read_occupation(reader: Reader, node: Node) -> Occupation:
    """Return the occupation of one file; its id is the file's name."""
    occupation_id = file_id(reader.document.stem)
    get = reader.keys(node, KEYS, ("name",)).get
    reader.check_file_id(get("id"), occupation_id)
    if isinstance(names := get("name"), Fields):
        for name in names.values.values():
            reader.claims(name, "E312", occupation_id, is_name=True)
    reader.claims(get("aliases"), "E312", occupation_id)
    for alias in [] if get("aliases") is None else reader.named(get("aliases")):
        if "," in alias.value:
            reader.document.at("W542", alias, value=alias.value)
    return Occupation(
        id=occupation_id,
        name=reader.texts_by_language(get("name"), "name"),
        aliases=reader.texts(get("aliases")),
        figures=read_figures(reader, get("figures"), occupation_id),
        sections=_sections(reader, get("sections")),
        on_request_only=reader.flag(get("on_request_only"), default=False),
        stands_in=reader.reference(get("stands_in"), "occupation"),
        warning=reader.texts_by_language(get("warning"), "warning"),
        place=reader.document.place(node),
    )


def _sections(reader: Reader, node: Node | None) -> dict[str, Section]:
    if node is None:
        return {}
    return {name: _section(reader, value) for name, _, value in reader.checked_ids(node)}


def _section(reader: Reader, node: Node) -> Section:
    get = reader.keys(node, SECTION_KEYS, ("reply",)).get
    return Section(
        reply=reader.texts_by_language(get("reply"), "reply"),
        sources=reader.references(get("sources"), "source"),
        next=reader.following(get("next")),
        kind=cast("Kind", reader.one_of(get("kind"), KINDS, "answer")),
    )
