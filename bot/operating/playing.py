"""Play all golden conversations fast: on all cores, with readings from before, stopped in time.

Copies of this process play a share each. What seems broken in a share is played again here with
nothing remembered, so that nothing is refused for an old reading, and places are those of now.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.checking.conversations import failure, play_all
from bot.dialogue.read_before import ReadBefore, Remembered
from bot.knowledge.models import Conversation
from bot.knowledge.problems import Problem
from bot.matching.index import Index
from bot.operating.fork_server import cores, fork_writing

ALL = 1_000_000
_MOST_COPIES = 4
_GLANCE = 0.2
_BEHIND = 5
"""Niceness of copies: those who answer come first."""
_LEISURE = 19
_WORTH_A_COPY = 20
"""Conversations from which on a share is worth a process."""

Found: TypeAlias = tuple[list[int], Remembered]
"""The numbers of the conversations that seem broken, and the readings that are new."""
Stop: TypeAlias = Callable[[], bool]


class OutdatedError(Exception):
    """Nobody waits for the result any more."""


@dataclass(frozen=True, slots=True)
class Game:
    """What is played, on which day, with which readings known."""

    index: Index
    today: date
    known: Remembered

    @property
    def conversations(self) -> Sequence[Conversation]:
        return self.index.knowledge.conversations

    def play(self, numbers: Sequence[int], stop: Stop) -> Found:
        """Play some conversations. Raises OutdatedError where `stop` says so."""
        readings = ReadBefore(self.index, most=ALL, longest=ALL)
        readings.remember(self.known)
        broken = []
        for number in numbers:
            if stop():
                raise OutdatedError
            chosen = (self.conversations[number],)
            played = play_all(chosen, self.index, self.today, readings.read)
            if any(each.broken for each in played):
                broken.append(number)
        found = readings.remembered()
        return broken, {key: found[key] for key in found.keys() - self.known.keys()}

    def problems(self, numbers: Sequence[int]) -> tuple[Problem, ...]:
        """Return what is broken in some conversations, with nothing remembered."""
        chosen = [self.conversations[number] for number in numbers]
        played = play_all(chosen, self.index, self.today)
        return tuple(failure(each, self.index) for each in played if each.broken)


def play(
    game: Game, outdated: Stop, *, at_leisure: bool
) -> tuple[tuple[Problem, ...], Remembered]:
    """Return every broken promise, in order, and the readings that are new.

    Raises OutdatedError as soon as `outdated` says so; it is asked a few times a second.
    """
    stop = _now_and_then(outdated)
    shares = _shares(len(game.conversations), at_leisure=at_leisure)
    copies = [_Copy(game, share, _LEISURE if at_leisure else _BEHIND) for share in shares]
    broken: list[int] = []
    readings: Remembered = {}
    try:
        for copy in copies:
            numbers, new = copy.found(stop)
            broken += numbers
            readings |= new
    finally:
        for copy in copies:
            copy.end()
    return game.problems(sorted(broken)), readings


def on_all_cores(index: Index, today: date) -> tuple[Problem, ...]:
    """Return every broken promise, in order, with nothing remembered."""
    return play(Game(index, today, {}), lambda: False, at_leisure=False)[0]


def _now_and_then(outdated: Stop) -> Stop:
    last = time.monotonic()

    def stop() -> bool:
        nonlocal last
        if time.monotonic() < last + _GLANCE:
            return False
        said = outdated()
        last = time.monotonic()
        return said

    return stop


def _shares(count: int, *, at_leisure: bool) -> list[range]:
    """Deal the conversations out: neighbours are alike, so every share gets some of each."""
    most = 1 if at_leisure else min(cores(), _MOST_COPIES)
    copies = max(1, min(most, count // _WORTH_A_COPY))
    return [range(first, count, copies) for first in range(copies)]


class _Copy:
    """A copy of this process that plays a share; where there can be none, we play it."""

    def __init__(self, game: Game, share: range, niceness: int) -> None:
        self._game = game
        self._share = share
        self._pid = -1
        self._read = -1
        if threading.active_count() > 1:  # which cannot be copied safely
            return
        parent = os.getpid()
        self._pid, self._read = fork_writing(
            lambda write: _work(game, share, niceness, write, parent)
        )

    def found(self, stop: Stop) -> Found:
        """Wait for what it found. Raises OutdatedError."""
        if self._pid > 0:
            content = bytearray()
            while part := self._part(stop):
                content += part
            with suppress(EOFError, pickle.UnpicklingError):  # it was ended by somebody
                found: Found = pickle.loads(content)  # noqa: S301  from a copy of ourselves
                return found
        return self._game.play(self._share, stop)

    def end(self) -> None:
        """End it, if it has not ended."""
        if self._pid > 0:
            with suppress(OSError):
                os.kill(self._pid, signal.SIGKILL)
            with suppress(OSError):  # somebody else has waited for it
                os.waitpid(self._pid, 0)
        if self._read >= 0:
            os.close(self._read)

    def _part(self, stop: Stop) -> bytes:
        while not select.select((self._read,), (), (), _GLANCE)[0]:
            if stop():
                raise OutdatedError
        return os.read(self._read, 1 << 16)


def _work(game: Game, share: range, niceness: int, write: int, parent: int) -> None:
    os.nice(niceness)
    found = game.play(share, lambda: os.getppid() != parent)
    with os.fdopen(write, "wb") as out:
        out.write(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
