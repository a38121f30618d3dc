"""Inline mode: answers as articles while somebody types `@bot gehalt backend` in any chat.

What is found and in which order is the core's (`dialogue.search`). A chosen article is sent in
the person's name and is not answered again: it comes back as a message via this bot.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import InlineQueryLimit, ParseMode
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.dialogue.front import Front
from bot.dialogue.search import Found
from bot.rendering.telegram import render

Search = Callable[[str, str | None], Awaitable[Sequence[Found]]]
"""`dialogue.search.search` with the knowledge and today's date filled in."""

CACHE_SECONDS = 300
LONGEST_DESCRIPTION = 240
START_PAYLOAD = "inline"
_LONGEST_PAYLOAD = 64
_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class InlineMode:
    """Answers inline queries; one that comes too late or fails shows nothing, never an error."""

    def __init__(self, search: Search, front: Callable[[], Front]) -> None:
        self._search = search
        self._front = front

    async def on_query(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer one query in the language of its words, else of the person's app."""
        query = update.inline_query
        if query is None:
            return
        code = query.from_user.language_code
        more = bool(query.offset)  # all there is came at once
        found = () if more else await self._search(query.query, code)
        front = self._front()
        hint = front.say("inline_hint", front.language_of(code))
        address = f"https://t.me/{context.bot.username}"
        articles = [article for one in found if (article := _article(one, address, hint))]
        with suppress(TelegramError):  # typed on meanwhile: "query is too old"
            await query.answer(
                articles[: InlineQueryLimit.RESULTS],
                cache_time=CACHE_SECONDS,
                is_personal=True,
                button=None
                if articles or more or not hint
                else InlineQueryResultsButton(hint, start_parameter=payload_of(query.query)),
            )


def payload_of(query: str) -> str:
    """Return a query as the payload of a deep link, where all of it can be one.

    What shows no article may open something in the chat: a helper, or an honest no.
    """
    payload = "_".join(query.casefold().translate(_PLAIN).split())
    fits = re.fullmatch(r"[a-z0-9_-]+", payload) and len(payload) <= _LONGEST_PAYLOAD
    return payload if fits else START_PAYLOAD


def _article(found: Found, address: str, hint: str) -> InlineQueryResultArticle | None:
    parts = render(found.reply).parts
    if not parts:
        return None
    button = InlineKeyboardButton(hint or "@", url=address)
    return InlineQueryResultArticle(
        id=found.id,
        title=found.title,
        description=_shortened(found.summary),
        input_message_content=InputTextMessageContent(
            parts[0].html,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
        reply_markup=InlineKeyboardMarkup([[button]]),
    )


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    return text[: LONGEST_DESCRIPTION - 1].rstrip() + "…"
