"""Run the Telegram bot until it is told to stop: start, signals, exit code.

Only log lines are written, on standard error, and never what users write.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from telegram.error import InvalidToken

from bot.errors import SettingsError
from bot.settings import Settings
from bot.storage.opening import open_store, place_of
from bot.storage.steady import SteadyStore
from bot.transports.telegram.admins import Admins, Tell
from bot.transports.telegram.application import App, Core, build_application
from bot.transports.telegram.connection import Connection, Stopped
from bot.transports.telegram.logs import set_up_logging
from bot.transports.telegram.poller import Poller
from bot.transports.telegram.profile import keep_profile

_LOG = logging.getLogger(__name__)


Opening = Callable[[Tell], AbstractAsyncContextManager[Core]]
"""Brings up the core for as long as the bot runs; it may tell the admins something."""


def run(settings: Settings, opening: Opening) -> int:
    """Run the bot on the core that `opening` brings up, until a signal stops it.

    Returns the exit code. Raises SettingsError when the token is missing or the server does not
    accept it, and what `opening` raises.
    """
    token, server = settings.telegram_bot_token, settings.telegram_api_base_url
    if not token:
        raise SettingsError("TELEGRAM_BOT_TOKEN is not set; @BotFather gives one for a new bot.")
    set_up_logging(settings.log_level, token)
    try:
        asyncio.run(_open(settings, token, opening))
    except InvalidToken:
        raise SettingsError(
            f"{server} does not accept TELEGRAM_BOT_TOKEN; compare it with what @BotFather shows."
        ) from None
    except KeyboardInterrupt:
        _LOG.info("Interrupted.")
    return 0


def run_core(settings: Settings, core: Core) -> int:
    """Run the bot on one core that never changes, as `run` does."""
    return run(settings, lambda _tell: nullcontext(core))


async def _open(settings: Settings, token: str, opening: Opening) -> None:
    admins = Admins(settings.admin_chat_ids)
    server = settings.telegram_api_base_url
    async with _remembering(settings, token) as store, opening(admins.tell) as core:
        application = build_application(token, core, api_root=server, store=store)
        admins.reach(application.bot)
        await _serve(application, settings, core, store)


@asynccontextmanager
async def _remembering(settings: Settings, token: str) -> AsyncIterator[SteadyStore]:
    """Yield the store of this bot for as long as it runs; a bot's id is part of its token."""
    store = open_store(settings, bot=int(token.partition(":")[0]))
    await store.start()
    try:
        yield store
    finally:
        await store.close()


async def _serve(application: App, settings: Settings, core: Core, store: SteadyStore) -> None:
    stopping = asyncio.Event()
    _stop_on_signals(stopping)
    connection = Connection(settings.telegram_api_base_url, stopping)
    try:
        await connection.insist(application.initialize)
        await connection.insist(application.bot.delete_webhook)
        _LOG.info("Chats are kept in: %s.", place_of(settings))
        _LOG.info("Karrierebot is running as @%s.", application.bot.username)
        profile = asyncio.create_task(keep_profile(application.bot, core.front()))
        try:
            await Poller(application, connection, store).run()
        finally:
            profile.cancel()
            await asyncio.gather(profile, return_exceptions=True)
    except Stopped:
        _LOG.debug("Stopped before the first update was asked for.")
    finally:
        await application.shutdown()
        await application.bot.shutdown()
    _LOG.info("Stopped.")


def _stop_on_signals(stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stopping.set)
        except NotImplementedError:  # Windows: Ctrl+C arrives as KeyboardInterrupt
            return
