"""The HTTP below the Bot API server of the tests: keep-alive, form and JSON bodies, rough ends.

Just enough of HTTP/1.1 for the client of python-telegram-bot; knows nothing of Telegram.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from email import message_from_bytes
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit


class DropConnection(Exception):  # noqa: N818 - an order, not an error
    """Hang up instead of answering; with `half`, after the first half of an answer."""

    def __init__(self, half: bool = False) -> None:
        super().__init__()
        self.half = half


Parameters = dict[str, Any]
Respond = Callable[[str, Parameters], Awaitable[tuple[int, bytes]]]
"""Path and parameters in, status and body out; may raise DropConnection."""


class HttpServer:
    """Serves `respond` on a free port of this machine, or on the port it had before."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self.port = 0

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Hang up on everybody; the port is kept for the next start."""
        if self._server is None:
            return
        self._server.close()
        for connection in list(self._connections):
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()
        self._server = None

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            while await self._exchange(reader, writer):
                pass
        except (asyncio.CancelledError, ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._connections.discard(task)
            writer.transport.abort()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; False when the connection ends here."""
        line = await reader.readline()
        if not line:
            return False
        headers: dict[str, str] = {}
        while (header := (await reader.readline()).decode("latin-1").strip()) != "":
            name, _, value = header.partition(":")
            headers[name.lower()] = value.strip()
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        target = urlsplit(line.decode("latin-1").split(" ")[1])
        parameters = _parameters(target.query, headers.get("content-type", ""), body)
        try:
            status, payload = await self._answer_or_hang_up(reader, target.path, parameters)
        except DropConnection as order:
            if order.half:
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
                await writer.drain()
            return False
        head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(payload)}\r\n\r\n"
        writer.write(head.encode() + payload)
        await writer.drain()
        return True

    async def _answer_or_hang_up(
        self, reader: asyncio.StreamReader, path: str, parameters: Parameters
    ) -> tuple[int, bytes]:
        """Answer, or stop working on the answer when the client has gone away."""
        answer = asyncio.ensure_future(self._respond(path, parameters))
        gone = asyncio.ensure_future(reader.read(1))
        try:
            await asyncio.wait((answer, gone), return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                raise ConnectionResetError
            return answer.result()
        finally:
            for task in (answer, gone):
                task.cancel()
            await asyncio.gather(answer, gone, return_exceptions=True)


def _parameters(query: str, content_type: str, body: bytes) -> Parameters:
    """Read form fields, whose values may be JSON, a JSON body, or a form with files."""
    if content_type.startswith("application/json"):
        return dict(json.loads(body))
    if content_type.startswith("multipart/form-data"):
        return _form(content_type, body)
    fields = dict(parse_qsl(query) + parse_qsl(body.decode(), keep_blank_values=True))
    return {name: _value(name, text) for name, text in fields.items()}


def _form(content_type: str, body: bytes) -> Parameters:
    """Read a form with files; a file is its bytes."""
    whole = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    fields: Parameters = {}
    for part in whole.walk():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            is_file = part.get_filename() is not None
            fields[name] = content if is_file else _value(name, content.decode())
    return fields


def _value(name: str, text: str) -> Any:
    if name in {"text", "caption", "parse_mode", "description", "short_description"}:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
