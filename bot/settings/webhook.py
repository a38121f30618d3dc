"""What is set about the bot's own HTTP endpoints: where it listens, and its webhook.

The webhook's secret is made of the bot token unless it is set: replicas agree on it by
themselves, and whoever reads it learns nothing of the token.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.settings.addresses import host_and_port, is_loopback, unusable

Read = Callable[[str], str | None]

DEFAULT_LISTEN = ("127.0.0.1", 8080)
"""Where a bot with a webhook listens unless told otherwise: behind a proxy on this machine."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PORTS = (443, 80, 88, 8443)
"""The ports Telegram delivers to."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram is to deliver updates; `secret` proves that they come from there."""

    url: str
    secret: str = field(repr=False)

    @property
    def path(self) -> str:
        """The path of the address, the same behind a proxy."""
        return urlsplit(self.url).path or "/"


def read_listen(read: Read) -> tuple[str, int] | None:
    """Return host and port of KARRIEREBOT_LISTEN, None where it is not set."""
    value = read("KARRIEREBOT_LISTEN")
    if value is None:
        return None
    found = host_and_port(value)
    if found is None:
        raise SettingsError(
            "KARRIEREBOT_LISTEN must be a host and a port, such as 127.0.0.1:8080 or :8080."
        )
    return found


def read_webhook(read: Read, token: str | None, secret: str | None) -> Webhook | None:
    """Return the webhook of KARRIEREBOT_WEBHOOK_URL, None where it is not set.

    `secret` is the operator's own, where there is one.
    """
    url = read("KARRIEREBOT_WEBHOOK_URL")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise SettingsError(
            "KARRIEREBOT_WEBHOOK_SECRET must be 1 to 256 of the letters A to Z and a to z, "
            "digits, _ and -."
        )
    if url is None:
        return None
    reason = unusable(url) or _undeliverable(url)
    if reason:
        raise SettingsError(
            f"KARRIEREBOT_WEBHOOK_URL {reason}; it is the address Telegram delivers to, "
            "such as https://bot.example.org/telegram."
        )
    return Webhook(url, secret or _made_of(token or ""))


def _undeliverable(url: str) -> str:
    parts = urlsplit(url)
    if is_loopback(parts.hostname or ""):
        return ""  # a Bot API server on this machine, which may do as it likes
    if parts.scheme != "https":
        return "is no https:// address"
    if (parts.port or 443) not in _PORTS:
        return f"has a port Telegram does not deliver to ({', '.join(map(str, _PORTS))})"
    return ""


def _made_of(token: str) -> str:
    return hmac.new(token.encode(), b"karrierebot webhook", hashlib.sha256).hexdigest()
