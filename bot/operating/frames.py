"""Values between this program and its own child process: a length, then a pickle.

Only for the two ends of a socket pair nobody else can reach; never for a network or a file.
"""

from __future__ import annotations

import asyncio
import pickle
import socket
import struct
from typing import Any

_SIZE = struct.Struct("!Q")


def pack(value: object) -> bytes:
    """Return one value as it goes over the socket."""
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _SIZE.pack(len(content)) + content


def receive(end: socket.socket) -> Any:  # noqa: ANN401  whatever was sent
    """Wait for one value. Raises EOFError when the other end is closed."""
    (size,) = _SIZE.unpack(_exactly(end, _SIZE.size))
    return pickle.loads(_exactly(end, size))  # noqa: S301  sent by the same program


async def read(stream: asyncio.StreamReader) -> Any:  # noqa: ANN401  as above
    """Wait for one value. Raises EOFError when the other end is closed."""
    (size,) = _SIZE.unpack(await stream.readexactly(_SIZE.size))
    return pickle.loads(await stream.readexactly(size))  # noqa: S301  as above


def _exactly(end: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = end.recv(min(size - len(parts), 1 << 20))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)
