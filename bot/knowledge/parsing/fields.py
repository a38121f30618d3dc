"""Typed values out of nodes: texts, lists, numbers, dates, choices.

Every scalar is judged by the type expected of it, from the text as written, so that nothing is
silently turned into something else. What is wrong is reported to the document; the value is
then None or left out. Nothing here knows a particular kind of file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.nodes import Fields, Items, Node, Scalar
from bot.knowledge.parsing.traps import digits, number_trap, text_trap
from bot.knowledge.pieces import Piece
from bot.knowledge.suggest import did_you_mean, nearest, suggestion

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_IN_ENGLISH = {
    "brutto": "true", "netto": "false", "ja": "true", "nein": "false", "unbekannt": "unknown",
    "jahr": "year", "jährlich": "year", "monat": "month", "monatlich": "month", "hoch": "high",
    "mittel": "medium", "niedrig": "low", "gering": "low", "antwort": "answer",
}  # fmt: skip
"""What people write in place of the fixed English words."""
_NAMES = {Scalar: "single_text", Items: "a_list", Fields: "keys_group"}


@dataclass(slots=True)
class FieldReader:
    """Reads values of one document."""

    document: Document

    def keys(
        self, node: Node, allowed: Sequence[str], required: Iterable[str] = ()
    ) -> dict[str, Node]:
        """Return the known keys' nodes; report unknown and missing keys."""
        if not isinstance(node, Fields):
            self.wrong_type(node, Piece("keys_such_as"))
            return {}
        meant = self.misspelt(node, allowed)
        for key in node.values:
            if key not in allowed:
                hint = suggestion(key, allowed, "the_keys")
                self.document.at("E201", node.keys[key], key=key, suggestion=hint)
        for key in required:
            if key not in node.values and key not in meant:
                self.document.at("E202", node, key=key, extra="")
        return {key: value for key, value in node.values.items() if key in allowed}

    @staticmethod
    def misspelt(node: Node, allowed: Sequence[str]) -> set[str | None]:
        """Return the keys that others were probably meant to be: they are not missing, too."""
        unknown = (
            [] if not isinstance(node, Fields) else [k for k in node.values if k not in allowed]
        )
        return {nearest(key, allowed) for key in unknown}

    def pairs(self, node: Node) -> Iterator[tuple[str, Scalar, Node]]:
        """Yield key, the key's node and the value's node of a mapping with free keys."""
        if isinstance(node, Fields):
            for key, value in node.values.items():
                where = node.keys[key]
                if where.plain and (trap := text_trap(key)):
                    self.document.at(trap[0], where, **trap[1])
                yield key, where, value
        elif not (isinstance(node, Scalar) and node.empty):
            self.wrong_type(node, Piece("keys_group"))

    def items(self, node: Node) -> list[Node]:
        """Return a list's items; a single text counts as a list of one."""
        if isinstance(node, Items):
            return node.items
        if isinstance(node, Scalar):
            return [] if node.empty else [node]
        self.wrong_type(node, Piece("a_list"))
        return []

    def text(self, node: Node, *, may_be_empty: bool = False) -> str | None:
        """Return a text as written; report what YAML would turn into something else."""
        if not isinstance(node, Scalar):
            self.wrong_type(node, Piece("a_text"))
            return None
        if node.plain:
            if trap := text_trap(node.value):
                self.document.at(trap[0], node, **trap[1])
            elif node.empty:
                self.document.at("E213", node)
                return None
            elif node.value.count('"') == 1 and node.value[-1] == '"':
                self.document.at("W534", node)
        elif not may_be_empty and not node.value.strip():
            self.document.at("E213", node)
            return None
        return node.value.rstrip("\n")

    def optional_text(self, node: Node | None) -> str | None:
        """Return a text, or None for null; dates and numbers count as texts here."""
        if node is None or (isinstance(node, Scalar) and node.empty):
            return None
        if isinstance(node, Scalar) and node.value.strip():
            return node.value.strip()
        return self.text(node)

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        found = (self.listed(item) for item in ([] if node is None else self.items(node)))
        return tuple(text for text in found if text is not None)

    def listed(self, node: Node) -> str | None:
        """Return a text in a list; "Null" without quotes is no text there, but meant as one."""
        if isinstance(node, Scalar) and node.empty and node.value.isalpha():
            self.document.at("E105", node, value=node.value, meaning=Piece("nothing"))
            return None
        return self.text(node)

    def named(self, node: Node | None) -> list[Scalar]:
        """Return a list's texts with their places, without reporting empty ones again."""
        if node is None:
            return []
        found = []
        for item in self.items(node):
            if isinstance(item, Scalar):
                if not item.empty:
                    found.append(item)
            else:
                self.wrong_type(item, Piece("a_text"))
        return found

    def number(self, node: Node | None) -> float | None:
        """Return an amount, None for null; report every way of writing that misleads."""
        if node is None or (isinstance(node, Scalar) and node.empty):
            return None
        if not isinstance(node, Scalar):
            self.wrong_type(node, Piece("a_number"))
            return None
        if not node.plain:
            self.document.at("E206", node, value=node.value, better=digits(node.value))
            return None
        if trap := number_trap(node.value):
            self.document.at(trap[0], node, **trap[1])
            return None
        return float(node.value)

    def flag(self, node: Node | None, *, default: bool) -> bool:
        """Return true or false; nothing else counts."""
        if node is None:
            return default
        if not isinstance(node, Scalar):
            self.wrong_type(node, Piece("true_or_false"))
            return default
        if node.plain and node.value.casefold() in ("true", "false"):
            return node.value.casefold() == "true"
        yes = node.value.casefold() in ("true", "yes", "on", "ja", "1")
        self.document.at("E207", node, value=node.value, better="true" if yes else "false")
        return default

    def one_of(self, node: Node | None, allowed: Sequence[str], default: str) -> str:
        """Return one of a few fixed words, whether quoted or not."""
        if node is None:
            return default
        if not isinstance(node, Scalar):
            self.wrong_type(node, Piece.of("one_of", names=", ".join(allowed)))
            return default
        if node.value in allowed:
            return node.value
        meant = _IN_ENGLISH.get(node.value.casefold())
        hint = suggestion(node.value, allowed, "one_of_these")
        if meant is not None and meant in allowed:
            hint = did_you_mean(meant)
        self.document.at("E208", node, value=node.value, suggestion=hint)
        return default

    def day(self, node: Node | None) -> str | None:
        """Return a date as year-month-day, None for null."""
        if node is None or (isinstance(node, Scalar) and node.empty):
            return None
        text = node.value if isinstance(node, Scalar) else ""
        match = _DATE.fullmatch(text)
        if match and _exists(*(int(part) for part in match.groups())):
            return text
        if isinstance(node, Scalar):
            self.document.at("E209", node, value=text)
        else:
            self.wrong_type(node, Piece("a_date"))
        return None

    def wrong_type(self, node: Node, expected: Piece) -> None:
        """Report a node of the wrong shape; say so if only quotes are missing."""
        if isinstance(node, Fields) and expected.key == "a_text" and self._missing_quotes(node):
            return
        if isinstance(node, Scalar) and node.empty:
            self.document.at("E213", node)
            return
        found = Piece(_NAMES[type(node)])
        hint = Piece.of("write", what=expected)
        self.document.at("E205", node, found=found, suggestion=hint)

    def _missing_quotes(self, node: Fields) -> bool:
        raw = self.document.lines[node.line - 1][node.column - 1 :].strip()
        if node.flow:
            self.document.at("E114", node, sign="{", value=raw)
            return True
        if len(node.values) == 1:
            key = next(iter(node.keys.values()))
            self.document.add("E115", key.line, key.column + len(key.value))
            return True
        return False


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
