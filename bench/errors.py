"""What the person at the command line can mend, said in one line; the exit code goes with it."""

from __future__ import annotations

from bot.errors import OperatorError


class UsageError(OperatorError):
    """The command was called in a wrong way."""

    exit_code = 2


class DataSetError(OperatorError):
    """A data set cannot be used; the text names the file and what to do."""


class ChildError(OperatorError):
    """A measuring process has ended without figures; it has said why on standard error."""
