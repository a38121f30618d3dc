"""A process that sets cards and nothing else, one after the other.

It reads from standard input the length of a card in four bytes, then the card, and writes to
standard output a byte (0 for well), a length and the PNG or the name of the error. It ends with
its input, however that came about, and steps back behind whoever has to answer.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from contextlib import suppress
from typing import BinaryIO

from bot.rendering.typesetting import set_card

LENGTH = struct.Struct(">I")
ANSWER = struct.Struct(">BI")
WELL, FAILED = 0, 1
NICENESS = 10
_IGNORED = ("SIGINT", "SIGTERM", "SIGHUP")
"""Signals meant for the whole program; the end of this process is its parent's to decide."""


def serve(cards: BinaryIO, pictures: BinaryIO) -> None:
    """Set cards until there are no more."""
    while len(head := cards.read(LENGTH.size)) == LENGTH.size:
        (length,) = LENGTH.unpack(head)
        try:
            state, body = WELL, set_card(cards.read(length).decode())
        except Exception as error:  # noqa: BLE001  told to the other end, which goes on
            state, body = FAILED, type(error).__name__.encode()
        pictures.write(ANSWER.pack(state, len(body)) + body)
        pictures.flush()


def main() -> None:
    """Serve the process that started this one."""
    for name in _IGNORED:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    with suppress(OSError, AttributeError):
        os.nice(NICENESS)
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
