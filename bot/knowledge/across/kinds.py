"""Files that lie in the folder of another kind: told by the keys they hold."""

from __future__ import annotations

from bot.knowledge.entries import KEYS as ENTRY_KEYS
from bot.knowledge.forms import KEYS as FORM_KEYS
from bot.knowledge.occupations import KEYS as OCCUPATION_KEYS
from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.nodes import Fields, Node
from bot.knowledge.pieces import Piece

_KEYS = {"intents": ENTRY_KEYS, "forms": FORM_KEYS, "occupations": OCCUPATION_KEYS}
_TELLING = {
    "forms": frozenset({"steps", "boards"}),
    "occupations": frozenset({"figures", "aliases", "sections", "on_request_only"}),
    "intents": frozenset({"phrases", "commands", "triggers", "follow_ups"}),
}
"""Keys only this kind of file has at its top."""
_SAID = frozenset({"phrases", "reply", "answer", "section"})
"""Keys one of which every entry has."""
_FOUND = {
    "faq": Piece("some_entries"), "intents": Piece("one_entry"),
    "forms": Piece("a_form"), "occupations": Piece("an_occupation"),
}  # fmt: skip


def check_kind(document: Document) -> None:
    """Report a file that holds another kind of thing than its folder; it then counts as unread."""
    folder, node = document.path.partition("/")[0], document.node
    if not isinstance(node, Fields) or (folder not in _KEYS and folder != "faq"):
        return
    kind = _kind(node)
    if kind is None or kind == folder or _fits(node, folder):
        return
    first = next(iter(node.keys.values()))
    document.at("E138", first, found=_FOUND[kind], folder=folder, better=kind)
    document.node = None


def _fits(node: Fields, folder: str) -> bool:
    """Tell whether any of a file's keys belongs where the file lies."""
    if folder == "faq":
        return any(_is_entry(value) for value in node.values.values())
    return bool(_TELLING[folder] & node.values.keys())


def _kind(node: Fields) -> str | None:
    """Return the folder a file belongs into, None if nobody can tell."""
    for kind, keys in _TELLING.items():
        if keys & node.values.keys():
            return kind
    entries = [value for value in node.values.values() if _is_entry(value)]
    return "faq" if entries and len(entries) == len(node.values) else None


def _is_entry(node: Node) -> bool:
    return isinstance(node, Fields) and bool(_SAID & node.values.keys())
