"""Remember the files of the last load: most changes touch one, and parsing is half the work."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bot.knowledge.parsing.document import Document

Read = Callable[[Path, str, str], Document]
"""Reads the file with a path below a folder, which is called as in the last argument."""
_Key = tuple[str, str, bytes]


class FilesBefore:
    """What the files of the last load said; of one load at a time."""

    def __init__(self) -> None:
        self._before: dict[_Key, Document] = {}
        self._now: dict[_Key, Document] = {}

    def begin(self, read: Read) -> Read:
        """Return what reads files for one load as `read` does, each content once."""
        self._before, self._now = self._now, {}

        def read_file(root: Path, path: str, shown: str) -> Document:
            with suppress(OSError):
                found = self._before.get((path, shown, (root / path).read_bytes()))
                if found is not None:
                    return self._kept(found, shown)
            return self._kept(read(root, path, shown), shown)

        return read_file

    def _kept(self, document: Document, shown: str) -> Document:
        """Return a document to go on with; what is found later must not stay in the kept one.

        What could not be read has no content, so it is read again each time.
        """
        if document.content:
            self._now[document.path, shown, document.content] = document
        problems, guessed = [*document.problems], {*document.guessed}
        return replace(document, problems=problems, guessed=guessed)
