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
from bot.transports.telegram.quick_call import call

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


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as Telegram has it now: its number, and the id of the picture in it."""

    message: int
    picture: str | None = None

    @classmethod
    def of(cls, message: Message) -> Shown:
        """Return what is needed of a message."""
        return cls(message.message_id, message.photo[-1].file_id if message.photo else None)


async def send_now(bot: Bot, draft: Draft) -> Shown | None:
    """Make the one call a draft takes and return the message it became."""
    if draft.edits is not None:
        edited = await _edit(bot, draft, draft.edits)
        return Shown.of(edited) if isinstance(edited, Message) else None
    if draft.photo is not None:
        return Shown.of(await _send_photo(bot, draft))
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


async def _send_text(bot: Bot, draft: Draft) -> Shown:
    """Send a text, by far the most frequent call, without the library's objects."""
    quoted = _quoting(draft.address)
    values = {
        "chat_id": draft.address.chat,
        "text": draft.text,
        "parse_mode": draft.parse_mode,
        "link_preview_options": _NO_PREVIEW.to_dict(),
        "reply_markup": draft.keyboard.to_dict() if draft.keyboard else None,
        "message_thread_id": draft.address.thread,
        "reply_parameters": quoted.to_dict() if quoted else None,
    }
    sent = await call(bot, "sendMessage", values)
    return Shown(int(sent["message_id"]))


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
