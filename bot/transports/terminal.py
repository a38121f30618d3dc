"""The bot in a terminal: a chat with numbered choices, or plain answers when piped.

Prints replies and the prompt to the streams it is given, and nothing else. What the bot says is
not decided here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from bot.dialogue.context import Message
from bot.dialogue.reply import Reply
from bot.rendering import plain
from bot.transports.conversation import Conversation
from bot.transports.lines import read_lines

PROMPT = "> "
WIDEST = 88
"""Columns; longer lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Where replies are printed; `width` None leaves lines unwrapped."""

    out: TextIO
    colour: bool = False
    width: int | None = None

    def show(self, reply: Reply) -> None:
        """Print one reply, at once."""
        self.out.write(plain.render(reply, colour=self.colour, width=self.width) + "\n")
        self.out.flush()


def open_screen(out: TextIO, *, no_colour: bool) -> Screen:
    """Return a coloured, wrapped screen for a terminal, a plain one for everything else."""
    if not out.isatty():
        return Screen(out)
    columns = shutil.get_terminal_size().columns
    return Screen(out, colour=not no_colour, width=max(20, min(columns - 1, WIDEST)))


def converse(conversation: Conversation, screen: Screen, ask: Callable[[str], str]) -> None:
    """Greet, then answer line by line until the person leaves with Ctrl-D or Ctrl-C.

    `ask` prints a prompt and returns the line typed, like `input`.
    """
    try:
        screen.show(conversation.take(Message(text="/start")).reply)
        while True:
            line = ask(f"\n{PROMPT}")
            screen.out.write("\n")
            screen.show(conversation.say(line).reply)
    except (EOFError, KeyboardInterrupt):
        screen.out.write("\n")


def answer_lines(conversation: Conversation, screen: Screen, stream: BinaryIO) -> None:
    """Answer each line of `stream`, a blank line between two replies; no greeting, no prompt."""
    for count, text in enumerate(_texts(stream)):
        if count:
            screen.out.write("\n")
        screen.show(conversation.say(text).reply)


def _texts(stream: BinaryIO) -> Iterator[str]:
    for line, _whole in read_lines(stream):
        yield line.decode("utf-8", errors="replace")
