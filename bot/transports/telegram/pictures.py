"""Keep pictures ready to send: drawn once, uploaded once, then sent by Telegram's own file id.

Drawing happens in a thread of its own and never longer than a person would wait; a picture that
cannot be drawn is left out, for the text says the same. What is kept is bounded and in memory.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.rendering.salary_card import Picture, draw
from bot.transports.telegram.recent import Recent

_LOG = logging.getLogger(__name__)

KEPT_PICTURES = 32
"""Some hundred kilobytes each."""
KEPT_FILE_IDS = 2_000
LONGEST_WAIT = 4.0
"""Seconds until an answer goes out without its picture."""

Photo = str | bytes
"""A file id of Telegram's, or a PNG to upload."""


class Pictures:
    """The pictures of one bot."""

    def __init__(self, drawn: Callable[[Picture], bytes] = draw) -> None:
        self._draw = drawn
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="drawing")
        self._pngs: Recent[str, asyncio.Future[bytes]] = Recent(KEPT_PICTURES)
        self._file_ids: Recent[str, str] = Recent(KEPT_FILE_IDS)

    async def photo(self, picture: Picture) -> Photo | None:
        """Return what to send for a picture, or None where it cannot be drawn in time."""
        known = self._file_ids.get(picture.key)
        if known is not None:
            return known
        drawing = self._pngs.get(picture.key)
        if drawing is None:
            loop = asyncio.get_running_loop()
            drawing = loop.run_in_executor(self._thread, self._draw, picture)
            self._pngs.put(picture.key, drawing)
        try:
            return await asyncio.wait_for(asyncio.shield(drawing), LONGEST_WAIT)
        except TimeoutError:
            _LOG.warning("A picture was not drawn in time; the answer went out without it.")
        except Exception as error:  # noqa: BLE001 - whatever the typesetter raises
            self._pngs.drop(picture.key)
            _LOG.warning("A picture could not be drawn: %s.", type(error).__name__)
        return None

    def sent(self, picture: Picture, file_id: str) -> None:
        """Remember the file id Telegram gave to a picture; it need not be drawn again."""
        self._file_ids.put(picture.key, file_id)
        self._pngs.drop(picture.key)

    def refused(self, picture: Picture) -> None:
        """Forget a file id Telegram does not know any more."""
        self._file_ids.drop(picture.key)

    def close(self) -> None:
        """Let go of the thread; a drawing under way is finished and thrown away."""
        self._thread.shutdown(wait=False, cancel_futures=True)
