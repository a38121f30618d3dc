"""The language in which operators are spoken to."""

from __future__ import annotations

from collections.abc import Mapping

_LOCALE = ("KARRIEREBOT_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def message_language(given: str | None, environment: Mapping[str, str]) -> str:
    """Return the language of messages: asked for, else set, else the system's, else English."""
    if given is not None:
        return given
    system = next((value for name in _LOCALE if (value := environment.get(name, "").strip())), "")
    return "de" if system.casefold().startswith("de") else "en"
