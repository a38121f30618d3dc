"""Where both programs begin and end: exit codes, and one line for what can be mended."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from bot.errors import OperatorError

INTERRUPTED = 130


def run(program: Callable[[], int]) -> int:
    """Return the program's exit code: 0 all well, 1 it did not work, 2 used in a wrong way."""
    try:
        return program()
    except OperatorError as error:
        note(f"bench: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        note(f"bench: {error.filename or ''}: {error.strerror or error}")
        return 1


def note(text: str) -> None:
    """Say something on standard error, which is kept apart from the report."""
    print(text, file=sys.stderr, flush=True)


def publish(lines: list[str], out: Path | None) -> None:
    """Print a report and, where a file is named, write it there, too."""
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if out is not None:
        out.write_text(text, encoding="utf-8")
