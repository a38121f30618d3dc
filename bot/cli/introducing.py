"""Who runs the bot: asked once, at the first start in a terminal, and kept beside the database.

What the environment says has the last word. Where nobody sits at the keyboard, as in a
container, a line in the log asks instead.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bot.cli import streams
from bot.errors import SettingsError
from bot.settings import Settings, one_line

FILE = "operator.json"
_NOBODY = (
    "Warning: who runs this bot? Set OPERATOR_NAME and OPERATOR_CONTACT, so that /datenschutz and "
    "/privacy can say it."
)
_WHY = (
    "Who runs this bot? People can ask it that with /datenschutz or /privacy. This is asked once; "
    "Enter leaves it open, OPERATOR_NAME and OPERATOR_CONTACT set it later."
)
_QUESTIONS = {
    "name": "Name (person or organisation): ",
    "contact": "How to reach them (e-mail, page): ",
}


def introduced(settings: Settings, ask: Callable[[str], str] = input) -> Settings:
    """Return the settings with who runs the bot, asked for where nobody has said it yet."""
    if settings.operator_name:
        return settings
    said = _kept(settings.data_folder)
    if said is None and settings.data_folder is not None and streams.is_interactive():
        said = _asked(ask)
        _keep(settings.data_folder, said)
    name, contact = (said or {}).get("name", ""), (said or {}).get("contact", "")
    if not name:
        streams.note(_NOBODY)
        return settings
    return replace(
        settings, operator_name=name, operator_contact=settings.operator_contact or contact
    )


def _asked(ask: Callable[[str], str]) -> dict[str, str]:
    streams.note(_WHY)
    said: dict[str, str] = {}
    with suppress(EOFError):
        for field, question in _QUESTIONS.items():
            said[field] = _answer(field, question, ask)
            if not said["name"]:
                break
    return said


def _answer(field: str, question: str, ask: Callable[[str], str]) -> str:
    while True:
        try:
            return one_line(f"The {field}", ask(question).strip())
        except SettingsError as error:
            streams.note(str(error))


def _kept(folder: Path | None) -> dict[str, str] | None:
    """Return what was said at an earlier start, or None where nothing fit to use is kept."""
    if folder is None:
        return None
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {field: one_line(field, str(kept.get(field, ""))) for field in _QUESTIONS}
    except (OSError, ValueError, AttributeError, SettingsError):
        return None


def _keep(folder: Path, said: dict[str, str]) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / FILE).write_text(json.dumps(said, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        streams.note(f"Warning: {folder / FILE} cannot be written ({reason}); I shall ask again.")
