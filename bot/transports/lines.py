"""Lines of bytes from a stream nobody vouches for: endless ones are cut, none is decoded here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

LONGEST = 4 * 1024 * 1024
"""In bytes. A message of 100,000 characters takes at most 1.2 MB, even as JSON escapes."""


def read_lines(stream: BinaryIO, longest: int = LONGEST) -> Iterator[tuple[bytes, bool]]:
    """Yield each line without its end, and whether it is whole.

    A line of more than `longest` bytes comes cut to that length, with False; its rest is skipped.
    """
    while line := stream.readline(longest + 1):
        whole = len(line) <= longest or line.endswith(b"\n")
        if not whole:
            _skip_rest(stream, longest)
        yield line[:longest].rstrip(b"\r\n"), whole


def _skip_rest(stream: BinaryIO, longest: int) -> None:
    while (rest := stream.readline(longest)) and not rest.endswith(b"\n"):
        pass
