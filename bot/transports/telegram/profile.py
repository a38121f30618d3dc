"""Set what people see before they write: commands, descriptions, the menu button.

Per language, and only where it differs from what is set, for Telegram limits how often this may
be done. Whatever fails here is one line in the log; the bot answers all the same.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from telegram import Bot, BotCommand, MenuButtonCommands
from telegram.constants import BotCommandLimit, BotDescriptionLimit, MenuButtonType

from bot.dialogue.front import Front, Menu
from bot.rendering.cutting import cut, utf16_units
from bot.transports.telegram.failures import place

_LOG = logging.getLogger(__name__)

T = TypeVar("T")


async def keep_profile(bot: Bot, front: Front) -> None:
    """Bring menus and profile of the bot up to date; never raises for what Telegram refuses."""
    failed: list[str] = []
    shown = [(language, front.menus[language]) for language in front.languages]
    if shown:
        shown = [("", shown[0][1]), *shown]
    for language, menu in shown:
        await _attempt(partial(_commands, bot, language, menu), failed)
        await _attempt(partial(_description, bot, language, menu), failed)
        await _attempt(partial(_short_description, bot, language, menu), failed)
    await _attempt(partial(_menu_button, bot), failed)
    if failed:
        _LOG.warning("Menus and profile were not all set: %s.", ", ".join(dict.fromkeys(failed)))


async def _commands(bot: Bot, language: str, menu: Menu) -> None:
    wanted = commands_of(menu)
    now = await _known(bot.get_my_commands(language_code=language or None))
    if wanted and (now is None or [(c.command, c.description) for c in now] != wanted):
        await bot.set_my_commands(
            [BotCommand(name, told) for name, told in wanted], language_code=language or None
        )


async def _description(bot: Bot, language: str, menu: Menu) -> None:
    wanted = _fitting(menu.description, BotDescriptionLimit.MAX_DESCRIPTION_LENGTH)
    now = await _known(bot.get_my_description(language_code=language or None))
    if wanted and (now is None or now.description != wanted):
        await bot.set_my_description(wanted, language_code=language or None)


async def _short_description(bot: Bot, language: str, menu: Menu) -> None:
    wanted = _fitting(menu.short_description, BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH)
    now = await _known(bot.get_my_short_description(language_code=language or None))
    if wanted and (now is None or now.short_description != wanted):
        await bot.set_my_short_description(wanted, language_code=language or None)


async def _menu_button(bot: Bot) -> None:
    now = await _known(bot.get_chat_menu_button())
    if now is None or now.type != MenuButtonType.COMMANDS:
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


def commands_of(menu: Menu) -> list[tuple[str, str]]:
    """Return the commands as Telegram takes them: names of a-z, 0-9 and _, nothing too long."""
    fitting = [
        (name, _fitting(told, BotCommandLimit.MAX_DESCRIPTION))
        for name, told in menu.commands
        if name.isascii()
        and name.replace("_", "a").isalnum()
        and name == name.lower()
        and len(name) <= BotCommandLimit.MAX_COMMAND
    ]
    return [command for command in fitting if command[1]][: BotCommandLimit.MAX_COMMAND_NUMBER]


def _fitting(text: str, limit: int) -> str:
    """Return a text of at most `limit` UTF-16 units, cut between words."""
    if utf16_units(text) <= limit:
        return text
    return cut(text, limit - 1, utf16_units)[0] + "…"


async def _known(asked: Awaitable[T]) -> T | None:
    """Return what is set now, or None where the server does not say."""
    try:
        return await asked
    except Exception as error:  # noqa: BLE001 - a server may answer anything at all
        _LOG.debug("What is set now is not known: %s.", type(error).__name__)
        return None


async def _attempt(step: Callable[[], Awaitable[None]], failed: list[str]) -> None:
    try:
        await step()
    except Exception as error:  # noqa: BLE001 - as above
        failed.append(f"{type(error).__name__} at {place(error)}")
