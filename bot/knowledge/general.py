"""knowledge.yaml: the folder's languages and default occupation, and what stands in for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.parsing.nodes import Fields, Items, Node, Scalar
from bot.knowledge.reader import LANGUAGE, Languages, Reader

KEYS = ("languages", "default_occupation")
USUAL_LANGUAGES = ("de", "en")
_TEXT_KEYS = frozenset({
    "title", "phrases", "follow_ups", "triggers", "reply", "ask", "name", "warning", "caveats",
    "note", "label", "intro", "consent", "text", "otherwise", "again",
})  # fmt: skip
_CODE = re.compile("[a-z]{2}")


@dataclass(frozen=True, slots=True)
class General:
    """What knowledge.yaml says; no languages means it does not declare them."""

    languages: tuple[str, ...] = ()
    default_occupation: str | None = None


def read_general(reader: Reader, node: Node) -> General:
    """Read the file; if a language is broken, the languages count as not declared."""
    get = reader.keys(node, KEYS).get
    listed = get("languages")
    return General(
        languages=() if listed is None else _languages(reader, listed),
        default_occupation=reader.reference(get("default_occupation"), "default"),
    )


def _languages(reader: Reader, node: Node) -> tuple[str, ...]:
    found: list[str] = []
    items = reader.items(node)
    if not items:
        reader.document.at("E213", node)
    for item in items:
        text = reader.text(item)
        if text is None:
            continue
        if not LANGUAGE.fullmatch(text):
            reader.document.at("E217", item, value=text)
        found.append(text)
    sound = all(LANGUAGE.fullmatch(text) for text in found)
    return tuple(dict.fromkeys(found)) if sound else ()


def languages_of(general: General, nodes: Iterable[Node]) -> Languages:
    """Return the declared languages, else those seen in the texts, else German and English."""
    if general.languages:
        return Languages(general.languages)
    seen: set[str] = set()
    for node in nodes:
        seen |= _seen(node)
    first = [code for code in USUAL_LANGUAGES if code in seen]
    rest = sorted(seen.difference(USUAL_LANGUAGES))
    return Languages(tuple(first + rest) or USUAL_LANGUAGES, declared=False)


def _seen(root: Node) -> set[str]:
    """Return the language codes that stand as keys below title, phrases, reply and so on."""
    seen: set[str] = set()
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Items):
            waiting.extend(each for each in node.items if not isinstance(each, Scalar))
        elif isinstance(node, Fields):
            for key, value in node.values.items():
                if isinstance(value, Scalar):
                    continue
                waiting.append(value)
                if key in _TEXT_KEYS and isinstance(value, Fields):
                    seen.update(code for code in value.values if _CODE.fullmatch(code))
    return seen
