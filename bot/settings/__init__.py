"""What the environment says: token, server, knowledge folder, database, log level.

Reads a mapping given to it, never `os.environ` itself, and opens nothing but the files secrets
are kept in. Secrets are kept out of `repr` and out of every message here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_letters, digits
from urllib.parse import quote, urlsplit

from bot.errors import SettingsError
from bot.settings.addresses import is_loopback, unusable
from bot.settings.secrets import ReadFile, read_file, read_secret
from bot.settings.webhook import Webhook, read_listen, read_webhook

TELEGRAM = "https://api.telegram.org"
OFF = "off"
KEEP_QUESTIONS = ("counts", "scrubbed", "off")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_OF_TOKENS = frozenset(f"{ascii_letters}{digits}:_-")
_CHAT_ID = re.compile(r"-?[0-9]{1,15}", re.ASCII)
_HOMELESS = "No home folder, so nothing is kept after the end; set DATABASE_URL to keep it."
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside; see the table in README.md.

    `telegram_api_base_url` is the root of the Bot API server, without `/bot` and without a slash
    at the end. `admin_chat_ids` are the chats that are told what operators have to know.
    `warnings` are lines the operator should read once at the start.
    """

    telegram_bot_token: str | None = field(default=None, repr=False)
    telegram_api_base_url: str = TELEGRAM
    knowledge: Path | None = None
    log_level: str = "INFO"
    admin_chat_ids: tuple[int, ...] = ()
    database_url: str = field(default=OFF, repr=False)
    """Where chats are kept, read by `storage`; ``off`` for memory only."""
    data_folder: Path | None = None
    """Where files of our own are kept; None for nowhere."""
    keep_questions: str = "counts"
    operator_name: str = ""
    operator_contact: str = ""
    listen: tuple[str, int] | None = None
    """Host and port of the endpoints for health, numbers and the webhook; None for none."""
    webhook: Webhook | None = None
    warnings: tuple[str, ...] = ()

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str], read_text: ReadFile = read_file
    ) -> Settings:
        """Read the settings; an unset or blank variable means its default.

        `read_text` opens the files secrets are kept in. Raises SettingsError, naming the variable,
        when a value cannot be used.
        """
        read = _Reader(environment)
        token = _token(*read_secret(read, "TELEGRAM_BOT_TOKEN", read_text))
        base_url = _base_url(read("TELEGRAM_API_BASE_URL"))
        folder = read("KARRIEREBOT_KNOWLEDGE")
        _, database = read_secret(read, "DATABASE_URL", read_text)
        folder_of_data = _data_folder(read)
        database = database or _data_file(read, folder_of_data)
        _, secret = read_secret(read, "KARRIEREBOT_WEBHOOK_SECRET", read_text)
        return cls(
            telegram_bot_token=token,
            telegram_api_base_url=base_url,
            knowledge=Path(folder) if folder else None,
            log_level=_log_level(read("KARRIEREBOT_LOG_LEVEL")),
            admin_chat_ids=_chat_ids(read("ADMIN_CHAT_IDS")),
            database_url=database or OFF,
            data_folder=folder_of_data,
            keep_questions=_keep_questions(read("KEEP_QUESTIONS")),
            operator_name=_line(read, "OPERATOR_NAME"),
            operator_contact=_line(read, "OPERATOR_CONTACT"),
            listen=read_listen(read),
            webhook=read_webhook(read, token, secret),
            warnings=_warnings(base_url) + (() if database else (_HOMELESS,)),
        )


@dataclass(frozen=True, slots=True)
class _Reader:
    environment: Mapping[str, str]

    def __call__(self, name: str) -> str | None:
        return self.environment.get(name, "").strip() or None


def _line(read: _Reader, name: str) -> str:
    """Return a text for users: one line, not too long."""
    return one_line(name, read(name) or "")


def one_line(name: str, value: str) -> str:
    """Return `value`, a text for users. Raises SettingsError where it is not one short line."""
    if not value.isprintable() or len(value) > _LONGEST_LINE:
        raise SettingsError(f"{name} must be one line of at most {_LONGEST_LINE} characters.")
    return value


def _token(where: str, value: str | None) -> str | None:
    if value is None or _TOKEN.fullmatch(value):
        return value
    if not set(value) <= _OF_TOKENS:
        reason = "holds a character no token has"
    else:
        reason = "is no token: digits, a colon and letters, such as 123456789:AA…"
    raise SettingsError(f"{where} {reason}; copy it from @BotFather as it is.")


def _base_url(value: str | None) -> str:
    root = (value or TELEGRAM).rstrip("/").removesuffix("/bot").rstrip("/")
    reason = unusable(root)
    if reason:
        raise SettingsError(
            f"TELEGRAM_API_BASE_URL {reason}; it must be the root of a Bot API server, "
            "for example http://127.0.0.1:8081 or https://api.telegram.org."
        )
    return root


def _log_level(value: str | None) -> str:
    level = (value or "INFO").upper()
    if level not in LOG_LEVELS:
        raise SettingsError(f"KARRIEREBOT_LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}.")
    return level


def _chat_ids(value: str | None) -> tuple[int, ...]:
    ids = [part.strip() for part in (value or "").split(",")]
    if not all(_CHAT_ID.fullmatch(each) for each in ids if each):
        raise SettingsError(
            "ADMIN_CHAT_IDS must be numbers with commas between them, such as 123456789,-1001234."
        )
    return tuple(dict.fromkeys(int(each) for each in ids if each))


def _data_folder(read: _Reader) -> Path | None:
    named, shared, home = map(read, ("KARRIEREBOT_DATA", "XDG_DATA_HOME", "HOME"))
    if named == OFF:
        return None
    if named:
        return Path(named).absolute()
    if shared:
        return Path(shared).absolute() / "karrierebot"
    return Path(home).absolute() / ".local" / "share" / "karrierebot" if home else None


def _data_file(read: _Reader, folder: Path | None) -> str | None:
    """Return the address of the SQLite file in our data folder, or None where there is none."""
    if folder is None:
        return OFF if read("KARRIEREBOT_DATA") == OFF else None
    return f"sqlite:///{quote(str(folder / 'karrierebot.db'))}"


def _keep_questions(value: str | None) -> str:
    chosen = (value or KEEP_QUESTIONS[0]).lower()
    if chosen not in KEEP_QUESTIONS:
        raise SettingsError(f"KEEP_QUESTIONS must be one of {', '.join(KEEP_QUESTIONS)}.")
    return chosen


def _warnings(base_url: str) -> tuple[str, ...]:
    parts = urlsplit(base_url)
    if parts.scheme == "https" or is_loopback(parts.hostname or ""):
        return ()
    warning = (
        f"TELEGRAM_API_BASE_URL sends the bot token unencrypted to {parts.hostname}; "
        "use https, or a server on this machine."
    )
    return (warning,)
