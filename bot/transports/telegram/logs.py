"""Log lines for an operator: plain, one per event, on standard error, never with the token.

The libraries below are kept quiet: the HTTP client writes whole addresses, token included, and
the bot library writes traces and whole updates.
"""

from __future__ import annotations

import logging
from typing import Final

from bot.settings.secrets import redacted

_LIBRARIES: Final = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.CRITICAL + 1,
    "uvicorn": logging.ERROR,  # strangers who send what is no HTTP are not worth a line each
}
_HIDDEN = "<token>"


class Redaction(logging.Filter):
    """Takes the bot token, and whatever looks like one, out of every record."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._redacted(record.getMessage()), ()
        if record.exc_info:
            trace = logging.Formatter().formatException(record.exc_info)
            record.exc_text, record.exc_info = self._redacted(trace), None
        return True

    def _redacted(self, text: str) -> str:
        if self._token:
            text = text.replace(self._token, _HIDDEN)
        return redacted(text)


def set_up_logging(level: str, token: str) -> None:
    """Send log lines to standard error unless the program did so already; hide the token."""
    root = logging.getLogger()
    if not root.handlers:
        stderr = logging.StreamHandler()
        stderr.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        root.addHandler(stderr)
        root.setLevel(level)
    for handler in root.handlers:
        for earlier in [known for known in handler.filters if isinstance(known, Redaction)]:
            handler.removeFilter(earlier)
        handler.addFilter(Redaction(token))
    for name, least in _LIBRARIES.items():
        logging.getLogger(name).setLevel(least)
