"""One message about to be sent or edited: which call it takes, and what can be taken off it.

Not here: trying again and waiting (`outbox`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.rendering.telegram import Part, Rendered
from bot.transports.telegram.incoming import Address
from bot.transports.telegram.pictures import Photo

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_PHOTO_WORDS = ("photo", "file", "media", "image", "caption")


@dataclass(frozen=True, slots=True)
class Draft:
    """A message; with `photo` its text is the caption, with `edits` it replaces that message."""

    address: Address
    part: Part
    keyboard: InlineKeyboardMarkup | None = None
    photo: Photo | None = None
    edits: int | None = None
    formatted: bool = True

    @property
    def text(self) -> str:
        return self.part.html if self.formatted else self.part.plain

    @property
    def parse_mode(self) -> str | None:
        return ParseMode.HTML if self.formatted else None


async def send_now(bot: Bot, draft: Draft) -> Message | None:
    """Make the one call a draft takes and return the message as Telegram has it now."""
    if draft.edits is not None:
        edited = await _edit(bot, draft, draft.edits)
        return edited if isinstance(edited, Message) else None
    return await (_send_text(bot, draft) if draft.photo is None else _send_photo(bot, draft))


def without_refused(draft: Draft, error: BadRequest) -> Draft:
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
    elif draft.edits is None and any(word in objection for word in _PHOTO_WORDS):
        simpler = replace(draft, photo=None)
    if simpler == draft:
        raise error
    return simpler


def keyboard_of(rendered: Rendered) -> InlineKeyboardMarkup | None:
    """Return the buttons of a reply, or None if it has none."""
    if not rendered.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(choice.label, callback_data=choice.data) for choice in row]
            for row in rendered.rows
        ]
    )


async def _send_text(bot: Bot, draft: Draft) -> Message:
    return await bot.send_message(
        chat_id=draft.address.chat,
        text=draft.text,
        parse_mode=draft.parse_mode,
        link_preview_options=_NO_PREVIEW,
        reply_markup=draft.keyboard,
        message_thread_id=draft.address.thread,
        reply_parameters=_quoting(draft.address),
    )


async def _send_photo(bot: Bot, draft: Draft) -> Message:
    return await bot.send_photo(
        chat_id=draft.address.chat,
        photo=draft.photo or "",
        caption=draft.text,
        parse_mode=draft.parse_mode,
        reply_markup=draft.keyboard,
        message_thread_id=draft.address.thread,
        reply_parameters=_quoting(draft.address),
    )


async def _edit(bot: Bot, draft: Draft, message: int) -> Message | bool:
    if draft.photo is None:
        return await bot.edit_message_text(
            chat_id=draft.address.chat,
            message_id=message,
            text=draft.text,
            parse_mode=draft.parse_mode,
            link_preview_options=_NO_PREVIEW,
            reply_markup=draft.keyboard,
        )
    return await bot.edit_message_media(
        chat_id=draft.address.chat,
        message_id=message,
        media=InputMediaPhoto(draft.photo, caption=draft.text, parse_mode=draft.parse_mode),
        reply_markup=draft.keyboard,
    )


def _quoting(address: Address) -> ReplyParameters | None:
    if address.quote is None:
        return None
    return ReplyParameters(address.quote, allow_sending_without_reply=True)
