"""What a messenger needs of the knowledge besides answers: commands, menus, a few sentences.

A plain value without the knowledge behind it, so that it can be handed to another process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.dialogue.choices import choice_data
from bot.dialogue.wording import in_language
from bot.knowledge.models import Knowledge, Text

_SENTENCES = (
    "internal_error", "vote_up", "vote_down", "group_hello", "inline_hint", "profile_description",
    "profile_short", "too_fast", "undated",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Menu:
    """What a messenger shows before the first question: commands with a word on each, profile."""

    commands: tuple[tuple[str, str], ...] = ()
    description: str = ""
    short_description: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """The languages in their order, all command names, the menus, and the shell's sentences."""

    languages: tuple[str, ...] = ()
    commands: frozenset[str] = frozenset()
    menus: Mapping[str, Menu] = field(default_factory=dict)
    sentences: Mapping[str, Text] = field(default_factory=dict)
    entries: Mapping[str, str] = field(default_factory=dict)
    """Entry by its name in button data."""

    def say(self, key: str, language: str) -> str:
        """Return a sentence in that language, or in the first one; empty where there is none."""
        return in_language(self.sentences.get(key, {}), language).strip()

    def language_of(self, code: str | None) -> str:
        """Return the language spoken here for an app's language code such as ``de-AT``."""
        spoken = (code or "").split("-")[0].lower()
        return spoken if spoken in self.languages else next(iter(self.languages), "")


def front_of(knowledge: Knowledge) -> Front:
    """Return what is shown around the answers of this knowledge."""
    entries = knowledge.entries.values()
    sentences = {key: knowledge.wording[key] for key in _SENTENCES if key in knowledge.wording}
    return Front(
        languages=knowledge.languages,
        commands=frozenset(name for entry in entries for name in entry.commands),
        menus={language: _menu(knowledge, language) for language in knowledge.languages},
        sentences=sentences,
        entries={choice_data(entry.id): entry.id for entry in entries},
    )


def _menu(knowledge: Knowledge, language: str) -> Menu:
    return Menu(
        tuple(menu_commands(knowledge, language).items()),
        in_language(knowledge.wording.get("profile_description", {}), language).strip(),
        in_language(knowledge.wording.get("profile_short", {}), language).strip(),
    )


def menu_commands(knowledge: Knowledge, language: str) -> dict[str, str]:
    """Return command -> description: those of the wording, then the entries it leaves out.

    A line of the wording reads ``gehalt: Was man verdient``; lines for commands this knowledge
    does not have are passed over.
    """
    by_command = {name: entry for entry in knowledge.entries.values() for name in entry.commands}
    found: dict[str, str] = {}
    for line in in_language(knowledge.wording.get("menu_commands", {}), language).split("\n"):
        name, _, told = (part.strip() for part in line.partition(":"))
        if name in by_command and told:
            found[name] = told
    told_of = {by_command[name].id for name in found}
    position = knowledge.languages.index(language)
    for entry in knowledge.entries.values():
        if entry.commands and entry.id not in told_of:
            name = entry.commands[min(position, len(entry.commands) - 1)]
            found[name] = in_language(entry.title, language)
    return found
