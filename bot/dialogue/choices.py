"""Buttons whose data says what they mean: ``salary backend_developer period=month``.

Nothing is remembered for a button, so it works after a restart and a week later. Data from
outside is a stranger's text: `read_choice` checks it against the knowledge.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.dialogue.holds import tells_of
from bot.dialogue.reply import Choice
from bot.dialogue.wording import in_language, say
from bot.knowledge.models import Entry, Knowledge

LONGEST_DATA = 64
"""Bytes; Telegram's limit for callback data."""
NONE_OF_THESE = "none"
UNSUPPORTED = "unsupported"
_LONGEST_NAME = 40
_NUMBERS = {
    "amount": re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?"),
    "payments": re.compile(r"[0-9]{1,2}"),
    "year": re.compile(r"[0-9]{4}"),
}


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a pressed choice asks for."""

    entry: Entry
    occupation: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict)


def choice_data(entry: str, occupation: str | None = None, **slots: str) -> str:
    """Return the data of a choice; the occupation is left out where it would not fit."""
    name = entry if len(entry.encode()) <= _LONGEST_NAME else _short(entry)
    parts = [name, *([occupation] if occupation else []), *(f"{k}={v}" for k, v in slots.items())]
    data = " ".join(parts)
    return data if len(data.encode()) <= LONGEST_DATA else name


def _short(entry: str) -> str:
    return "#" + hashlib.sha256(entry.encode()).hexdigest()[:16]


def entry_choice(
    knowledge: Knowledge, entry: str, language: str, occupation: str | None = None
) -> Choice:
    """Return the choice that asks for `entry`."""
    found = knowledge.entries[entry]
    about = occupation if found.about_occupation else None
    return Choice(in_language(found.title, language), choice_data(entry, about))


def entry_choices(
    knowledge: Knowledge, entries: Iterable[str], language: str, occupation: str | None = None
) -> tuple[Choice, ...]:
    """Return a choice for each of the entries that the knowledge has.

    Those that say nothing about the occupation are left out.
    """
    about = knowledge.occupations.get(occupation or "")
    return tuple(
        entry_choice(knowledge, entry, language, occupation)
        for entry in dict.fromkeys(entries)
        if entry in knowledge.entries
        and (about is None or tells_of(knowledge.entries[entry], about, knowledge))
    )


def none_of_these(knowledge: Knowledge, language: str) -> Choice:
    """Return the choice that says: you have misunderstood me."""
    return Choice(say(knowledge, "none_of_these", language), NONE_OF_THESE)


def read_choice(data: str, knowledge: Knowledge) -> Pressed | None:
    """Return what `data` asks for, or None if this knowledge has no such thing."""
    words = data[: 4 * LONGEST_DATA].split()
    if not words:
        return None
    entry = knowledge.entries.get(words[0])
    if entry is None and words[0].startswith("#"):
        entry = next((e for e in knowledge.entries.values() if _short(e.id) == words[0]), None)
    if entry is None:
        return None
    named = [word for word in words[1:] if "=" not in word]
    if any(word not in knowledge.occupations for word in named):
        return None
    occupation = next(iter(named), None)
    slots = dict(word.split("=", 1) for word in words[1:] if "=" in word)
    known = {slot: value for slot, value in slots.items() if _sound(knowledge, slot, value)}
    return Pressed(entry, occupation, known)


def _sound(knowledge: Knowledge, slot: str, value: str) -> bool:
    """Tell whether a slot from outside is one of the knowledge's, or a number of its shape."""
    if slot in _NUMBERS:
        return bool(_NUMBERS[slot].fullmatch(value))
    return value in knowledge.vocabulary.slots.get(slot.removeprefix("amount_"), {})
