"""The one error handler: what happened is logged without a word of the user or the token.

Not here: trying again (`outbox` for replies, `connection` for polling).
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from pathlib import PurePath

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot.dialogue.front import Front
from bot.rendering.telegram import render_text
from bot.transports.telegram.incoming import Address
from bot.transports.telegram.outbox import Outbox

_LOG = logging.getLogger(__name__)

_RACES = (
    "message is not modified",
    "message to edit not found",
    "message to be replied not found",
    "query is too old",
    "chat not found",
)
"""What Telegram objects to when the user was faster than the bot; nobody has to act."""


class Failures:
    """Deals with whatever went wrong while an update was answered."""

    def __init__(self, outbox: Outbox, front: Callable[[], Front]) -> None:
        self._outbox = outbox
        self._front = front

    async def report(self, update: object, error: Exception) -> None:
        """Log the error in one line; apologise where the mistake is ours."""
        if isinstance(error, Forbidden) or _is_race(error):
            _LOG.debug("A reply was not wanted any more: %s.", type(error).__name__)
        elif isinstance(error, TelegramError):
            what = "not delivered" if _is_transient(error) else "refused by Telegram"
            _LOG.warning("A reply was %s: %s at %s.", what, type(error).__name__, place(error))
        else:
            _LOG.error("A message was not answered: %s at %s.", type(error).__name__, place(error))
            await self._apologise(update)

    async def _apologise(self, update: object) -> None:
        if not isinstance(update, Update) or update.effective_chat is None:
            return
        if update.effective_message is None:
            return  # nobody said anything
        user = update.effective_user
        front = self._front()
        language = front.language_of(user.language_code if user else None)
        sentence = front.say("internal_error", language)
        if not sentence:
            return
        try:
            await self._outbox.send(Address(update.effective_chat.id), render_text(sentence))
        except TelegramError as error:
            _LOG.debug("An apology was not delivered: %s.", type(error).__name__)


def place(error: BaseException) -> str:
    """Return file and line where the error arose, ours if one is: `dialogue/respond.py:42`."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "bot" in PurePath(frame.filename).parts[:-1]]
    if not frames:
        return "an unknown place"
    frame = (ours or frames)[-1]
    return f"{'/'.join(PurePath(frame.filename).parts[-2:])}:{frame.lineno}"


def _is_race(error: Exception) -> bool:
    return isinstance(error, BadRequest) and any(race in str(error).lower() for race in _RACES)


def _is_transient(error: TelegramError) -> bool:
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)
