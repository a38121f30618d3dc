"""conversations/*.yaml: golden conversations the operators promise."""

from __future__ import annotations

import re

from bot.knowledge.across.collected import SlotValue
from bot.knowledge.entries import KNOWN_SLOTS
from bot.knowledge.models import Conversation, Turn
from bot.knowledge.occupations import KINDS
from bot.knowledge.parsing.nodes import Fields, Node, Scalar
from bot.knowledge.reader import Reader
from bot.knowledge.suggest import suggestion

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SLOT = re.compile(r"\{\w+\}")
TURN_KEYS = (
    "say", "press", "kind", "intent", "topic", "language", "slots", "contains", "lacks",
    "not_intent",
)  # fmt: skip
OWN_KEYS = ("about", "language_code", "turns")


def read_conversations(reader: Reader, node: Node) -> list[Conversation]:
    """Return the conversations of one file, in its order."""
    items = reader.items(node)
    if not items:
        reader.document.at("W509", node)
    return [_conversation(reader, item) for item in items]


def _conversation(reader: Reader, node: Node) -> Conversation:
    before = len(reader.document.problems)
    if isinstance(node, Fields) and "turns" not in node.values:
        values = reader.keys(node, OWN_KEYS + TURN_KEYS)
        turns: tuple[Turn, ...] = (_turn(reader, node, values),)
    else:
        values = reader.keys(node, OWN_KEYS)
        items = reader.items(values["turns"]) if "turns" in values else []
        turns = tuple(_turn(reader, item, reader.keys(item, TURN_KEYS)) for item in items)
    sound = len(reader.document.problems) == before
    if sound and any(turn.say for turn in turns) and not any(map(_promises, turns)):
        reader.document.at("W545", node)
    return Conversation(
        turns=turns,
        language_code=_language_code(reader, values.get("language_code")),
        about=reader.optional_text(values.get("about")) or "",
    )


def _promises(turn: Turn) -> bool:
    """Tell whether anything is expected of the reply to a turn."""
    return any((
        turn.kind, turn.intent, turn.topic, turn.language, turn.slots, turn.contains, turn.lacks,
        turn.not_intent,
    ))  # fmt: skip


def _language_code(reader: Reader, node: Node | None) -> str | None:
    """Return a code as Telegram reports it, such as de or pt-br."""
    text = reader.optional_text(node)
    if node is not None and text is not None and not _CODE.fullmatch(text):
        reader.document.at("E217", node, value=text)
    return text


def _turn(reader: Reader, node: Node, values: dict[str, Node]) -> Turn:
    get = values.get
    if values and "say" not in values and "press" not in values:
        reader.document.at("E202", node, key="say", extra="")
    if "say" in values and "press" in values:
        reader.document.at("E214", values["press"], key="say", other="press")
    said = None if "say" not in values else reader.text(values["say"], may_be_empty=True)
    if said and (slot := _SLOT.search(said)):
        place = reader.document.find(values["say"], slot[0])
        reader.document.add("W546", *place, value=slot[0])
    languages = reader.languages.codes
    return Turn(
        say=said or "",
        press=reader.optional_text(get("press")),
        kind=tuple(reader.one_of(item, KINDS, "answer") for item in reader.named(get("kind"))),
        intent=reader.references(get("intent"), "entry"),
        topic=reader.references(get("topic"), "topic"),
        language=tuple(
            reader.one_of(item, languages, languages[0]) for item in reader.named(get("language"))
        ),
        slots=_slots(reader, get("slots")),
        contains=reader.texts(get("contains")),
        lacks=reader.texts(get("lacks")),
        not_intent=reader.references(get("not_intent"), "entry"),
        place=reader.document.place(node),
    )


def _slots(reader: Reader, node: Node | None) -> dict[str, str]:
    if node is None:
        return {}
    found = {}
    for slot, where, value in reader.pairs(node):
        if slot not in KNOWN_SLOTS:
            hint = suggestion(slot, KNOWN_SLOTS, "the_slots")
            reader.document.at("E309", where, value=slot, suggestion=hint)
        if slot == "occupation":
            found[slot] = reader.reference(value, "occupation") or ""
        else:
            found[slot] = reader.optional_text(value) or ""
            if isinstance(value, Scalar) and found[slot]:
                reader.collected.slots.append(SlotValue(reader.document, value, slot))
    return found
