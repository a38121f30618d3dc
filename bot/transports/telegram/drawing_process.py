"""Have pictures drawn in a process of its own: the event loop never waits for the typesetter.

Started before the first picture, started again where it ended; one picture at a time.
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

from bot.rendering.drawing_child import ANSWER, LENGTH, WELL
from bot.rendering.salary_card import Picture
from bot.settings.secrets import without_secrets

LONGEST_DRAWING = 10.0
"""Seconds after which a process is thought to hang and ended."""
LARGEST_PICTURE = 8 * 1024 * 1024
_PROGRAM = (sys.executable, "-m", "bot.rendering.drawing_child")


class NotDrawnError(Exception):
    """A picture could not be drawn; `str(error)` says why, without a word of the picture."""


class DrawingProcess:
    """Draws pictures; `close` it at the end."""

    def __init__(self, program: tuple[str, ...] = _PROGRAM) -> None:
        self._program = program
        self._process: Process | None = None
        self._lock = asyncio.Lock()

    async def start(self) -> None:
        """Start the process, so that the first picture need not; where that fails, it tries."""
        async with self._lock:
            with suppress(OSError):
                await self._running()

    async def draw(self, picture: Picture) -> bytes:
        """Return the PNG. Raises NotDrawnError."""
        async with self._lock:
            try:
                async with asyncio.timeout(LONGEST_DRAWING):
                    return await self._asked(picture.content.encode())
            except (TimeoutError, OSError, EOFError) as error:
                await self._end()
                raise NotDrawnError(
                    f"the drawing process failed ({type(error).__name__})"
                ) from None
            except asyncio.CancelledError:
                await self._end()  # its answer would be taken for the next picture's
                raise

    async def close(self) -> None:
        """End the process."""
        async with self._lock:
            await self._end()

    async def _asked(self, card: bytes) -> bytes:
        process = await self._running()
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(LENGTH.pack(len(card)) + card)
        await process.stdin.drain()
        state, length = ANSWER.unpack(await process.stdout.readexactly(ANSWER.size))
        if length > LARGEST_PICTURE:
            raise EOFError
        body = await process.stdout.readexactly(length)
        if state != WELL:
            raise NotDrawnError(body.decode("ascii", "replace")[:60])
        return body

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            environment = without_secrets(os.environ)
            environment["RAYON_NUM_THREADS"] = "1"  # the typesetter's threads; one core is enough
            self._process = await asyncio.create_subprocess_exec(
                *self._program, stdin=PIPE, stdout=PIPE, env=environment
            )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
