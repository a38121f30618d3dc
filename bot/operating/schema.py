"""JSON Schemas of the knowledge files, so that editors complete keys and mark mistakes.

Made from the lists of keys the loader itself reads by. A schema cannot see other files, so
`karrierebot check` stays the judge: what a schema lets pass may still be wrong, but what it
refuses is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.knowledge import (
    conversations,
    entries,
    figures,
    forms,
    general,
    occupations,
    sources,
    words,
)
from bot.operating.descriptions import DESCRIPTIONS
from bot.operating.shapes import (
    ANY,
    COUNT,
    DAY_OR_NONE,
    FLAG,
    LANGUAGE,
    NUMBER,
    OPTIONAL_TEXT,
    SAFE_URL,
    TEXT,
    Schema,
    by_language,
    free,
    group,
    ids,
    one_of,
    texts,
)

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The version the language server for YAML speaks."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The languages of a folder."""

    languages: tuple[str, ...] = general.USUAL_LANGUAGES

    def texts(self) -> Schema:
        """Return a text for each language; with a single language just the text, too."""
        grouped = by_language(self.languages, TEXT, complete=True)
        return {"anyOf": [grouped, TEXT]} if len(self.languages) == 1 else grouped

    def phrases(self) -> Schema:
        """Return phrases for each language, or those of none."""
        grouped = by_language(self.languages, texts(), complete=False)
        return {"anyOf": [grouped, {"type": "array", "items": TEXT}]}


def schema(kind: str, speech: Speech) -> dict[str, Any]:
    """Return the schema of one kind of file, one of KINDS."""
    head = {"$schema": DRAFT, "title": f"Karrierebot: {kind}"}
    return head | _BUILDERS[kind](speech)


def dumps(values: Mapping[str, Any]) -> str:
    """Return a schema as text, the same one every time."""
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def kind_of(path: str) -> str | None:
    """Return the kind of a file by its path in the folder, None for one that is not read."""
    first, slash, _ = path.partition("/")
    return FOLDERS.get(first) if slash else _SINGLE.get(first.rpartition(".")[0])


def _keys(names: Iterable[str], shapes: Mapping[str, Schema], kind: str) -> dict[str, Schema]:
    """Return the shape and description of each key the loader knows."""
    told = DESCRIPTIONS.get(kind, {})
    return {
        name: {**shapes.get(name, ANY), **({"description": told[name]} if name in told else {})}
        for name in names
    }


def _knowledge(_: Speech) -> dict[str, Any]:
    codes = {"anyOf": [{"type": "array", "items": {"type": "string", "pattern": LANGUAGE}}, TEXT]}
    shapes = {"languages": codes, "default_occupation": OPTIONAL_TEXT}
    return group(_keys(general.KEYS, shapes, "knowledge"))


def _sources(speech: Speech) -> dict[str, Any]:
    shapes = {
        "title": speech.texts(),
        "publisher": TEXT,
        "url": {"type": ["string", "null"], "pattern": r"^https?://\S+$"},
        "language": {"type": "string", "pattern": LANGUAGE},
        "as_of": OPTIONAL_TEXT,
        "confidence": one_of(sources.CONFIDENCES),
        "convention": FLAG,
        "note": speech.texts(),
    }
    return free(group(_keys(sources.KEYS, shapes, "sources"), sources.REQUIRED))


def _figure(speech: Speech) -> dict[str, Any]:
    shapes: dict[str, Schema] = {
        **dict.fromkeys(figures.AMOUNTS, NUMBER),
        "id": TEXT,
        "occupation": TEXT,
        "topic": OPTIONAL_TEXT,
        "unit": OPTIONAL_TEXT,
        "currency": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"},
        "period": one_of(figures.PERIODS),
        "gross": one_of([True, False, *figures.GROSS]),
        "statistic": OPTIONAL_TEXT,
        "sample_size": COUNT,
        "source": TEXT,
        "locator": OPTIONAL_TEXT,
        "as_of": OPTIONAL_TEXT,
        "checked_on": DAY_OR_NONE,
        "review_after": DAY_OR_NONE,
        "confidence": one_of(figures.CONFIDENCES),
        "show_by_default": FLAG,
        "caveats": speech.texts(),
        "confirm": {"anyOf": [NUMBER, {"type": "array", "items": NUMBER}]},
    }
    names = figures.REQUIRED + figures.OPTIONAL
    return group(_keys(names, shapes, "figure"), figures.REQUIRED)


def _occupation(speech: Speech) -> dict[str, Any]:
    section_shapes = {
        "reply": speech.texts(),
        "sources": ids(),
        "next": ids(),
        "kind": one_of(occupations.KINDS),
    }
    section = group(_keys(occupations.SECTION_KEYS, section_shapes, "entry"), ("reply",))
    shapes: dict[str, Schema] = {
        "id": TEXT,
        "name": speech.texts(),
        "aliases": texts(),
        "on_request_only": FLAG,
        "stands_in": OPTIONAL_TEXT,
        "warning": speech.texts(),
        "figures": {"type": ["array", "null"], "items": _figure(speech)},
        "sections": free(section),
    }
    return group(_keys(occupations.KEYS, shapes, "occupation"), ("name",))


