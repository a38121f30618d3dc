"""Insist on what the bot cannot do without, and tell the operator when the state changes.

One line when Telegram cannot be reached or another process polls, one when it answers again,
however many attempts lie between. Only a token rejected from the beginning, or again and again, is
final.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter

from bot.transports.telegram.failures import place
from bot.transports.telegram.patience import seconds_to_wait
from bot.transports.telegram.plausible import NoAnswerError

_LOG = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0
GROWTH = 2.0
REJECTIONS = 5
"""How often in a row a token that was accepted may be refused: a proxy's answer, perhaps."""


class Stopped(Exception):  # noqa: N818 - not an error: the operator asked for it
    """The bot was asked to stop while it waited."""


class Connection:
    """The way to one Bot API server, with what is known about its state."""

    def __init__(self, server: str, stopping: asyncio.Event) -> None:
        self._server = server
        self._stopping = stopping
        self._trouble: str | None = None
        self._attempts = 0
        self._rejections = 0
        self._accepted = False

    async def insist(self, action: Callable[[], Awaitable[T]]) -> T:
        """Return what `action` returns, however often it has to be tried.

        Raises InvalidToken when the server rejects the token for good, Stopped when the bot is to
        stop.
        """
        while True:
            try:
                result = await self._unless_stopped(action())
            except Stopped:
                raise
            except InvalidToken:
                self._rejections += 1
                if not self._accepted or self._rejections > REJECTIONS:
                    raise
                self._note("rejected", f"{self._server} does not accept the token any more")
                await self._pause_longer()
            except RetryAfter as error:
                self._note("flood", f"{self._server} wants fewer requests (429)")
                await self.pause(seconds_to_wait(error))
            except Exception as error:  # noqa: BLE001 - a server may answer anything at all
                self._note(*self._described(error))
                await self._pause_longer()
            else:
                self._recovered()
                return result

    async def pause(self, seconds: float) -> None:
        """Wait, but not longer than the bot runs; raises Stopped then."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)
        if self._stopping.is_set():
            raise Stopped

    async def stopped(self) -> None:
        """Wait until the bot is to stop."""
        await self._stopping.wait()

    async def _unless_stopped(self, awaitable: Awaitable[T]) -> T:
        work = asyncio.ensure_future(awaitable)
        stop = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait((work, stop), return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise Stopped
            return work.result()
        finally:
            for task in (work, stop):
                task.cancel()
            await asyncio.gather(work, stop, return_exceptions=True)

    def _note(self, trouble: str, line: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            _LOG.warning("%s; trying again with growing pauses.", line)

    async def _pause_longer(self) -> None:
        await self.pause(min(FIRST_PAUSE * GROWTH**self._attempts, LONGEST_PAUSE))
        self._attempts = min(self._attempts + 1, 16)

    def _recovered(self) -> None:
        self._attempts = self._rejections = 0
        self._accepted = True
        if self._trouble is not None:
            self._trouble = None
            _LOG.info("Connected to %s again.", self._server)

    def _described(self, error: Exception) -> tuple[str, str]:
        """Return the kind of trouble, which decides what is news, and a line about it."""
        if isinstance(error, Conflict):
            if "webhook" in str(error).lower():
                return "webhook", (
                    "A webhook is set for this bot, so it cannot poll (409 Conflict); start it "
                    "with --webhook, or once with --remove-webhook"
                )
            return "conflict", (
                "Another process polls with this bot's token (409 Conflict); stop one of the two"
            )
        if isinstance(error, NetworkError):
            cause = None if isinstance(error.__cause__, NoAnswerError) else error.__cause__
            reason = type(cause).__name__ if cause else str(error)[:60]
            return "unreachable", f"{self._server} cannot be reached ({reason})"
        return "unreadable", (
            f"{self._server} gives answers that make no sense "
            f"({type(error).__name__} at {place(error)})"
        )
