"""Remember the figures of the last check without errors, to notice amounts that jump.

A small JSON file a knowledge folder, beside the cached indexes. What cannot be read or written is
not remembered: then nothing is compared.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.knowledge.across.jumps import Accepted, accepted
from bot.knowledge.models import Figure
from bot.storage import kept_files

Figures = Mapping[str, Accepted]
_UNFIT = (OSError, ValueError, LookupError, TypeError, AttributeError)


def file(environment: Mapping[str, str], root: Path) -> Path | None:
    """Return the file for this knowledge folder, None where nothing is to be kept."""
    folder = kept_files.folder(environment)
    if folder is None:
        return None
    name = hashlib.sha256(str(root.resolve()).encode(errors="surrogateescape")).hexdigest()
    return folder / f"figures-{name[:32]}.json"


def of(figures: Iterable[Figure]) -> Figures:
    """Return what is remembered of figures."""
    return accepted(figures)


def read(path: Path | None) -> Figures:
    """Return what was kept, nothing if there is none or it is damaged."""
    if path is None:
        return {}
    with contextlib.suppress(*_UNFIT):
        held = json.loads(path.read_bytes()) if kept_files.is_ours(path) else {}
        return {str(name): _figure(each) for name, each in held.items()}
    return {}


def write(path: Path | None, figures: Iterable[Figure]) -> None:
    """Keep these figures in place of those before; write beside the file and rename."""
    if path is None:
        return
    held = {name: asdict(each) for name, each in accepted(figures).items()}
    with contextlib.suppress(OSError):
        kept_files.write(path, json.dumps(held, indent=1).encode())


def _figure(held: Mapping[str, Any]) -> Accepted:
    low, value, high = (None if each is None else float(each) for each in held["amounts"])
    rest = {key: held[key] for key in ("period", "currency", "checked_on", "review_after")}
    return Accepted((low, value, high), **rest)
