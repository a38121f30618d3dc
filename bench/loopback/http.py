"""The HTTP below the loopback server: as little as a Bot API client needs, as fast as it gets.

Keep-alive, bodies with a length, one request at a time on a connection. An answer may come at
once, later, in half, or not at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import parse_qsl

Parameters = dict[str, str]
Answer = Callable[[bytes], None]
"""Sends a JSON body with status 200."""
Handle = Callable[[str, Parameters, "Exchange"], None]
"""Gets path and parameters of a request, and answers through the exchange."""


class Exchange:
    """One request waiting for its answer; what is answered twice or too late is dropped."""

    def __init__(self, connection: Connection) -> None:
        self._connection: Connection | None = connection

    @property
    def is_open(self) -> bool:
        return self._connection is not None and not self._connection.is_closed

    def answer(self, body: bytes, status: int = 200) -> None:
        """Send the whole answer."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.send(_head(status, len(body)) + body)

    def hang_up(self, half: bytes = b"") -> None:
        """Send the first half of an answer, or nothing, and close the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.send(_head(200, 2 * len(half) + 2) + half if half else b"", end=True)


class Connection(asyncio.Protocol):
    """One client."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self._waiting: Exchange | None = None

    @property
    def is_closed(self) -> bool:
        return self._transport is None or self._transport.is_closing()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  the interface
        """Forget the client."""
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Collect a request and hand it on once it is whole."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            size = _length(head)
            if len(self._buffer) < end + 4 + size:
                return
            body = self._buffer[end + 4 : end + 4 + size]
            self._buffer = self._buffer[end + 4 + size :]
            path, _, query = head.split(b" ", 2)[1].partition(b"?")
            parameters = _parameters(query, head, body)
            self._handle(path.decode(), parameters, Exchange(self))

    def send(self, data: bytes, *, end: bool = False) -> None:
        """Write to the client, if it is still there."""
        if self._transport is not None and not self._transport.is_closing():
            if data:
                self._transport.write(data)
            if end:
                self._transport.close()


def _head(status: int, size: int) -> bytes:
    return (
        f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {size}\r\n\r\n"
    ).encode()


def _length(head: bytes) -> int:
    lower = head.lower()
    at = lower.find(b"content-length:")
    return int(lower[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


def _parameters(query: bytes, head: bytes, body: bytes) -> Parameters:
    """Read form fields; of files only that they are there."""
    fields: dict[str, Any] = dict(parse_qsl(query.decode(), keep_blank_values=True))
    at = head.lower().find(b"boundary=")
    if at < 0:
        return fields | dict(parse_qsl(body.decode(), keep_blank_values=True))
    boundary = head[at + 9 :].split(b"\r\n", 1)[0].strip(b'"; ')
    for part in body.split(b"--" + boundary)[1:-1]:
        described, _, content = part.partition(b"\r\n\r\n")
        name = described.partition(b'name="')[2].partition(b'"')[0].decode()
        is_file = b"filename=" in described
        fields[name] = "(file)" if is_file else content.removesuffix(b"\r\n").decode()
    return fields
