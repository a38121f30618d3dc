"""Arrays and a JSON header as one lot of bytes that can be used where they lie.

Reading copies nothing and runs no code: of a file mapped into memory, only the pages that are
asked for are ever loaded.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_LENGTH = struct.Struct("<Q")
_ALIGNED = 64
"""Every array begins at a multiple of this, counted from the first byte."""
_KINDS = {"<i8", "<i4", "<u2", "<f8", "<f4", "<f2"}


def join(header: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    """Return the bytes that `part` takes apart; equal values give equal bytes."""
    directory: dict[str, Any] = {}
    end = 0
    little = {
        name: np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
        for name, array in arrays.items()
    }
    for name, array in little.items():
        begin = _aligned(end)
        directory[name] = [array.dtype.str, list(array.shape), begin]
        end = begin + array.nbytes
    text = json.dumps([header, directory], separators=(",", ":")).encode()
    body = bytearray(_aligned(_LENGTH.size + len(text)) + end)
    body[: _LENGTH.size + len(text)] = _LENGTH.pack(len(text)) + text
    first = len(body) - end
    for name, array in little.items():
        begin = first + directory[name][2]
        body[begin : begin + array.nbytes] = array.tobytes()
    return bytes(body)


def part(data: bytes | memoryview) -> tuple[Any, dict[str, Array]]:
    """Return the header and the arrays, which are views of `data` and cannot be written to.

    Raises ValueError, LookupError or TypeError for bytes that `join` has not made.
    """
    view = memoryview(data).toreadonly()
    if len(view) < _LENGTH.size:
        raise ValueError("too short for a length")
    (length,) = _LENGTH.unpack_from(view)
    header, directory = json.loads(bytes(view[_LENGTH.size : _LENGTH.size + length]))
    first = _aligned(_LENGTH.size + length)
    return header, {name: _array(view, first, *line) for name, line in directory.items()}


def _array(view: memoryview, first: int, kind: str, shape: list[int], begin: int) -> Array:
    sizes = (begin, *shape)
    if kind not in _KINDS or any(type(size) is not int or size < 0 for size in sizes):
        raise ValueError(f"no array: {kind}, {shape}")
    count = math.prod(shape)
    if not count:
        return np.zeros(shape, kind)
    return np.frombuffer(view, kind, count, first + begin).reshape(shape)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
