"""Whether an address can be used, and why not: web addresses, and what a server listens on.

Only the text is judged; lookups tell the rest. No reason repeats what may be secret.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

_IN_PATH = re.compile(r"/(?:bot)?[0-9]+:[A-Za-z0-9_-]{20}")
_HOST = re.compile(r"\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*\.?(?::\d+)?", re.ASCII)
_BRACKETS = re.compile(r"\[[^\[\]]+\](?::\d+)?")
_LONGEST_HOST = 253
_LARGEST_PORT = 65_535
_IPV6 = 6


def unusable(root: str) -> str:
    """Return why an address cannot be used, without repeating what may be secret; or nothing."""
    if not root.isprintable() or " " in root or "\\" in root:
        return "holds a space or a character no address has"
    try:
        parts = urlsplit(root)
        port = parts.port
    except ValueError:
        return "has a host or a port that cannot be"
    reasons = (
        ("is no http:// or https:// address", parts.scheme not in {"http", "https"}),
        ("holds a user or a password", "@" in parts.netloc),
        ("names no host", not parts.hostname),
        ("has a host or a port that cannot be", not _is_host(parts) or port == 0),
        ('holds a "?" or "#"', bool(set(root) & set("?#"))),
        ("holds a bot token, which belongs into TELEGRAM_BOT_TOKEN", bool(_IN_PATH.search(root))),
    )
    return next((reason for reason, holds in reasons if holds), "")


def _is_host(parts: SplitResult) -> bool:
    """Tell whether this can be the name or address of a machine; lookups tell the rest."""
    name = parts.hostname or ""
    if "[" not in parts.netloc:
        return len(name) <= _LONGEST_HOST and bool(_HOST.fullmatch(parts.netloc))
    try:  # `urlsplit` does not check what stands in brackets
        return bool(_BRACKETS.fullmatch(parts.netloc)) and ip_address(name).version == _IPV6
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Tell whether this is the machine the bot runs on."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def host_and_port(text: str) -> tuple[str, int] | None:
    """Read ``127.0.0.1:8080``, ``[::1]:8080`` or ``:8080`` (all addresses); None if it is none."""
    host, colon, port = text.rpartition(":")
    if not colon or not (port.isascii() and port.isdigit()) or int(port) > _LARGEST_PORT:
        return None
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host or (host and not _HOST.fullmatch(host)):
        return None
    return host or "0.0.0.0", int(port)  # noqa: S104  the operator asked for it
