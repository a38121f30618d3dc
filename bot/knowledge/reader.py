"""Reading what is special to knowledge: texts for each language, phrases, ids of other things.

Everything that can only be judged when all files are read is noted in `collected`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.knowledge.across.collected import Claim, Collected, Reference, Said
from bot.knowledge.ids import is_id
from bot.knowledge.models import Phrase, Place
from bot.knowledge.parsing.fields import FieldReader
from bot.knowledge.parsing.nodes import Fields, Items, Node, Scalar
from bot.knowledge.parsing.traps import text_trap
from bot.knowledge.pieces import Piece
from bot.knowledge.suggest import did_you_mean, nearest, suggestion

MOST_NEXT = 4
"""Buttons for what people ask next."""
MONTHS = frozenset(
    [
        "januar",
        "february",
        "februar",
        "january",
        "march",
        "märz",
        "april",
        "mai",
        "may",
        "juni",
        "june",
        "juli",
        "july",
        "august",
        "september",
        "oktober",
        "october",
        "november",
        "dezember",
        "december",
    ]
)
_SHORT_MONTH = 3
"""Letters of words too short to tell a misspelt month."""
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ODD_MONTH = re.compile(
    r"\b(00?|1[3-9]|[2-9]\d)[./](?=(?:19|20)\d\d)|(?<=\d{4}-)(00?|1[3-9]|[2-9]\d)\b"
)
ANY_LANGUAGE = "*"
LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a folder; if it does not declare them, no text has to have all."""

    codes: tuple[str, ...]
    declared: bool = True


