"""vocabulary.yaml and wording.yaml: the matcher's words and the bot's own sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from bot.knowledge.models import Text, Vocabulary
from bot.knowledge.parsing.nodes import Fields, Node, Scalar
from bot.knowledge.reader import Reader
from bot.knowledge.suggest import suggestion

KEYS = tuple(each.name for each in fields(Vocabulary))
PLAIN_LISTS = ("loanwords", "other_occupations")
"""Keys that hold one list for all languages; those not named here hold one for each."""
CONTROLS = (
    "go_on", "back", "skip", "cancel", "restart", "done", "undone", "all", "yes", "no", "more",
    "again", "shorter",
)  # fmt: skip
"""What words under `controls` may do."""
_MARK = re.compile(r"\{[^{}\n]*\}")


def read_vocabulary(reader: Reader, node: Node, packaged: Vocabulary) -> Vocabulary:
    """Return the words of one file, the packaged ones for every key it leaves away."""
    given = reader.keys(node, KEYS)
    read: dict[str, Callable[[Reader, Node], Any]] = {"synonyms": _synonyms, "slots": _slots}
    read |= {"controls": _controls, "spoken_here": _sentences}
    read |= dict.fromkeys(PLAIN_LISTS, Reader.texts)
    own = {key: read.get(key, Reader.word_lists)(reader, each) for key, each in given.items()}
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
        if name in packaged:
            _check_marks(reader, value, packaged[name])
    return found


def _check_marks(reader: Reader, node: Node, packaged: Text) -> None:
    """Report a placeholder the bot has no value for in this sentence."""
    known = {mark for text in packaged.values() for mark in _MARK.findall(text)}
    for text in node.values.values() if isinstance(node, Fields) else ():
        for mark in _MARK.findall(text.value) if isinstance(text, Scalar) else ():
            if mark not in known:
                hint = suggestion(mark, known, "the_marks")
                place = reader.document.find(text, mark)
                reader.document.add("E306", *place, value=mark, suggestion=hint)


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
    return {
        word: meaning
        for word, _, value in reader.pairs(node)
        if (meaning := reader.text(value)) is not None
    }


def _slots(reader: Reader, node: Node) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        slot: {value: reader.texts(spellings) for value, _, spellings in reader.pairs(values)}
        for slot, _, values in reader.pairs(node)
    }
