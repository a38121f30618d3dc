"""vocabulary.yaml and wording.yaml: the matcher's words and the bot's own sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from bot.knowledge.across.collected import Reference
from bot.knowledge.general import USUAL_LANGUAGES
from bot.knowledge.models import Text, Vocabulary
from bot.knowledge.parsing.nodes import Fields, Node, Scalar
from bot.knowledge.profile import check_profile
from bot.knowledge.reader import ANY_LANGUAGE, Reader
from bot.knowledge.suggest import suggestion

MONTHS = 12
KEYS = tuple(each.name for each in fields(Vocabulary))
PLAIN_LISTS = ("loanwords", "other_occupations")
"""Keys that hold one list for all languages; those not named here hold one for each."""
CONTROLS = (
    "go_on", "back", "skip", "cancel", "restart", "done", "undone", "all", "yes", "no", "more",
    "again", "shorter", "explain", "first", "second", "third", "last", "neither",
)  # fmt: skip
"""What words under `controls` may do."""
FIXED_SLOTS = {
    "period": ("year", "month", "week", "day", "hour"),
    "pay": ("net", "gross"),
}
"""Slots whose values the program knows; a folder adds spellings only."""
NAMES_OCCUPATIONS = ("generic", "short_name")
"""Slots whose values are ids of occupations."""
_MARK = re.compile(r"\{[^{}\n]*\}")
_BRACKET = re.compile("[{}]")


def read_vocabulary(reader: Reader, node: Node, packaged: Vocabulary) -> Vocabulary:
    """Return the words of one file, the packaged ones for every key it leaves away."""
    given = reader.keys(node, KEYS)
    read: dict[str, Callable[[Reader, Node], Any]] = {"synonyms": _synonyms, "slots": _slots}
    read |= {"controls": _controls, "spoken_here": _sentences}
    read |= {"loanwords": Reader.texts, "other_occupations": _occupations}
    read |= {"other_languages": Reader.word_lists}
    own = {key: read.get(key, _word_lists)(reader, each) for key, each in given.items()}
    return replace(packaged, **own)


def read_wording(reader: Reader, node: Node, packaged: Mapping[str, Text]) -> dict[str, Text]:
    """Return the packaged sentences with this file's in their place.

    With packaged ones given, a sentence they do not know is reported.
    """
    found = dict(packaged)
    for name, where, value in reader.pairs(node):
        if packaged and name not in packaged:
            hint = suggestion(name, packaged, "delete_it")
            reader.document.at("E314", where, value=name, suggestion=hint)
        found[name] = reader.texts_by_language(value, "wording")
        _check_brackets(reader, value)
        if name == "months":
            _check_months(reader, value)
        check_profile(reader, name, _texts(value))
        if name in packaged:
            _check_marks(reader, value, packaged[name])
    return found


def _check_marks(reader: Reader, node: Node, packaged: Text) -> None:
    """Report a placeholder the bot has no value for in this sentence."""
    known = {mark for text in packaged.values() for mark in _MARK.findall(text)}
    texts = _texts(node)
    strange = any(set(_MARK.findall(text.value)) - known for text in texts)
    for mark in sorted(known) if not strange else ():
        if texts and not any(mark in text.value for text in texts):
            reader.document.at("E318", texts[0], value=mark)
    for text in texts:
        for mark in _MARK.findall(text.value):
            if mark not in known:
                hint = suggestion(mark, known, "the_marks")
                place = reader.document.find(text, mark)
                reader.document.add("E306", *place, value=mark, suggestion=hint)


def _check_months(reader: Reader, node: Node) -> None:
    """Report a row of months that are not twelve words."""
    for text in _texts(node):
        words = text.value.split()
        if len(words) != MONTHS or not all(word.isalpha() for word in words):
            reader.document.at("E348", text, count=len(words), limit=MONTHS)


def _texts(node: Node) -> list[Scalar]:
    """Return the texts of a sentence, in whatever languages it has."""
    if isinstance(node, Scalar):
        return [] if node.empty else [node]
    held = node.values.values() if isinstance(node, Fields) else ()
    return [text for text in held if isinstance(text, Scalar)]


def _check_brackets(reader: Reader, node: Node) -> None:
    """Report a bracket that belongs to no placeholder: it would stop the sentence."""
    for text in _texts(node):
        if found := _BRACKET.search(_MARK.sub(lambda mark: " " * len(mark[0]), text.value)):
            line, column = reader.document.find(text, found[0])
            reader.document.add("E313", line, column, sign=found[0])


def in_all_languages(
    wording: Mapping[str, Text], languages: tuple[str, ...]
) -> tuple[dict[str, Text], dict[str, int]]:
    """Return the sentences with English (else the first) for missing languages, and how many."""
    missing: dict[str, int] = {}
    filled: dict[str, Text] = {}
    for name, texts in wording.items():
        complete = dict(texts)
        for code in languages:
            if code not in texts and texts:
                complete[code] = texts.get("en") or next(iter(texts.values()))
                missing[code] = missing.get(code, 0) + 1
        filled[name] = complete
    return filled, missing


def _controls(reader: Reader, node: Node) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, where, value in reader.pairs(node):
        if name not in CONTROLS:
            hint = suggestion(name, CONTROLS, "there_are")
            reader.document.at("E201", where, key=name, suggestion=hint)
        found[name] = reader.texts(value)
    return found


def _sentences(reader: Reader, node: Node) -> dict[str, str]:
    return {
        language: sentence
        for language, _, value in reader.pairs(node)
        if (sentence := reader.text(value)) is not None
    }


def _synonyms(reader: Reader, node: Node) -> dict[str, str]:
    found = {}
    for word, where, value in reader.pairs(node):
        meaning = reader.text(value)
        if meaning is not None:
            found[word] = meaning
        for each, at in ((word, where), (meaning or "", value)):
            if " " in each.strip() and "{" not in each:
                reader.document.at("W557", at, value=each)
    return found


def _word_lists(reader: Reader, node: Node) -> dict[str, tuple[str, ...]]:
    """Return words for each language; a language nobody has heard of is reported."""
    known = {*reader.languages.codes, *USUAL_LANGUAGES, ANY_LANGUAGE}
    for key, where in node.keys.items() if isinstance(node, Fields) else ():
        if key not in known:
            listed = ", ".join(sorted(known - {ANY_LANGUAGE}))
            reader.document.at("E204", where, key=key, languages=listed)
    return reader.word_lists(node)


def _occupations(reader: Reader, node: Node) -> tuple[str, ...]:
    """Return names of occupations; two in one line are reported."""
    for item in reader.items(node):
        if isinstance(item, Scalar) and "," in item.value:
            reader.document.at("W542", item, value=item.value)
    return reader.texts(node)


def _slots(reader: Reader, node: Node) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for slot, _, values in reader.pairs(node):
        known = FIXED_SLOTS.get(slot)
        for value, where, _ in reader.pairs(values):
            if slot in NAMES_OCCUPATIONS:
                reader.collected.references.append(Reference(reader.document, where, "occupation"))
            elif known is not None and value not in known:
                hint = suggestion(value, known, "there_are")
                named = {"slot": slot, "value": value, "suggestion": hint}
                reader.document.at("E317", where, **named)
        found[slot] = {value: reader.texts(each) for value, _, each in reader.pairs(values)}
    return found
