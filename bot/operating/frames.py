"""Values between this program and its own child process: a length, then a pickle.

Only for the two ends of a socket pair nobody else can reach; never for a network or a file.
"""

from __future__ import annotations

import io
import pickle
import socket
import struct
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

_SIZE = struct.Struct("!Q")

Reduce = Callable[[Any], tuple[type, tuple[Any, ...]]]


def pack(value: object) -> bytes:
    """Return one value as it goes over the socket."""
    content = io.BytesIO()
    pickler = pickle.Pickler(content, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _TABLE
    pickler.dump(value)
    return _SIZE.pack(content.tell()) + content.getbuffer()


def receive(end: socket.socket) -> Any:  # noqa: ANN401  whatever was sent
    """Wait for one value. Raises EOFError when the other end is closed."""
    (size,) = _SIZE.unpack(_exactly(end, _SIZE.size))
    return pickle.loads(_exactly(end, size))  # noqa: S301  sent by the same program


class Unpacker:
    """Makes values of what comes in, however it was cut on the way."""

    def __init__(self) -> None:
        self._left = bytearray()

    def feed(self, data: bytes) -> Iterator[Any]:
        """Yield the values that are whole by now."""
        self._left += data
        while len(self._left) >= _SIZE.size:
            (size,) = _SIZE.unpack_from(self._left)
            end = _SIZE.size + size
            if len(self._left) < end:
                return
            with memoryview(self._left) as left, left[_SIZE.size : end] as content:
                value = pickle.loads(content)  # noqa: S301  as above
            del self._left[:end]
            yield value


def _exactly(end: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = end.recv(min(size - len(parts), 1 << 20))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


class _Table(dict[type, Reduce]):
    """Says how frozen dataclasses are written: as a call with their values. What the standard
    library writes takes it three times as long, and is read more slowly.
    """

    def __missing__(self, kind: type) -> Reduce:
        if not _is_plain(kind):
            raise KeyError(kind)
        names = [each.name for each in fields(kind)]

        def of_one(value: Any) -> tuple[type, tuple[Any, ...]]:  # noqa: ANN401  any dataclass
            return kind, (getattr(value, names[0]),)

        values = attrgetter(*names)
        reduce: Reduce = of_one if len(names) == 1 else lambda value: (kind, values(value))
        self[kind] = reduce
        return reduce


def _is_plain(kind: type) -> bool:
    """Tell whether a call with its values in their order gives an equal one again."""
    if not is_dataclass(kind) or "__slots__" not in kind.__dict__ or not fields(kind):
        return False
    return not hasattr(kind, "__post_init__") and all(
        each.init and not each.kw_only for each in fields(kind)
    )


_TABLE = _Table()
