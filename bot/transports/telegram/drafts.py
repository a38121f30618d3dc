"""One message about to be sent or edited: which call it takes, and what can be taken off it.

Not here: trying again and waiting (`outbox`).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Self, TypeAlias

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.rendering.telegram import Part, Rendered
from bot.transports.telegram.incoming import Address
from bot.transports.telegram.pictures import Photo
from bot.transports.telegram.quick_call import call

Keyboard: TypeAlias = dict[str, Any]
"""Buttons as the Bot API writes them: the library's objects cost as much as sending the text."""

_NO_PREVIEW = {"is_disabled": True}


@dataclass(frozen=True, slots=True)
class Draft:
    """A message; with `photo` its text is the caption, with `edits` it replaces that message."""

    address: Address
    part: Part
    keyboard: Keyboard | None = None
    photo: Photo | None = None
    edits: int | None = None
    formatted: bool = True

    @property
    def text(self) -> str:
        return self.part.html if self.formatted else self.part.plain

    @property
    def parse_mode(self) -> str | None:
        return ParseMode.HTML if self.formatted else None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as Telegram has it now: its number, and the id of the picture in it."""

    message: int | None = None
    picture: str | None = None

    @classmethod
    def of(cls, message: Mapping[str, Any]) -> Self:
        """Return what is needed of a message as the Bot API writes it, as far as it is there."""
        number, sizes = message.get("message_id"), message.get("photo")
        with suppress(LookupError, TypeError):
            return cls(number, sizes[-1]["file_id"] if sizes else None)
        return cls(number)


async def send_now(bot: Bot, draft: Draft) -> Shown:
    """Make the one call a draft takes and return the message it became.

    Raises TelegramError.
    """
    if draft.edits is not None:
        return await _edit(bot, draft, draft.edits)
    if draft.photo is not None:
        return await _send_photo(bot, draft, draft.photo)
    return await _send_text(bot, draft)


def without_refused(draft: Draft, error: BadRequest) -> Draft:
    """Take off what Telegram objected to; raise the error again when that is nothing of ours."""
    objection = str(error).lower()
    simpler = draft
    if "not modified" in objection:  # names the reply markup as well, which is no objection to it
        raise error
    if "parse entities" in objection:
        simpler = replace(draft, formatted=False)
    elif "thread not found" in objection:
        simpler = replace(draft, address=replace(draft.address, thread=None))
    elif "replied" in objection:
        simpler = replace(draft, address=replace(draft.address, quote=None))
    elif "button" in objection or "reply markup" in objection:
        simpler = replace(draft, keyboard=None)
    elif draft.edits is None:  # whatever it is about: the text says all of it
        simpler = replace(draft, photo=None)
    if simpler == draft:
        raise error
    return simpler


def keyboard_of(rendered: Rendered) -> Keyboard | None:
    """Return the buttons of a reply, or None if it has none."""
    if not rendered.rows:
        return None
    return {
        "inline_keyboard": [
            [{"text": choice.label, "callback_data": choice.data} for choice in row]
            for row in rendered.rows
        ]
    }


async def _send_text(bot: Bot, draft: Draft) -> Shown:
    values = {**_said(draft), **_place(draft.address), "link_preview_options": _NO_PREVIEW}
    return Shown.of(await call(bot, "sendMessage", values))


async def _send_photo(bot: Bot, draft: Draft, photo: Photo) -> Shown:
    if isinstance(photo, str):
        values = {**_said(draft, "caption"), **_place(draft.address), "photo": photo}
        return Shown.of(await call(bot, "sendPhoto", values))
    sent = await bot.send_photo(
        chat_id=draft.address.chat,
        photo=photo,
        caption=draft.text,
        parse_mode=draft.parse_mode,
        reply_markup=_buttons(draft, bot),
        message_thread_id=draft.address.thread,
        reply_parameters=_quoting(draft.address),
    )
    return Shown.of(sent.to_dict())


async def _edit(bot: Bot, draft: Draft, message: int) -> Shown:
    if draft.photo is None:
        place = {"chat_id": draft.address.chat, "message_id": message}
        values = {**_said(draft), **place, "link_preview_options": _NO_PREVIEW}
        return Shown.of(await call(bot, "editMessageText", values))
    edited = await bot.edit_message_media(
        chat_id=draft.address.chat,
        message_id=message,
        media=InputMediaPhoto(draft.photo, caption=draft.text, parse_mode=draft.parse_mode),
        reply_markup=_buttons(draft, bot),
    )
    return Shown.of(edited.to_dict() if isinstance(edited, Message) else {"message_id": message})


def _said(draft: Draft, name: str = "text") -> dict[str, Any]:
    return {name: draft.text, "parse_mode": draft.parse_mode, "reply_markup": draft.keyboard}


def _place(address: Address) -> dict[str, Any]:
    quoted = _quoting(address)
    return {
        "chat_id": address.chat,
        "message_thread_id": address.thread,
        "reply_parameters": quoted.to_dict() if quoted else None,
    }


def _buttons(draft: Draft, bot: Bot) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup.de_json(draft.keyboard, bot) if draft.keyboard else None


def _quoting(address: Address) -> ReplyParameters | None:
    if address.quote is None:
        return None
    return ReplyParameters(address.quote, allow_sending_without_reply=True)
