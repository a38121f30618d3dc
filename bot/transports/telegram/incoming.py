"""Read what an update says: who is to be answered, where, and to which message of the core.

Nothing is sent and nothing answered here. In groups the bot hears only what is meant for it:
commands, mentions and replies to its own messages.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from hashlib import sha256

import telegram
from telegram.constants import ChatType

from bot.dialogue.context import Message

UNSUPPORTED = "unsupported"
"""Data of the message the core gets for a sticker, a voice message and the like."""

FORM = "form"
"""The first word of the data of a form's buttons."""
_PERIOD = "period="
_COMMAND = re.compile(r"\s*/(?P<name>\w+)(?:@(?P<bot>\w+))?(?!\S)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a reply goes: a chat, perhaps a topic of it, perhaps quoting a message."""

    chat: int
    thread: int | None = None
    quote: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A message of the bot whose button was pressed; equal looks show the same."""

    number: int
    look: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message for the core, and where its reply goes.

    `question` is the number of the person's own message, `edited` whether it was changed.
    `card` is where a button was pressed, `changes` the message of the bot that it changes.
    `album` is the same for the photos of one album, which are one message to a person.
    """

    address: Address
    message: Message
    person: int | None = None
    question: int | None = None
    edited: bool = False
    card: Card | None = None
    changes: int | None = None
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom users mean: the bot's own id and name, and the commands it knows."""

    id: int
    username: str
    commands: Container[str]


def read_message(update: telegram.Update, me: Addressed) -> Incoming | None:
    """Return what a new or edited message asks, or None when it is not for the bot to answer."""
    message = update.effective_message
    if message is None or _is_of_a_bot(message):
        return None
    edited = update.edited_message is not None
    text = message.text or message.caption
    if edited and not text:
        return None  # a live location moves by edits
    if message.chat.type == ChatType.PRIVATE:
        heard = without_bot_name(text, me) if text else None
    elif (words := _said_to(me, message, text or "")) is not None:
        heard = words if text else None
    else:
        return None
    quote = message.message_id if edited or message.chat.type != ChatType.PRIVATE else None
    language = message.from_user.language_code if message.from_user else None
    return Incoming(
        address=Address(message.chat.id, _thread(message), quote),
        message=Message(data=UNSUPPORTED, language_code=language)
        if heard is None
        else Message(text=heard, language_code=language),
        person=_person(message),
        question=message.message_id,
        edited=edited,
        album=message.media_group_id,
    )


def read_press(update: telegram.Update) -> Incoming | None:
    """Return what a pressed button says; where its message is gone, the person's own chat."""
    query = update.callback_query
    if query is None or query.data is None:
        return None
    message = query.message
    chat = message.chat.id if message else query.from_user.id
    card = message if isinstance(message, telegram.Message) else None
    buttons = _buttons(card) if card else ()
    return Incoming(
        address=Address(chat, _thread(card) if card else None),
        message=Message(data=query.data, language_code=query.from_user.language_code),
        person=query.from_user.id,
        card=Card(card.message_id, _look(card, buttons)) if card else None,
        changes=card.message_id if card and changes_card(query.data, buttons) else None,
    )


def changes_card(data: str, buttons: Sequence[str]) -> bool:
    """Tell whether a button shows its own card in another way rather than something new.

    That is another period of the same amount, and a step within a form that is under way on
    this card; whatever opens a new subject, such as another occupation, is answered below.
    `buttons` is the data of all buttons of the card, its own period first.
    """
    words = data.split()
    if len(words) > 1 and words[0] == FORM:
        return bool(buttons) and buttons[0].split()[:2] == words[:2]
    if not _names_period(words):
        return False
    own = next((each for each in map(str.split, buttons) if _names_period(each)), [])
    return own[:2] == words[:2]


def _names_period(words: Sequence[str]) -> bool:
    return any(word.startswith(_PERIOD) for word in words[1:])


def _look(card: telegram.Message, buttons: Sequence[str]) -> str:
    """Return what tells two looks of a card apart, without keeping what it says."""
    shown = "\n".join([card.text or card.caption or "", *buttons])
    return sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


def _buttons(card: telegram.Message) -> tuple[str, ...]:
    """Return the data of all buttons below a message, row by row."""
    rows = card.reply_markup.inline_keyboard if card.reply_markup else ()
    data = (button.callback_data for row in rows for button in row)
    return tuple(one for one in data if isinstance(one, str))


def _person(message: telegram.Message) -> int | None:
    """Return who wrote this; an anonymous administrator is nobody in particular."""
    if message.from_user is None or message.sender_chat is not None:
        return None
    return message.from_user.id


def _is_of_a_bot(message: telegram.Message) -> bool:
    """Tell whether a bot wrote this, or a channel whose posts come into its group by themselves.

    Anonymous administrators come as a bot with `sender_chat`.
    """
    if message.via_bot is not None or message.is_automatic_forward:
        return True
    sender = message.from_user
    return sender is not None and sender.is_bot and message.sender_chat is None


def _thread(message: telegram.Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _said_to(me: Addressed, message: telegram.Message, text: str) -> str | None:
    """Return what is said to the bot in a group, without its name, or None for bystanders."""
    if command := _COMMAND.match(text):
        if command["bot"] is None:
            return text if command["name"].lower() in me.commands else None
        return without_bot_name(text, me) if _is_name(command["bot"], me) else None
    if (mention := _mention(me)).search(text):
        return re.sub(" {2,}", " ", mention.sub(" ", text)).strip(" ,:;\n")
    return text if _answers_the_bot(message, me) else None


def _answers_the_bot(message: telegram.Message, me: Addressed) -> bool:
    earlier = message.reply_to_message
    return (
        earlier is not None
        and earlier.from_user is not None
        and earlier.from_user.id == me.id
        and earlier.forum_topic_created is None
    )


def without_bot_name(text: str, me: Addressed) -> str:
    """Drop the bot's own name behind a command: `/gehalt@KarriereBot backend`."""
    command = _COMMAND.match(text)
    if command and command["bot"] is not None and _is_name(command["bot"], me):
        return text[: command.end("name")].lstrip() + text[command.end() :]
    return text


def _is_name(name: str, me: Addressed) -> bool:
    return name.casefold() == me.username.casefold()


def _mention(me: Addressed) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)@{re.escape(me.username)}(?!\w)", re.IGNORECASE)
