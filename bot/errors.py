"""The errors an operator can mend: one clear line each, no trace.

Not here: a message that was not understood (that is a value) and a mistake in YAML (that is a
`Problem`). A programmer's mistake stays an ordinary Python exception.
"""

from __future__ import annotations

import traceback


class OperatorError(Exception):
    """Something the person who runs the bot can mend; `str(error)` says what and how."""

    exit_code = 1


class SettingsError(OperatorError):
    """An environment variable or an option holds something the bot cannot use."""

    exit_code = 2


class KnowledgeError(OperatorError):
    """The knowledge folder cannot be used; its problems have been said one by one."""


class StorageError(OperatorError):
    """The database or a backup of it cannot be used."""


def describe_defect(error: Exception) -> str:
    """Say in a few words what broke and where, without the error's own text.

    That text may quote what a user wrote.
    """
    frames = traceback.extract_tb(error.__traceback__)
    where = ""
    if frames:
        file = frames[-1].filename.replace("\\", "/").rpartition("/")[2]
        where = f", {file}:{frames[-1].lineno}"
    return f"a defect in the bot ({type(error).__name__}{where})"
