"""From the settings to a store: the steady one for the bot, the plain one for operators."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import StorageError
from bot.settings import Settings
from bot.storage.memory import MemoryStore
from bot.storage.sole_use import SoleUse
from bot.storage.sql.address import Address, read_address
from bot.storage.sql.database import Database
from bot.storage.sql.faults import TROUBLE, described
from bot.storage.sql.store import SqlStore
from bot.storage.steady import HOLD, SteadyStore
from bot.storage.values import KeepQuestions

_NOBODY = 0
"""The bot whose chats an operator asks for: what they see belongs to no chat."""


def place_of(settings: Settings) -> str:
    """Say where the bot keeps what it keeps, without a password. Raises SettingsError."""
    address = read_address(settings.database_url)
    return address.shown if address else "memory only"


def open_store(settings: Settings, bot: int, *, replicas: bool = False) -> SteadyStore:
    """Return the store of the bot with this id, not yet started; see `SteadyStore.start`.

    With `replicas` others may be given the same updates and use the same database.
    Raises SettingsError when DATABASE_URL cannot be read; opens nothing.
    """
    keep = KeepQuestions(settings.keep_questions)
    address = read_address(settings.database_url)
    if address is None:
        return SteadyStore(MemoryStore(keep))
    shared, bot = address.file is None, min(bot, 2**63 - 1)
    store = SqlStore(Database(address), bot, keep=keep, shared=shared)
    return SteadyStore(store, hold=HOLD if shared and replicas else 0.0)


def sole_use(settings: Settings) -> SoleUse:
    """Return the right to answer from the database, not yet taken. Raises SettingsError."""
    address = read_address(settings.database_url)
    return SoleUse(address.file if address else None)


@asynccontextmanager
async def operating(settings: Settings) -> AsyncIterator[SqlStore]:
    """Yield the store for an operator's command: every fault becomes one clear StorageError."""
    address = existing(settings)
    store = SqlStore(Database(address), _NOBODY, shared=True)
    try:
        yield store
    except StorageError:
        raise
    except TROUBLE as error:
        raise StorageError(
            f"the database ({address.shown}) cannot be used: {described(error)}."
        ) from None
    finally:
        await store.close()


def existing(settings: Settings) -> Address:
    """Return where the database is; raises StorageError where there is none to look into."""
    address = named(settings)
    if address.file is not None and not address.file.exists():
        raise StorageError(
            f"there is no database at {address.shown} yet; the bot makes it at its first start."
        )
    return address


def named(settings: Settings) -> Address:
    """Return where the database is to be; raises StorageError where none is wanted."""
    address = read_address(settings.database_url)
    if address is None:
        raise StorageError("nothing is stored: DATABASE_URL or KARRIEREBOT_DATA says “off”.")
    return address
