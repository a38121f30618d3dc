"""Keep pictures ready to send: drawn once, uploaded once, then sent by Telegram's own file id.

A picture never keeps an answer waiting for long, and one that cannot be drawn is left out, for
the text says the same. What is kept is bounded and in memory.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol

from bot.rendering.salary_card import Picture
from bot.transports.telegram.drawing_process import DrawingProcess, NotDrawnError
from bot.transports.telegram.recent import Recent

_LOG = logging.getLogger(__name__)

KEPT_PICTURES = 32
"""Some hundred kilobytes each."""
KEPT_FILE_IDS = 2_000
LONGEST_WAIT = 4.0
"""Seconds until an answer goes out without its picture."""

Photo = str | bytes
"""A file id of Telegram's, or a PNG to upload."""


class Drawing(Protocol):
    """Whoever draws."""

    async def start(self) -> None: ...

    async def draw(self, picture: Picture) -> bytes: ...

    async def close(self) -> None: ...


class Pictures:
    """The pictures of one bot."""

    def __init__(self, drawing: Drawing | None = None, patience: float = LONGEST_WAIT) -> None:
        self._drawing = drawing or DrawingProcess()
        self._patience = patience
        self._pngs: Recent[str, asyncio.Task[bytes]] = Recent(KEPT_PICTURES)
        self._file_ids: Recent[str, str] = Recent(KEPT_FILE_IDS)

    async def start(self) -> None:
        """Make ready what draws: starting it would hold up whoever is answered meanwhile."""
        await self._drawing.start()

    async def photo(self, picture: Picture) -> Photo | None:
        """Return what to send for a picture, or None where it cannot be drawn in time."""
        known = self._file_ids.get(picture.key)
        if known is not None:
            return known
        drawn = self._pngs.get(picture.key)
        if drawn is None:
            drawn = asyncio.create_task(self._drawing.draw(picture))
            self._pngs.put(picture.key, drawn)
        try:
            return await asyncio.wait_for(asyncio.shield(drawn), self._patience)
        except TimeoutError:
            _LOG.warning("A picture was not drawn in time; the answer went out without it.")
        except NotDrawnError as error:
            self._pngs.drop(picture.key)
            _LOG.warning("A picture could not be drawn: %s.", error)
        return None

    def sent(self, picture: Picture, file_id: str) -> None:
        """Remember the file id Telegram gave to a picture; it need not be drawn again."""
        self._file_ids.put(picture.key, file_id)
        self._pngs.drop(picture.key)

    def refused(self, picture: Picture) -> None:
        """Forget a file id Telegram does not know any more."""
        self._file_ids.drop(picture.key)

    async def close(self) -> None:
        """End what draws; a drawing under way is given up."""
        await self._drawing.close()
