"""intents/*.yaml and faq/*.yaml: the things that can be asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from bot.knowledge.ids import file_id, is_command
from bot.knowledge.models import Entry, Kind
from bot.knowledge.occupations import KINDS
from bot.knowledge.parsing.nodes import Fields, Node, Scalar
from bot.knowledge.reader import Reader

BUILT_IN_ANSWERS = (
    "salary", "salary_check", "salary_convert", "sources", "source_of_last", "start", "help",
    "occupations", "language", "privacy", "cancel", "settings", "data", "delete",
)  # fmt: skip
"""Names `answer:` may hold: what the program works out itself. The only list of them."""
KNOWN_SLOTS = (
    "occupation", "other_occupation", "place", "country", "home", "level", "period", "pay",
    "amount", "year",
)  # fmt: skip
"""Slots the matcher fills, whatever a folder's vocabulary adds."""
KEYS = (
    "id", "topic", "title", "kind", "commands", "needs", "about_occupation", "occupations", "ask",
    "phrases", "follow_ups", "after", "triggers", "answer", "section", "form", "reply",
    "sources", "next",
)  # fmt: skip
SAYING = ("answer", "section", "form", "reply")


def read_intent(reader: Reader, node: Node) -> Entry:
    """Return the one entry of a file in intents; its id is the file's name."""
    entry_id = file_id(reader.document.stem)
    reader.check_file_id(node.values.get("id") if isinstance(node, Fields) else None, entry_id)
    return _entry(reader, entry_id, node, node)


def read_faq(reader: Reader, node: Node) -> Iterator[Entry]:
    """Yield the entries of a file in faq: a mapping from id to entry."""
    for entry_id, where, value in reader.checked_ids(node):
        yield _entry(reader, entry_id, value, where)


def _entry(reader: Reader, entry_id: str, node: Node, where: Node) -> Entry:
    get = reader.keys(node, KEYS).get
    title = reader.texts_by_language(get("title"), "title")
    _check_answer(reader, node)
    _check_phrase_languages(reader, node)
    _check_holding(reader, node)
    _check_following(reader, node)
    _check_next(reader, get("next"), entry_id)
    reader.claims(get("commands"), "E311", entry_id)
    return Entry(
        id=entry_id,
        topic=reader.optional_text(get("topic")) or entry_id,
        title={code: title.get(code, entry_id) for code in reader.languages.codes},
        kind=cast("Kind", reader.one_of(get("kind"), KINDS, "answer")),
        phrases=reader.phrases(get("phrases")),
        follow_ups=reader.phrases(get("follow_ups")),
        after=reader.references(get("after"), "topic"),
        triggers=reader.phrases(get("triggers")),
        commands=_commands(reader, get("commands")),
        needs=tuple(reader.known(get("needs"), "E309", KNOWN_SLOTS, "the_slots")),
        about_occupation=reader.flag(get("about_occupation"), default=False),
        occupations=reader.references(get("occupations"), "occupation"),
        ask=reader.texts_by_language(get("ask"), "ask"),
        answer=_built_in(reader, get("answer")),
        section=reader.reference(get("section"), "section"),
        form=reader.reference(get("form"), "form"),
        reply=reader.texts_by_language(get("reply"), "reply"),
        sources=reader.references(get("sources"), "source"),
        next=reader.following(get("next")),
        place=reader.document.place(where),
    )


def _check_answer(reader: Reader, node: Node) -> None:
    """Report two answers in one entry, and a title that leads to none."""
    if not isinstance(node, Fields):
        return
    given = [key for key in SAYING if key in node.values]
    for other in given[1:]:
        reader.document.at("E214", node.keys[other], key=given[0], other=other)
    if "title" in node.values and not given and set(node.values) <= set(KEYS):
        reader.document.at("W516", node.keys["title"])


def _check_holding(reader: Reader, node: Node) -> None:
    """Warn of `occupations` where nothing looks at it."""
    if not isinstance(node, Fields) or "occupations" not in node.values:
        return
    asked = node.values.get("about_occupation")
    about = isinstance(asked, Scalar) and asked.value == "true"
    if not about or "section" in node.values or "answer" in node.values:
        reader.document.at("W537", node.keys["occupations"])


def _check_following(reader: Reader, node: Node) -> None:
    """Warn of short questions that belong after no topic, and of topics nothing follows."""
    if not isinstance(node, Fields):
        return
    for key, other in (("follow_ups", "after"), ("after", "follow_ups")):
        if key in node.values and other not in node.values:
            reader.document.at("W543", node.keys[key], key=key, other=other)


def _check_next(reader: Reader, node: Node | None, entry_id: str) -> None:
    """Warn of a button that leads to the answer it stands under."""
    for item in reader.named(node):
        if item.value == entry_id:
            reader.document.at("W555", item, value=entry_id)


def _check_phrase_languages(reader: Reader, node: Node) -> None:
    phrases = node.values.get("phrases") if isinstance(node, Fields) else None
    if isinstance(phrases, Fields) and reader.languages.declared:
        for code in reader.languages.codes:
            if code not in phrases.values:
                reader.document.at("W508", phrases, language=code)


def _commands(reader: Reader, node: Node | None) -> tuple[str, ...]:
    found = reader.texts(node)
    for item in [] if node is None else reader.named(node):
        if not is_command(item.value):
            reader.document.at("E215", item, value=item.value)
    return found


def _built_in(reader: Reader, node: Node | None) -> str | None:
    found = reader.known(node, "E310", BUILT_IN_ANSWERS, "the_answers")
    return found[0] if found else None
