"""Standard input, output and error, made safe: closed, full or in an old encoding.

Nothing here knows what is read or written.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import BinaryIO, TextIO

from bot.errors import OperatorError


def output() -> TextIO:
    """Return standard output for people: what its encoding lacks becomes a question mark."""
    return _stdout(None, "replace")


def json_output() -> TextIO:
    """Return standard output for programs: UTF-8; a lone surrogate stays valid as an escape."""
    return _stdout("utf-8", "backslashreplace")


def input_bytes() -> BinaryIO:
    """Return standard input as bytes; a closed one is empty."""
    return sys.stdin.buffer if sys.stdin is not None else io.BytesIO()


def note(text: str) -> None:
    """Write one line to standard error, if there is one and it takes it."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except OSError:
        _abandon(sys.stderr)  # what it did not take would fail once more at the end
    except ValueError:
        return


def is_interactive() -> bool:
    """Tell whether a person sits at both ends."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def prepare_typing() -> None:
    """Let `input` replace invalid UTF-8, and edit and recall lines where the system can."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    with contextlib.suppress(ImportError):
        __import__("readline")


def flush() -> None:
    """Write out what is left, so that a failure shows now and not while Python shuts down."""
    if sys.stdout is not None:
        sys.stdout.flush()


def abandon_output() -> None:
    """Give up standard output after it failed, so that the shutdown does not fail on it again."""
    _abandon(sys.stdout)


def _abandon(stream: TextIO | None) -> None:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[union-attr]
        os.close(nowhere)


def _stdout(encoding: str | None, errors: str) -> TextIO:
    if sys.stdout is None:
        raise OperatorError("standard output is closed, so there is nowhere to answer.")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors=errors)
    return sys.stdout
