"""The JSON Schema of a guided helper's file, made from the loader's own lists of keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.knowledge import forms
from bot.operating.shapes import FLAG, TEXT, Schema, free, group, ids, one_of, texts

_ADDRESS: Schema = {"type": "string", "pattern": r"^https://\S+$"}


def form(said: Schema) -> dict[str, Any]:
    """Return the schema; `said` is the shape of a text in all languages."""
    options = free(_group(forms.OPTION_KEYS, _option(said), ("label",)))
    board = {"name": TEXT, "url": _ADDRESS, "anywhere": _ADDRESS}
    shapes: dict[str, Schema] = {
        **dict.fromkeys(("title", "intro", "consent"), said),
        "id": TEXT,
        "kind": one_of(forms.KINDS),
        "answers": options,
        "steps": free(_group(forms.STEP_KEYS, _step(said, options), ("ask",))),
        "result": {"type": "array", "items": _group(forms.PART_KEYS, _part(said), ("text",))},
        "sources": ids(),
        "next": ids(),
        "terms": texts(),
        "boards": free(_group(forms.BOARD_KEYS, board, ("url",))),
    }
    return _group(forms.KEYS, shapes, ("title", "steps"))


def _option(said: Schema) -> dict[str, Schema]:
    return {"label": said, "words": texts(), "note": said}


def _step(said: Schema, options: Schema) -> dict[str, Schema]:
    return {
        **dict.fromkeys(("ask", "again", "label"), said),
        **dict.fromkeys(("text", "may_skip"), FLAG),
        "options": options,
        "notes": free(said),
        "slot": TEXT,
    }


def _part(said: Schema) -> dict[str, Schema]:
    return {
        **dict.fromkeys(("text", "otherwise"), said),
        "style": one_of(forms.STYLES),
        "notes": ids(),
        "needs": ids(),
        "links": FLAG,
    }


def _group(
    names: Iterable[str], shapes: Mapping[str, Schema], required: Iterable[str]
) -> dict[str, Any]:
    """Return a group of exactly the keys the loader knows."""
    return group({name: shapes[name] for name in names}, required)
