"""The errors an operator can mend: one clear line each, no trace.

Not here: a message that was not understood (that is a value) and a mistake in YAML (that is a
`Problem`). A programmer's mistake stays an ordinary Python exception.
"""

from __future__ import annotations


class OperatorError(Exception):
    """Something the person who runs the bot can mend; `str(error)` says what and how."""

    exit_code = 1


class SettingsError(OperatorError):
    """An environment variable or an option holds something the bot cannot use."""

    exit_code = 2


class KnowledgeError(OperatorError):
    """The knowledge folder cannot be used; the message has one line per problem."""
