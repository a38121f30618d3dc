"""What the values in a knowledge file look like, in the words of JSON Schema.

One shape for each way `bot.knowledge` reads a value; which key has which shape is in `schema`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Schema = Mapping[str, Any]

LANGUAGE = "^[a-z]{2,3}$"
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
ID = r"^[^\W_][\w.-]*$"

TEXT: Schema = {"type": ["string", "number"], "minLength": 1}
"""A year is a text, too."""
OPTIONAL_TEXT: Schema = {"type": ["string", "number", "null"]}
"""Dates and numbers count as texts where a source is quoted."""
NUMBER: Schema = {"type": ["number", "null"], "minimum": 0}
COUNT: Schema = {"type": ["integer", "null"], "minimum": 0}
FLAG: Schema = {"type": "boolean"}
DAY_OR_NONE: Schema = {"type": ["string", "null"], "pattern": DAY}
SAFE_URL: Schema = {"type": "string", "pattern": r"^https://\S+$"}
ANY: Schema = {}


def texts() -> Schema:
    """Return one text or a list of them."""
    listed = {"type": "array", "items": TEXT}
    return {"anyOf": [TEXT, listed, {"type": "null"}]}


def ids(names: Iterable[str] = ()) -> Schema:
    """Return one id or a list of them, out of `names` where there are any."""
    one = one_of(names) if names else TEXT
    return {"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]}


def one_of(names: Iterable[object]) -> Schema:
    """Return one of a few fixed words."""
    return {"enum": list(names)}


def by_language(languages: tuple[str, ...], value: Schema, *, complete: bool) -> Schema:
    """Return a value for each language; `complete` asks for all of them."""
    grouped: dict[str, Any] = {
        "type": "object",
        "properties": dict.fromkeys(languages, value),
        "additionalProperties": False,
    }
    if complete:
        grouped["required"] = list(languages)
    return grouped


def group(
    properties: Mapping[str, Schema], required: Iterable[str] = (), *, other: Schema | None = None
) -> dict[str, Any]:
    """Return a group of keys; keys that are not named have the shape `other` or are wrong."""
    found: dict[str, Any] = {"type": "object", "properties": dict(properties)}
    found["additionalProperties"] = False if other is None else other
    if required := list(required):
        found["required"] = required
    return found


def free(value: Schema) -> dict[str, Any]:
    """Return a group whose keys are ids that people choose."""
    return {"type": "object", "additionalProperties": value}
