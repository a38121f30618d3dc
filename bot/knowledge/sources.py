"""sources.yaml: the documents the knowledge stands on."""

from __future__ import annotations

import re
from typing import cast

from bot.knowledge.across.collected import Dated
from bot.knowledge.models import Confidence, Source
from bot.knowledge.parsing.nodes import Node, Scalar
from bot.knowledge.reader import LANGUAGE, Reader

KEYS = ("title", "publisher", "url", "language", "as_of", "confidence", "convention", "note")
REQUIRED = ("title", "publisher", "language", "as_of", "confidence")
CONFIDENCES = ("high", "medium", "low")
_URL = re.compile(r"https?://(?:[\w-]+\.)+[^\W\d_][\w-]+(?::\d+)?(?:[/?#]\S*)?")
_STRAY = re.compile(r"[.,;:!>\])]$")
"""Signs of the sentence an address was copied from."""


def read_sources(reader: Reader, node: Node) -> dict[str, Source]:
    """Return the sources of the file by id, in its order."""
    return {name: _source(reader, name, value) for name, _, value in reader.checked_ids(node)}


def _source(reader: Reader, source_id: str, node: Node) -> Source:
    get = reader.keys(node, KEYS, REQUIRED).get
    return Source(
        id=source_id,
        title=reader.texts_by_language(get("title"), "title of a source"),
        publisher=reader.optional_text(get("publisher")) or "",
        language=_language(reader, get("language")),
        as_of=_as_of(reader, get("as_of")),
        confidence=cast("Confidence", reader.one_of(get("confidence"), CONFIDENCES, "low")),
        url=_url(reader, get("url")),
        convention=reader.flag(get("convention"), default=False),
        note=reader.texts_by_language(get("note"), "note"),
    )


def _language(reader: Reader, node: Node | None) -> str:
    text = None if node is None else reader.text(node)
    if node is not None and text is not None and not LANGUAGE.fullmatch(text):
        reader.document.at("E217", node, value=text)
    return text or ""


def _url(reader: Reader, node: Node | None) -> str | None:
    text = reader.optional_text(node)
    if node is not None and text is not None and not _is_address(text):
        reader.document.at("E218", node, value=text)
    return text


def _is_address(text: str) -> bool:
    """Tell whether a text is a web address and nothing else: it may end in a bracket it opens."""
    if not _URL.fullmatch(text):
        return False
    return not _STRAY.search(text) or (text.endswith(")") and text.count("(") == text.count(")"))


def _as_of(reader: Reader, node: Node | None) -> str | None:
    text = reader.as_of(node)
    if text is not None and isinstance(node, Scalar):
        reader.collected.dated.append(Dated(reader.document, node))
    return text
