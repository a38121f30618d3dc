"""The form of ids and of commands."""

from __future__ import annotations

import re
import unicodedata

LONGEST_ID = 120
_ID = re.compile(r"[^\W_][\w.-]*")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def is_id(text: str) -> bool:
    """Tell whether a text is letters of any script, digits, ``_ - .``, at most 120 of them."""
    return len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None


def is_command(text: str) -> bool:
    """Tell whether this is what Telegram accepts as a command's name, without the slash."""
    return _COMMAND.fullmatch(text) is not None


def file_id(stem: str) -> str:
    """Return the id a file's name stands for; the same on every file system."""
    return unicodedata.normalize("NFC", stem)
