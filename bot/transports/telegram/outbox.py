"""Send and edit replies, and try again where trying again can succeed.

What cannot succeed (a user who blocked the bot, a mistake of ours) is raised for the one error
handler of `failures`. A text sent twice because the first answer was lost on the way is accepted.
A picture that makes trouble is left out: the answer counts.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.rendering.telegram import Rendered, plain_part
from bot.transports.telegram.drafts import Draft, Shown, keyboard_of, send_now, without_refused
from bot.transports.telegram.incoming import Address
from bot.transports.telegram.pacing import Pacing
from bot.transports.telegram.patience import Patience
from bot.transports.telegram.pictures import Pictures
from bot.transports.telegram.window import Window

PHOTO_FAILURES = 2
"""Network errors after which a reply goes out without its picture."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where a message went (a group may have moved meanwhile), and as which message."""

    address: Address
    message: Shown


@dataclass(frozen=True, slots=True)
class Sent:
    """The chat a reply ended up in (a group may have moved meanwhile), and its messages."""

    chat: int
    messages: tuple[int, ...] = ()


class Outbox:
    """Sends to Telegram, a bounded number of requests at once."""

    def __init__(
        self,
        bot: Bot,
        patience: Patience | None = None,
        pacing: Pacing | None = None,
        pictures: Pictures | None = None,
    ) -> None:
        self._bot = bot
        self._patience = patience or Patience(spread=lambda: random.uniform(0.75, 1.25))  # noqa: S311
        self._pacing = pacing or Pacing()
        self._pictures = pictures or Pictures()
        self._window = Window()

    async def send(self, address: Address, rendered: Rendered) -> Sent:
        """Send picture and parts in order, the buttons under the last.

        Raises TelegramError when a part cannot be sent; the parts after it are not tried.
        """
        keyboard = keyboard_of(rendered)
        sent: list[int | None] = []
        if rendered.picture is not None and not rendered.is_card:
            address = await self._send_picture(address, rendered, sent)
        last = len(rendered.parts) - 1
        for number, part in enumerate(rendered.parts):
            draft = Draft(address, part, keyboard if number == last else None)
            if rendered.is_card:
                draft = await self._with_photo(draft, rendered)
            delivered = await self._deliver(draft, rendered)
            sent.append(delivered.message.message)
            address = replace(delivered.address, quote=None)
        return Sent(address.chat, tuple(number for number in sent if number is not None))

    async def edit(self, address: Address, message: int, rendered: Rendered) -> bool:
        """Let a message of the bot show this reply instead; False where that cannot be.

        A reply of several messages is not forced into one, a picture does not become a text.
        """
        if len(rendered.parts) != 1 or (rendered.picture is not None and not rendered.is_card):
            return False
        draft = Draft(address, rendered.parts[0], keyboard_of(rendered), edits=message)
        if rendered.is_card:
            draft = await self._with_photo(draft, rendered)
        try:
            await self._deliver(draft, rendered)
        except BadRequest as error:
            return "not modified" in str(error).lower()
        return True

    async def withdraw(self, chat: int, messages: Iterable[int]) -> None:
        """Delete messages of the bot that another answer has replaced, where that can be."""
        for message in messages:
            with suppress(TelegramError):
                async with self._window.place():
                    await self._bot.delete_message(chat, message)

    async def acknowledge(self, query_id: str, text: str | None = None) -> None:
        """Stop the waiting sign on a pressed button; a press too old for that does no harm."""
        with suppress(TelegramError):
            async with self._window.place():
                await self._bot.answer_callback_query(query_id, text=text)

    def hurry(self) -> None:
        """Send at once what only waits for the pace of its chat."""
        self._pacing.hurry()

    async def open(self) -> None:
        """Make ready what draws the pictures."""
        await self._pictures.start()

    async def close(self) -> None:
        """End what draws the pictures."""
        await self._pictures.close()

    async def _send_picture(
        self, address: Address, rendered: Rendered, sent: list[int | None]
    ) -> Address:
        """Send the picture of a long answer before it; what goes wrong costs the picture only."""
        alt = rendered.picture.alt if rendered.picture else ""
        draft = await self._with_photo(Draft(address, plain_part(alt)), rendered)
        if draft.photo is None:
            return address
        try:
            delivered = await self._deliver(draft, rendered)
        except Forbidden:
            raise
        except TelegramError:
            return address
        sent.append(delivered.message.message)
        return replace(delivered.address, quote=None)

    async def _with_photo(self, draft: Draft, rendered: Rendered) -> Draft:
        if rendered.picture is None:
            return draft
        return replace(draft, photo=await self._pictures.photo(rendered.picture))

    async def _deliver(self, draft: Draft, rendered: Rendered) -> Delivered:
        """Send or edit one message; a picture that stands for itself is sent as such or not."""
        is_picture = draft.photo is not None and not rendered.is_card
        attempts = self._patience.begin()
        await self._pacing.wait(draft.address.chat)
        while True:
            try:
                async with self._window.place():
                    message = await send_now(self._bot, draft)
            except RetryAfter as error:
                await attempts.after(error)
            except ChatMigrated as error:
                draft = replace(draft, address=Address(error.new_chat_id))
            except BadRequest as error:
                draft = await self._mended(draft, rendered, error)
                if is_picture and draft.photo is None:
                    raise
            except (NetworkError, Conflict, InvalidToken) as error:
                await attempts.after(error)
                if attempts.failures >= PHOTO_FAILURES and draft.edits is None:
                    if is_picture:
                        raise
                    draft = replace(draft, photo=None)
            else:
                self._patience.got_through()
                self._note_file_id(rendered, message)
                return Delivered(draft.address, message)

    async def _mended(self, draft: Draft, rendered: Rendered, error: BadRequest) -> Draft:
        """Return the draft without what was refused; a file id grown stale is uploaded anew."""
        if isinstance(draft.photo, str) and rendered.picture is not None and _is_about_file(error):
            self._pictures.refused(rendered.picture)
            return await self._with_photo(draft, rendered)
        return without_refused(draft, error)

    def _note_file_id(self, rendered: Rendered, message: Shown) -> None:
        if rendered.picture is not None and message.picture:
            self._pictures.sent(rendered.picture, message.picture)


def _is_about_file(error: BadRequest) -> bool:
    objection = str(error).lower()
    return "file identifier" in objection or "file_id" in objection or "remote file" in objection
