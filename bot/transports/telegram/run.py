"""Run the Telegram bot until it is told to stop: start, signals, exit code.

Only log lines are written, on standard error, and never what users write.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import (
    AbstractAsyncContextManager,
    asynccontextmanager,
    nullcontext,
)
from dataclasses import dataclass

from telegram.error import InvalidToken

from bot.errors import SettingsError
from bot.settings import Settings
from bot.settings.webhook import DEFAULT_LISTEN
from bot.storage.opening import open_store, place_of, sole_use
from bot.storage.sole_use import SoleUse
from bot.storage.steady import SteadyStore
from bot.transports.telegram.admins import Admins, Tell
from bot.transports.telegram.application import App, Core, build_application, http_times
from bot.transports.telegram.connection import Connection, Stopped
from bot.transports.telegram.dispatcher import Dispatcher
from bot.transports.telegram.endpoints import endpoints
from bot.transports.telegram.floods import Floods
from bot.transports.telegram.http_client import HttpClient
from bot.transports.telegram.logs import set_up_logging
from bot.transports.telegram.monitoring import Monitor
from bot.transports.telegram.poller import Poller
from bot.transports.telegram.profile import keep_profile
from bot.transports.telegram.serving import serving
from bot.transports.telegram.state import State, lateness_measured
from bot.transports.telegram.webhook import Webhook

_LOG = logging.getLogger(__name__)

WAIT_SECONDS = 0.1
"""Between two looks whether another process with the same database has ended."""
SWITCH_SECONDS = 0.0005
"""How long a thread may keep the interpreter while another wants it. With Python's 5 ms one
transaction of the database's thread, which lets go of it ten times, takes 50 ms beside a busy
event loop, and a busy thread stops the loop for as long."""


@dataclass(frozen=True, slots=True)
class Way:
    """How updates come: by polling, or by a webhook that is registered at the start.

    A webhook stays registered until `remove_webhook` asks for its end.
    """

    webhook: bool = False
    remove_webhook: bool = False


POLLING = Way()

Opening = Callable[[Tell], AbstractAsyncContextManager[Core]]
"""Brings up the core for as long as the bot runs; it may tell the admins something."""


def run(settings: Settings, opening: Opening, way: Way = POLLING) -> int:
    """Run the bot on the core that `opening` brings up, until a signal stops it.

    Returns the exit code. Raises SettingsError when the token is missing or the server does not
    accept it, and what `opening` raises.
    """
    token, server = settings.telegram_bot_token, settings.telegram_api_base_url
    if not token:
        raise SettingsError("TELEGRAM_BOT_TOKEN is not set; @BotFather gives one for a new bot.")
    if way.webhook and settings.webhook is None:
        raise SettingsError(
            "run --webhook needs KARRIEREBOT_WEBHOOK_URL, the address Telegram delivers to, "
            "such as https://bot.example.org/telegram."
        )
    set_up_logging(settings.log_level, token)
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        asyncio.run(_open(settings, token, opening, way))
    except InvalidToken:
        raise SettingsError(
            f"{server} does not accept TELEGRAM_BOT_TOKEN; compare it with what @BotFather shows."
        ) from None
    except KeyboardInterrupt:
        _LOG.info("Interrupted.")
    return 0


def run_core(settings: Settings, core: Core, way: Way = POLLING) -> int:
    """Run the bot on one core that never changes, as `run` does."""
    return run(settings, lambda _tell: nullcontext(core), way)


async def _open(settings: Settings, token: str, opening: Opening, way: Way) -> None:
    admins = Admins(settings.admin_chat_ids)
    server = settings.telegram_api_base_url
    use = sole_use(settings)
    remembering = _remembering(settings, token, use, replicas=way.webhook)
    async with remembering as store, opening(admins.tell) as core:
        fresh = HttpClient(4, **http_times(server))
        application = build_application(
            token,
            core,
            api_root=server,
            store=store,
            admins=settings.admin_chat_ids,
            updates_request=fresh,
        )
        admins.reach(application.bot)
        await _run(_Bot(application, core, store, settings, fresh, use), way)


@asynccontextmanager
async def _remembering(
    settings: Settings, token: str, use: SoleUse, *, replicas: bool
) -> AsyncIterator[SteadyStore]:
    """Yield the store of this bot for as long as it runs; a bot's id is part of its token.

    Another process may `use` it when all is written.
    """
    store = open_store(settings, bot=int(token.partition(":")[0]), replicas=replicas)
    await store.start()
    try:
        yield store
    finally:
        await store.close()
        use.leave()


@dataclass(frozen=True)
class _Bot:
    application: App
    core: Core
    store: SteadyStore
    settings: Settings
    fresh: HttpClient
    use: SoleUse


async def _run(bot: _Bot, way: Way) -> None:
    stopping, application = asyncio.Event(), bot.application
    _stop_on_signals(stopping)
    connection = Connection(bot.settings.telegram_api_base_url, stopping)
    monitor = Monitor(state=State(bot.core.knowledge, lambda: bot.store.status))
    dispatcher = Dispatcher(application, monitor, Floods(application.bot, bot.core).turn_away)
    webhook = Webhook(application, dispatcher, bot.store) if way.webhook else None
    try:
        # Health can be asked for while Telegram cannot be reached yet.
        async with lateness_measured(monitor.registry), _listening(bot, monitor, webhook):
            await _introduce(bot, connection, way)
            await _wait_until_alone(bot, connection)
            _set_aside()
            profile = asyncio.create_task(keep_profile(application.bot, bot.core.front()))
            monitor.set_ready(True)
            try:
                await _serve(bot, connection, dispatcher, webhook)
            finally:
                monitor.set_ready(False)
                profile.cancel()
                await asyncio.gather(profile, return_exceptions=True)
    except Stopped:
        _LOG.debug("Stopped before the first update was asked for.")
    finally:
        await application.shutdown()
        await application.bot.shutdown()
    _LOG.info("Stopped.")


async def _wait_until_alone(bot: _Bot, connection: Connection) -> None:
    """Wait until no other process answers from the same file; others then wait for this one."""
    if bot.use.take():
        return
    place = place_of(bot.settings)
    _LOG.warning("Another process answers from %s; waiting until it has ended.", place)
    while not bot.use.take():
        await connection.pause(WAIT_SECONDS)
    _LOG.info("No other process answers from %s any more.", place)


def _set_aside() -> None:
    """Never look through what the program itself consists of for what nobody needs any more.

    That takes longer than the event loop may stand still.
    """
    gc.collect()
    gc.freeze()


async def _introduce(bot: _Bot, connection: Connection, way: Way) -> None:
    """Reach Telegram for the first time, and say who runs."""
    await connection.insist(bot.application.initialize)
    if way.remove_webhook:
        await connection.insist(bot.application.bot.delete_webhook)
        _LOG.info("The webhook is removed.")
    _LOG.info("Chats are kept in: %s.", place_of(bot.settings))
    _LOG.info("Karrierebot is running as @%s.", bot.application.bot.username)


@asynccontextmanager
async def _listening(bot: _Bot, monitor: Monitor, webhook: Webhook | None) -> AsyncIterator[None]:
    """Serve the endpoints meanwhile, if they are wanted."""
    settings = bot.settings
    if webhook is not None and settings.webhook is not None:
        app = endpoints(monitor, webhook.accept, settings.webhook.secret, settings.webhook.path)
    else:
        app = endpoints(monitor)
    listen = settings.listen or (DEFAULT_LISTEN if webhook is not None else None)
    if listen is None:
        yield
        return
    async with serving(app, *listen):
        yield


async def _serve(
    bot: _Bot, connection: Connection, dispatcher: Dispatcher, webhook: Webhook | None
) -> None:
    """Take updates until stopped, one way or the other."""
    if webhook is not None and bot.settings.webhook is not None:
        await webhook.run(bot.settings.webhook, connection)
        return
    poller = Poller(bot.application, connection, dispatcher, bot.fresh, bot.store)
    await poller.run()


def _stop_on_signals(stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stopping.set)
        except NotImplementedError:  # Windows: Ctrl+C arrives as KeyboardInterrupt
            return
