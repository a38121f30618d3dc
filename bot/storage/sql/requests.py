"""What the turns ask of the database, as values, so that many go into one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from bot.storage.values import Claimed, Handled, UpdateKey


@dataclass(frozen=True, slots=True)
class Announce:
    update: UpdateKey


@dataclass(frozen=True, slots=True)
class Take:
    """A claim, told from the class of that name in `values`."""

    update: UpdateKey


@dataclass(frozen=True, slots=True)
class Finish:
    handled: Handled


@dataclass(frozen=True, slots=True)
class Release:
    update: UpdateKey


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Updates numbered below will not be delivered again."""

    below: int


Request = Announce | Take | Finish | Release | Confirmed
Response = Claimed | None
