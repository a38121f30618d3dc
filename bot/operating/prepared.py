"""What a core process says about a knowledge folder it was asked to take up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.dialogue.front import Front, front_of
from bot.knowledge.models import Knowledge, Text
from bot.knowledge.problems import Problem
from bot.operating.folder_look import Contents


@dataclass(frozen=True, slots=True)
class Facts:
    """What may be known of the live knowledge outside its core process.

    `commands` maps each command to the title of what it asks; `front` is what a messenger shows
    around the answers; `warnings` are problems that did
    not keep the knowledge from going live.
    """

    digest: str
    languages: tuple[str, ...]
    commands: Mapping[str, Text]
    wording: Mapping[str, Text]
    front: Front
    entries: int
    occupations: int
    warnings: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, knowledge: Knowledge, commands: Mapping[str, str], found: list[Problem]) -> Facts:
        """Collect them; `commands` maps each command to an entry's id."""
        return cls(
            digest=knowledge.digest,
            languages=knowledge.languages,
            commands={name: knowledge.entries[entry].title for name, entry in commands.items()},
            wording=knowledge.wording,
            front=front_of(knowledge),
            entries=len(knowledge.entries),
            occupations=len(knowledge.occupations),
            warnings=tuple(problem for problem in found if problem.severity == "warning"),
        )


@dataclass(frozen=True, slots=True)
class Task:
    """What a core process is to take up: a folder as it is now, or `contents` it had before.

    `play` tells whether it is checked and its conversations are played first; without, what was
    kept of the same files on disk will do. `known` is the digest of knowledge that need not be
    taken up again. What answers already is checked `at_leisure`: nobody waits for it, and what
    was found good before is not checked at all, unless this is to be `practised` for a change.
    """

    root: str
    contents: Contents | None = None
    play: bool = True
    known: str | None = None
    at_leisure: bool = False
    practised: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """The folder was taken up: from now on the process answers from it."""

    facts: Facts
    contents: Contents
    root: str


@dataclass(frozen=True, slots=True)
class Same:
    """The folder says what is known already."""

    look: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The folder has errors; `digest` tells two states of a folder apart.

    It is that of the knowledge where only a conversation does not go as promised.
    """

    look: str
    digest: str
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "error")


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The folder never stood still, or has changed meanwhile."""


Outcome: TypeAlias = Ready | Same | Refused | Unsettled
