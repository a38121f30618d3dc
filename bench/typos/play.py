"""Play talks through the stock `respond`, as written and with slips in every message."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bench.matching.slips import with_many_slips, with_slips
from bench.typos.talks import Said, Talk, is_right
from bot.dialogue.context import Context, Message
from bot.dialogue.respond import respond
from bot.matching.index import Index

_TODAY = date(2026, 11, 21)
_COMMAND = re.compile(r"/\S+\s*")
Slip = Callable[[str, str, int], str]
"""From a text, its language and a seed to the text with slips."""


def one_slip(text: str, language: str, seed: int) -> str:
    """Return the text with one slip."""
    return with_slips(text, 1, language, seed)


def many_slips(text: str, language: str, seed: int) -> str:
    """Return the text with one or two slips in twelve characters."""
    return with_many_slips(text, language, seed)


WAYS: dict[str, Slip] = {"one slip": one_slip, "many slips": many_slips}


@dataclass(frozen=True, slots=True)
class Failure:
    """A message that was understood as written, and how it was misread."""

    meant: str
    typed: str
    got: str


@dataclass(frozen=True, slots=True)
class Played:
    """How many judged messages were right, of how many, and what went wrong."""

    right: int
    count: int
    failures: tuple[Failure, ...] = ()

    @property
    def share(self) -> float:
        return self.right / self.count if self.count else 0.0


def play(talks: Iterable[Talk], index: Index, slip: Slip | None = None, seed: int = 0) -> Played:
    """Play each talk from its first message on; a message misread spoils what follows it."""
    right, count, failures = 0, 0, []
    for talk in talks:
        for said, language, typed, got in _talk(talk, index, slip, seed):
            if said.wanted is None:
                continue
            count += 1
            if got is None:
                right += 1
            else:
                failures.append(Failure(said.text, typed, f"{got} ({language})"))
    return Played(right, count, tuple(failures))


def _talk(
    talk: Talk, index: Index, slip: Slip | None, seed: int
) -> Iterable[tuple[Said, str, str, str | None]]:
    clean, context = Context(), Context()
    for said in talk.messages:
        meant = respond(_message(said, said.text, talk), clean, index, _TODAY)
        clean, language = meant.context, meant.reply.language
        typed = said.text if slip is None else _typed(said.text, slip, language, seed)
        turn = respond(_message(said, typed, talk), context, index, _TODAY)
        context = turn.context
        found = turn.interpretation
        got = None if is_right(said, turn) else f"{turn.reply.kind}, {found.intent}"
        yield said, language, typed, got


def _message(said: Said, text: str, talk: Talk) -> Message:
    return Message(text, said.press, talk.language_code)


def _typed(text: str, slip: Slip, language: str, seed: int) -> str:
    """Return the text with slips, save a command's name, which apps complete."""
    found = _COMMAND.match(text)
    name = found.group() if found else ""
    return name + slip(text[len(name) :], language, seed)


def mean_share(played: Sequence[Played]) -> float:
    """Return the mean share of right messages."""
    return sum(each.share for each in played) / len(played) if played else 0.0
