"""What the environment says: token, server, knowledge folder, log level.

Reads a mapping given to it, never `os.environ` itself, and opens nothing. The bot token is kept
out of `repr` and out of every message here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError

TELEGRAM = "https://api.telegram.org"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside; see the table in README.md.

    `telegram_api_base_url` is the root of the Bot API server, without `/bot` and without a slash
    at the end. `warnings` are lines the operator should read once at the start.
    """

    telegram_bot_token: str | None = field(default=None, repr=False)
    telegram_api_base_url: str = TELEGRAM
    knowledge: Path | None = None
    log_level: str = "INFO"
    warnings: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings; an unset or blank variable means its default.

        Raises SettingsError, naming the variable, when a value cannot be used.
        """
        read = _Reader(environment)
        base_url = _base_url(read("TELEGRAM_API_BASE_URL"))
        folder = read("KARRIEREBOT_KNOWLEDGE")
        return cls(
            telegram_bot_token=_token(read("TELEGRAM_BOT_TOKEN")),
            telegram_api_base_url=base_url,
            knowledge=Path(folder) if folder else None,
            log_level=_log_level(read("KARRIEREBOT_LOG_LEVEL")),
            warnings=_warnings(base_url),
        )


@dataclass(frozen=True, slots=True)
class _Reader:
    environment: Mapping[str, str]

    def __call__(self, name: str) -> str | None:
        return self.environment.get(name, "").strip() or None


def _token(value: str | None) -> str | None:
    if value and (not value.isascii() or not value.isprintable() or set(value) & set(" /?#%")):
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN holds a character no token has; copy it from @BotFather as it is."
        )
    return value


def _base_url(value: str | None) -> str:
    root = (value or TELEGRAM).rstrip("/").removesuffix("/bot").rstrip("/")
    try:
        parts = urlsplit(root)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment or " " in root:
        raise SettingsError(
            "TELEGRAM_API_BASE_URL must be the root of a Bot API server, "
            "for example http://127.0.0.1:8081 or https://api.telegram.org."
        )
    return root


def _log_level(value: str | None) -> str:
    level = (value or "INFO").upper()
    if level not in LOG_LEVELS:
        raise SettingsError(f"KARRIEREBOT_LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}.")
    return level


def _warnings(base_url: str) -> tuple[str, ...]:
    parts = urlsplit(base_url)
    if parts.scheme == "https" or _is_loopback(parts.hostname or ""):
        return ()
    warning = (
        f"TELEGRAM_API_BASE_URL sends the bot token unencrypted to {parts.hostname}; "
        "use https, or a server on this machine."
    )
    return (warning,)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
