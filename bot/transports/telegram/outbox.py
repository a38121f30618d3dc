"""Send replies, and try again where trying again can succeed.

What cannot succeed (a user who blocked the bot, a mistake of ours) is raised for the one error
handler of `failures`. A text sent twice because the first answer was lost on the way is accepted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError

from bot.rendering.telegram import Part, Rendered
from bot.transports.telegram.incoming import Address

AT_ONCE = 24
"""Requests on their way at the same time; beyond 32 the HTTP library gets slower, not faster."""
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each further attempt after a network error."""
FLOOD_WAITS = 5
LONGEST_FLOOD_WAIT = 300.0
"""Seconds; a reply that Telegram wants later than this is given up."""

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Draft:
    """One message about to be sent; what Telegram refuses of it is taken off."""

    address: Address
    part: Part
    keyboard: InlineKeyboardMarkup | None = None
    formatted: bool = True


class Outbox:
    """Sends to Telegram, a bounded number of requests at once."""

    def __init__(
        self, bot: Bot, pauses: Sequence[float] = PAUSES, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._bot = bot
        self._pauses = pauses
        self._sleep = sleep
        self._places = asyncio.Semaphore(AT_ONCE)

    async def send(self, address: Address, rendered: Rendered) -> None:
        """Send all parts in order, the buttons under the last one.

        Raises TelegramError when a part cannot be sent; the parts after it are not tried.
        """
        keyboard = _keyboard(rendered)
        last = len(rendered.parts) - 1
        for number, part in enumerate(rendered.parts):
            draft = _Draft(address, part, keyboard if number == last else None)
            address = replace(await self._deliver(draft), quote=None)

    async def acknowledge(self, query_id: str) -> None:
        """Stop the waiting sign on a pressed button; a press too old for that does no harm."""
        with suppress(TelegramError):
            async with self._places:
                await self._bot.answer_callback_query(query_id)

    async def _deliver(self, draft: _Draft) -> Address:
        """Send one message and return where it went: a group may have moved meanwhile."""
        failures = floods = 0
        while True:
            try:
                async with self._places:
                    await self._send_now(draft)
            except RetryAfter as error:
                pause = seconds_to_wait(error)
                floods += 1
                if floods > FLOOD_WAITS or pause > LONGEST_FLOOD_WAIT:
                    raise
            except ChatMigrated as error:
                draft = replace(draft, address=Address(error.new_chat_id))
                continue
            except BadRequest as error:
                draft = _without_refused(draft, error)
                continue
            except NetworkError:
                if failures == len(self._pauses):
                    raise
                pause = self._pauses[failures]
                failures += 1
            else:
                return draft.address
            await self._sleep(pause)

    async def _send_now(self, draft: _Draft) -> None:
        address = draft.address
        await self._bot.send_message(
            chat_id=address.chat,
            text=draft.part.html if draft.formatted else draft.part.plain,
            parse_mode=ParseMode.HTML if draft.formatted else None,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=draft.keyboard,
            message_thread_id=address.thread,
            reply_parameters=ReplyParameters(address.quote, allow_sending_without_reply=True)
            if address.quote is not None
            else None,
        )


def seconds_to_wait(error: RetryAfter) -> float:
    """Return how long Telegram wants us to wait; the library gives a number or a duration."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def _without_refused(draft: _Draft, error: BadRequest) -> _Draft:
    """Take off what Telegram objected to; raise the error again when that is nothing of ours."""
    objection = str(error).lower()
    simpler = draft
    if "parse entities" in objection:
        simpler = replace(draft, formatted=False)
    elif "thread not found" in objection:
        simpler = replace(draft, address=replace(draft.address, thread=None))
    elif "replied" in objection:
        simpler = replace(draft, address=replace(draft.address, quote=None))
    elif "button" in objection or "reply markup" in objection:
        simpler = replace(draft, keyboard=None)
    if simpler == draft:
        raise error
    return simpler


def _keyboard(rendered: Rendered) -> InlineKeyboardMarkup | None:
    if not rendered.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(choice.label, callback_data=choice.data) for choice in row]
            for row in rendered.rows
        ]
    )
