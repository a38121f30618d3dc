"""What nobody but the bot's own process may know: where it is set, and what others get instead.

A secret stands in a variable, or in a file that the variable with ``_FILE`` behind its name
points to: files do not show up in listings of processes and containers. No message here repeats
a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from bot.errors import SettingsError

Read = Callable[[str], str | None]
ReadFile = Callable[[Path], str]

NAMES = ("TELEGRAM_BOT_TOKEN", "DATABASE_URL", "KARRIEREBOT_WEBHOOK_SECRET")
FILE = "_FILE"
LARGEST = 4096
"""Bytes; longer than any secret, so that a wrong file is noticed before all of it is read."""
_SECRETIVE = ("TELEGRAM_", "DATABASE_", "PG")
"""What the variables begin with that a process of ours beside the bot has no use for."""
_LOOKS_SECRET = re.compile(r"[0-9]+:[A-Za-z0-9_-]{6}|//[^/]*@")
"""A token, or an address with a password, where the name of a file belongs."""
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
_PASSWORD = re.compile(r"(?<=//)[^/\s@:]*:[^\s@]*(?=@)")


def read_file(path: Path) -> str:
    """Return the text of a small file. Raises OSError, or ValueError for anything else."""
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError("too long")
    return content.decode("utf-8-sig")


def read_secret(read: Read, name: str, read_text: ReadFile) -> tuple[str, str | None]:
    """Return where a secret is set, for messages, and the secret; None where it is not set.

    Raises SettingsError when it is set twice, or its file cannot be read or holds none.
    """
    value, file = read(name), read(name + FILE)
    if file is None:
        return name, value
    if value is not None:
        raise SettingsError(f"{name} and {name}{FILE} are both set; keep one of them.")
    if _LOOKS_SECRET.search(file):
        raise SettingsError(
            f"{name}{FILE} holds the secret itself; name the file that holds it, or use {name}."
        )
    return f"The file of {name}{FILE}, {file},", _content(Path(file), name + FILE, read_text)


def _content(file: Path, variable: str, read_text: ReadFile) -> str:
    try:
        value = read_text(file).strip()
        reason = "" if value else "it is empty"
    except OSError as error:
        reason = error.strerror or "unknown reason"
    except ValueError:  # also a path no file can have
        reason = "it is no short text"
    if reason:
        raise SettingsError(
            f"{variable}: {file} cannot be used ({reason}); name a file that holds the secret "
            "and nothing else."
        )
    return value


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a process that has no business with any of them."""
    return {
        name: value
        for name, value in environment.items()
        if not name.upper().startswith(_SECRETIVE)
        and name.upper().removesuffix(FILE) not in NAMES
        and not name.upper().endswith("_PROXY")  # may hold a password, and nobody calls out there
    }


def redacted(text: str) -> str:
    """Return a text without what looks like a token, or a password in an address."""
    return _PASSWORD.sub("<secret>", _TOKEN.sub("<token>", text))