def _entry(speech: Speech) -> dict[str, Any]:
    shapes: dict[str, Schema] = {
        **dict.fromkeys(("title", "ask", "reply"), speech.texts()),
        **dict.fromkeys(("phrases", "follow_ups", "triggers"), speech.phrases()),
        "id": TEXT,
        "topic": OPTIONAL_TEXT,
        "kind": one_of(occupations.KINDS),
        "commands": {
            "anyOf": [
                {"type": "array", "items": {"type": "string", "pattern": "^[a-z0-9_]{1,32}$"}},
                TEXT,
            ]
        },
        "needs": ids(entries.KNOWN_SLOTS),
        "about_occupation": FLAG,
        "occupations": ids(),
        "after": ids(),
        "answer": one_of(entries.BUILT_IN_ANSWERS),
        "section": TEXT,
        "form": TEXT,
        "sources": ids(),
        "next": ids(),
    }
    saying = [{"required": list(pair)} for pair in _pairs(entries.SAYING)]
    return group(_keys(entries.KEYS, shapes, "entry")) | {"not": {"anyOf": saying}}


def _pairs(names: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    return ((one, other) for number, one in enumerate(names) for other in names[number + 1 :])


def _conversations(speech: Speech) -> dict[str, Any]:
    shapes: dict[str, Schema] = {
        **dict.fromkeys(("contains", "lacks"), texts()),
        **dict.fromkeys(("intent", "topic", "not_intent"), ids()),
        "say": {"type": ["string", "number"]},
        "press": OPTIONAL_TEXT,
        "kind": ids(occupations.KINDS),
        "language": ids(speech.languages),
        "slots": group(dict.fromkeys(entries.KNOWN_SLOTS, OPTIONAL_TEXT), other=OPTIONAL_TEXT),
        "about": OPTIONAL_TEXT,
        "language_code": OPTIONAL_TEXT,
    }
    own = _keys(conversations.OWN_KEYS, shapes, "conversations")
    turn = group(_keys(conversations.TURN_KEYS, shapes, "conversations"))
    turn["anyOf"] = [{"required": ["say"]}, {"required": ["press"]}]
    several = group({**own, "turns": {"type": "array", "items": turn}}, ("turns",))
    told = {name: shape for name, shape in own.items() if name != "turns"}
    single = group({**told, **turn["properties"]}) | {"anyOf": turn["anyOf"]}
    return {"type": "array", "items": {"anyOf": [single, several]}}


def _form(speech: Speech) -> dict[str, Any]:
    shapes: dict[str, Schema] = {
        **dict.fromkeys(("title", "intro", "consent", "ask", "again"), speech.texts()),
        **dict.fromkeys(("label", "note", "otherwise"), speech.texts()),
        **dict.fromkeys(("sources", "next", "needs"), ids()),
        **dict.fromkeys(("words", "terms"), texts()),
        **dict.fromkeys(("may_skip", "links"), FLAG),
        "id": TEXT,
        "slot": OPTIONAL_TEXT,
        "style": one_of(forms.STYLES),
        "name": OPTIONAL_TEXT,
        **dict.fromkeys(("url", "anywhere"), SAFE_URL),
    }
    options = free(group(_keys(forms.OPTION_KEYS, shapes, "form"), ("label",)))
    step_shapes = shapes | {"options": options, "notes": free(speech.texts()), "text": FLAG}
    step = group(_keys(forms.STEP_KEYS, step_shapes, "form"), ("ask",))
    part_shapes = shapes | {"text": speech.texts(), "notes": ids()}
    part = group(_keys(forms.PART_KEYS, part_shapes, "form"), ("text",))
    own = shapes | {
        "kind": one_of(forms.KINDS),
        "answers": options,
        "steps": free(step),
        "result": {"type": "array", "items": part},
        "boards": free(group(_keys(forms.BOARD_KEYS, shapes, "form"), ("url",))),
    }
    return group(_keys(forms.KEYS, own, "form"), ("title", "steps"))


def _vocabulary(_: Speech) -> dict[str, Any]:
    lists: Schema = {"anyOf": [{"type": "array", "items": TEXT}, free(texts())]}
    shapes: dict[str, Schema] = {
        **dict.fromkeys(words.KEYS, lists),
        **dict.fromkeys(words.PLAIN_LISTS, texts()),
        "synonyms": free(TEXT),
        "slots": free(free(texts())),
    }
    return group(_keys(words.KEYS, shapes, "vocabulary"))


def _wording(speech: Speech) -> dict[str, Any]:
    return free(speech.texts())  # which sentences there are, `check` knows


_BUILDERS: dict[str, Callable[[Speech], dict[str, Any]]] = {
    "knowledge": _knowledge,
    "sources": _sources,
    "occupation": _occupation,
    "intent": _entry,
    "faq": lambda speech: free(_entry(speech)),
    "form": _form,
    "conversations": _conversations,
    "vocabulary": _vocabulary,
    "wording": _wording,
}
KINDS = tuple(_BUILDERS)
FOLDERS = {
    "conversations": "conversations",
    "faq": "faq",
    "forms": "form",
    "intents": "intent",
    "occupations": "occupation",
}
_SINGLE = {name: name for name in ("knowledge", "sources", "vocabulary", "wording")}