@dataclass(slots=True)
class Reader(FieldReader):
    """Reads values of one document in the languages of its folder."""

    languages: Languages
    collected: Collected = field(default_factory=Collected)

    def texts_by_language(
        self, node: Node | None, key: str, own: frozenset[str] = frozenset()
    ) -> dict[str, str]:
        """Return a text for each language; `key` is the key it stands under, `own` are
        placeholders that only this text may hold.

        Where the languages are not declared, a language without text gets another one's.
        """
        if node is None:
            return {}
        codes = self.languages.codes
        if isinstance(node, Scalar) and len(codes) == 1:
            found = {codes[0]: self._shown(node, codes[0], key, (node.line, node.column), own)}
        else:
            found = {
                language: self._shown(value, language, key, (node.line, node.column), own)
                for language, value in self._by_language(node)
            }
        texts = {code: text for code in codes if (text := found.get(code)) is not None}
        if self.languages.declared:
            self._check_all_languages(node)
        elif texts:
            spare = next(iter(texts.values()))
            texts = {code: texts.get(code, spare) for code in codes}
        return texts

    def phrases(self, node: Node | None) -> tuple[Phrase, ...]:
        """Return the phrases of a mapping from languages, or of a list of no one language."""
        if node is None:
            return ()
        if isinstance(node, Items):
            return self._phrases(node, None)
        return tuple(
            phrase
            for language, value in self._by_language(node)
            for phrase in self._phrases(value, language)
        )

    def word_lists(self, node: Node | None) -> dict[str, tuple[str, ...]]:
        """Return words for each language; a plain list and the key "*" are of no one language."""
        if node is None:
            return {}
        if isinstance(node, Items):
            return {ANY_LANGUAGE: self.texts(node)}
        return {key: self.texts(value) for key, _, value in self.pairs(node)}

    def references(self, node: Node | None, kind: str) -> tuple[str, ...]:
        """Return a list of ids and note them: what they name may stand in a later file."""
        found = self.named(node)
        if len(found) > 1:
            self._check_once(found)
        self.collected.references += [Reference(self.document, item, kind) for item in found]
        return tuple(item.value for item in found)

    def _check_once(self, found: Sequence[Scalar]) -> None:
        """Warn of a name that stands in one list twice."""
        seen: set[str] = set()
        for item in found:
            if item.value in seen:
                self.document.at("W554", item, value=item.value)
            seen.add(item.value)

    def following(self, node: Node | None) -> tuple[str, ...]:
        """Return the entries offered next; more than a few are not read by anybody."""
        found = self.references(node, "entry")
        if node is not None and len(found) > MOST_NEXT:
            self.document.at("W544", node, count=len(found), limit=MOST_NEXT)
        return found

    def as_of(self, node: Node | None) -> str | None:
        """Return a source's date in words, None for null; one that is none is reported."""
        text = self.optional_text(node)
        if node is not None and text is not None:
            odd = _ODD_MONTH.search(text)
            if odd is not None:
                self.document.at("W549", node, value=odd[1], suggestion=Piece("month_number"))
            elif not _YEAR.search(text):
                self.document.at("W552", node, value=text)
        for word in _WORD.findall(text or ""):
            near = nearest(word, MONTHS) if len(word) > _SHORT_MONTH else None
            alike = near is not None and abs(len(near) - len(word)) <= 1
            if node is not None and near and alike and word.casefold() not in MONTHS:
                hint = did_you_mean(near.capitalize())
                self.document.at("W549", node, value=word, suggestion=hint)
        return text

    def reference(self, node: Node | None, kind: str) -> str | None:
        """Return one id and note it; null is None."""
        if node is None or isinstance(node, Items):
            if node is not None:
                self.wrong_type(node, Piece("a_text"))
            return None
        return next(iter(self.references(node, kind)), None)

    def claims(self, node: Node | None, rule: str, owner: str, *, is_name: bool = False) -> None:
        """Note names that nobody else may have; `rule` is the one broken if somebody does."""
        for item in [] if node is None else self.items(node):
            if isinstance(item, Scalar) and not item.empty:
                self.collected.claims.append(Claim(self.document, item, rule, owner, is_name))

    def known(self, node: Node | None, rule: str, names: Sequence[str], what: str) -> list[str]:
        """Return the texts of a list that must all be among these names."""
        found = self.named(node)
        for item in found:
            if item.value not in names:
                hint = suggestion(item.value, names, what)
                self.document.at(rule, item, value=item.value, suggestion=hint)
        return [item.value for item in found]

    def checked_ids(self, node: Node) -> Iterator[tuple[str, Scalar, Node]]:
        """Yield the pairs of a mapping whose keys are ids; a broken id is reported."""
        for key, where, value in self.pairs(node):
            if not is_id(key):
                self.document.at("E210", where, value=key)
            yield key, where, value

    def check_file_id(self, node: Node | None, expected: str) -> None:
        """Report a file name that cannot be an id and an `id` that differs from it."""
        if not is_id(expected):
            self.document.add("E210", 1, 1, value=expected)
        written = self.optional_text(node)
        if node is not None and written != expected:
            self.document.at("E211", node, value=written, better=expected)

    def _by_language(self, node: Node) -> Iterator[tuple[str, Node]]:
        """Yield language and node of a mapping from languages; unknown ones are reported."""
        if not isinstance(node, Fields):
            self.wrong_type(node, Piece("by_language"))
            return
        listed = ", ".join(self.languages.codes)
        for key, value in node.values.items():
            where = node.keys[key]
            trap = text_trap(key) if where.plain else None
            if trap:
                self.document.at(trap[0], where, **trap[1])
            elif key in self.languages.codes:
                yield key, value
            else:
                self.document.at("E204", where, key=key, languages=listed)

    def _check_all_languages(self, node: Node) -> None:
        """Report missing texts; a mistyped language is one problem, not two."""
        if isinstance(node, Fields) and set(node.values) <= set(self.languages.codes):
            for code in self.languages.codes:
                if code not in node.values:
                    self.document.at("E203", node, language=code)

    def _shown(
        self, node: Node, language: str, key: str, group: tuple[int, int], own: frozenset[str]
    ) -> str | None:
        text = self.text(node)
        if text is not None and isinstance(node, Scalar):
            self.collected.said.append(Said(self.document, node, language, key, group, own))
        return text

    def _phrases(self, node: Node, language: str | None) -> tuple[Phrase, ...]:
        items = self.items(node)
        if not items:
            self.document.at("W509", node)
        path = self.document.path
        return tuple(
            Phrase(text, language, Place(path, item.line, item.column))
            for item in items
            if (text := _several_words(item) or self.listed(item)) is not None
        )


def _several_words(node: Node) -> str | None:
    """Return a plain text of several words as it is: nothing in it can be misread."""
    if not isinstance(node, Scalar) or not node.plain:
        return None
    text = node.value
    return text if " " in text and text[0].isalpha() and '"' not in text else None
