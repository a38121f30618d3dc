"""What the bot remembers of one chat between two messages: a frozen, JSON-ready value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from bot.dialogue.forms.state import FormState

CONTEXT_VERSION = 1
MOST_FORMS = 4
"""Forms a chat may have begun at the same time."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a user: a text, or `data` of a pressed choice.

    `language_code` is the app's language as Telegram reports it (``de``, ``de-AT``), or None.
    """

    text: str = ""
    data: str | None = None
    language_code: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The memory of one chat. No text of the user is kept, only ids of the knowledge; the one
    exception is what people write into a form, until it is finished or cancelled.
    """

    language: str | None = None
    chosen_language: str | None = None
    entry: str | None = None
    topic: str | None = None
    occupation: str | None = None
    stranger: str | None = None
    """What an occupation asked about last is called that the knowledge has nothing on; "" where
    its name is not known either. "What do they earn?" is about that one.
    """
    slots: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    pending: str | None = None
    """The entry that waits for a slot the bot has asked for."""
    offered: tuple[str, ...] = ()
    """Data of the choices last shown, so that "ja" or "2" can mean one of them."""
    shortened: bool = False
    """Whether the last answer was given in its short form, so that "mehr" means the whole."""
    forms: tuple[FormState, ...] = ()
    """The forms begun and not ended, the one talked about last first."""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; `from_json` gives an equal context back."""
        values = {name: getattr(self, name) for name in _NAMES}  # `asdict` takes 300 µs
        forms = [form.to_json() for form in self.forms]
        return {"version": CONTEXT_VERSION, **values, "slots": dict(self.slots), "forms": forms}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Context:
        """Build a context from `to_json`; what is unknown or of another version is forgotten."""
        if values.get("version") != CONTEXT_VERSION:
            return cls(
                language=_text(values.get("language")),
                chosen_language=_text(values.get("chosen_language")),
            )
        slots = values.get("slots")
        return cls(
            language=_text(values.get("language")),
            chosen_language=_text(values.get("chosen_language")),
            entry=_text(values.get("entry")),
            topic=_text(values.get("topic")),
            occupation=_text(values.get("occupation")),
            stranger=_text(values.get("stranger")),
            slots={str(k): str(v) for k, v in slots.items()} if isinstance(slots, Mapping) else {},
            sources=_texts(values.get("sources")),
            figures=_texts(values.get("figures")),
            pending=_text(values.get("pending")),
            offered=_texts(values.get("offered")),
            shortened=values.get("shortened") is True,
            forms=_forms(values.get("forms")),
        )


_NAMES = tuple(each.name for each in fields(Context))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, (list, tuple)) else ()


def _forms(value: object) -> tuple[FormState, ...]:
    items = value if isinstance(value, (list, tuple)) else ()
    found = (FormState.from_json(item) for item in items[:MOST_FORMS])
    return tuple(state for state in found if state is not None)
