"""The pages on rules: why each is there, with an example, kept as YAML beside this file.

Only whoever asks for a page reads them; a message needs `saying` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

MARK = "¦"
"""Stands in a wrong example where the problem is."""
_FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class PageText:
    """Why a rule is there, by language, and an example: the file, wrong (marked) and right.

    `base` names what an example of a few lines belongs into; `languages` are those the example's
    folder speaks.
    """

    why: Mapping[str, str]
    file: str = ""
    wrong: str = ""
    right: str = ""
    base: str = ""
    languages: str = "de"


@cache
def pages() -> Mapping[str, PageText]:
    """Return all pages by rule."""
    found: dict[str, PageText] = {}
    for file in sorted(_FOLDER.glob("*.yaml")):
        for rule, held in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            found[rule] = _page(held)
    return found


def _page(held: Mapping[str, Any]) -> PageText:
    rest = {key: str(value) for key, value in held.items() if key not in ("de", "en")}
    return PageText({language: str(held[language]) for language in ("de", "en")}, **rest)
