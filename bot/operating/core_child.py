"""The core process itself: takes up knowledge, then answers calls one after the other.

It gets one end of a socket pair from `fork_server`; with a second one it is an original whose
copies answer (`copies`). It ends when it is told to or when the other
end is closed, however that came about, and writes nothing.
"""

from __future__ import annotations

import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from bot.dialogue.context import Context, Message
from bot.dialogue.explain import explain
from bot.dialogue.read_before import ReadBefore, read_afresh
from bot.dialogue.respond import respond
from bot.dialogue.search import Found, search
from bot.dialogue.terms import DEFAULT_TERMS, Terms
from bot.dialogue.turn import Turn
from bot.matching.index import Index
from bot.matching.interpretation import Interpretation
from bot.operating.calls import Calls, Clock
from bot.operating.copies import serve_with_copies
from bot.operating.folder_look import look_at
from bot.operating.fork_server import serve_forks
from bot.operating.frames import pack
from bot.operating.gate import Gate
from bot.operating.inbox import grouped
from bot.operating.prepared import Outcome, Ready, Task
from bot.storage.values import InboxItem

_NEAREST = 3
"""Candidates of a message that was not understood which the inbox shows."""


class NoKnowledgeError(Exception):
    """The process was asked something before it had taken up any knowledge."""


class Core:
    """Everything one core process knows, and what can be asked of it."""

    def __init__(self) -> None:
        self._gate = Gate()
        self._readings: ReadBefore | None = None

    def call(self, name: str, arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401  as asked
        """Answer one call by its name."""
        calls: dict[str, Callable[..., Any]] = {
            "take_up": self.take_up,
            "keep": self._gate.keep,
            "respond": self.respond,
            "explain": self.explain,
            "search": self.search,
            "look": lambda root: look_at(Path(root)),
            "inbox": self.inbox,
        }
        return calls[name](*arguments)

    def take_up(self, task: Task) -> Outcome:
        """Take up knowledge in place of what was known; a refused one changes nothing."""
        outcome = self._gate.take_up(task)
        if isinstance(outcome, Ready):
            self._readings = ReadBefore(self._known())
        return outcome

    def respond(
        self, message: Message, context: Context, today: date, terms: Terms = DEFAULT_TERMS
    ) -> Turn:
        """Answer a message; of how it was read only what goes into the inbox is told."""
        index = self._known()
        read = read_afresh if self._readings is None else self._readings.read
        return _told(respond(message, context, index, today, read, terms=terms))

    def explain(self, text: str, language: str | None = None) -> str:
        """Return how a text is understood."""
        today = date.today()  # noqa: DTZ011  the local day is meant
        return explain(text, self._known(), today, language_code=language)

    def search(self, query: str, language_code: str | None, today: date) -> tuple[Found, ...]:
        """Find answers to a query that may be half typed."""
        return search(query, language_code, self._known(), today)

    def inbox(self, items: list[InboxItem], most: int, language: str) -> str:
        """List the questions of the inbox, alike ones together, the `most` asked first."""
        from bot.operating.inbox_report import as_lines  # noqa: PLC0415  seldom asked for

        return "\n".join(as_lines(grouped(items, self._known())[:most], language))

    def _known(self) -> Index:
        if self._gate.index is None:
            raise NoKnowledgeError
        return self._gate.index


def _told(turn: Turn) -> Turn:
    """Leave out what only explains a turn: it is two thirds of what would go over the socket."""
    reading = turn.interpretation.reading
    if reading is not None:
        reading = (
            None
            if reading.outcome == "answer"
            else Interpretation(
                "",
                reading.outcome,
                reading.reason,
                reading.confidence,
                reading.candidates[:_NEAREST],
            )
        )
    return replace(turn, interpretation=replace(turn.interpretation, reading=reading, guards=()))


def serve(end: socket.socket, core: Core) -> None:
    """Answer calls in their order until the other end says None, or is closed."""
    calls, clock = Calls(end), Clock(end)
    with suppress(OSError, EOFError):
        while (call := calls.next(clock)) is not None:
            end.sendall(_answer(core, call))


def _answer(core: Core, call: Any) -> bytes:  # noqa: ANN401  as it was sent
    number, name, arguments = call
    try:
        return pack((number, True, core.call(name, arguments)))
    except Exception as error:  # noqa: BLE001  told to the other end, which goes on
        return pack((number, False, describe(error)))


def describe(error: Exception) -> str:
    """Say what broke and where, without the error's own text: it may quote a user."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "bot" in PurePath(frame.filename).parts[:-1]]
    frame = (ours or frames)[-1]
    where = "/".join(PurePath(frame.filename).parts[-2:])
    return f"{type(error).__name__} at {where}:{frame.lineno}"


def main(make: Callable[[], Core]) -> None:
    """Make core processes for whoever holds the other end of the first argument's socket."""

    def work(ends: list[socket.socket]) -> None:
        core = make()
        if len(ends) == 1:
            serve(ends[0], core)
            return
        serve_with_copies(ends[0], ends[1], partial(_answer, core), lambda end: serve(end, core))

    with socket.socket(fileno=int(sys.argv[1])) as control:
        serve_forks(control, work)


if __name__ == "__main__":
    main(Core)
