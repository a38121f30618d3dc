"""A database that is back is so for all who use it, and that is said once."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.dialogue.context import Context
from bot.storage.sql.address import read_address
from tests.storage.keys import SALARY
from tests.storage.postgres_server import PostgresServer
from tests.storage.test_faults import AWAY, BACK, LATER, steady, turn, until_back


async def test_what_was_away_is_said_once_though_nobody_was_writing(
    postgres: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.storage")
    address = read_address(postgres.create())
    assert address is not None
    try:
        async with steady(address) as store:
            assert await turn(store, 1, SALARY) == Context()
            postgres.stop("immediate")
            assert await store.read(7) == SALARY  # nothing is written while it is away
            postgres.start()
            await until_back(store)
            await turn(store, 2, LATER)
            await asyncio.sleep(0.1)
            assert store.status.trouble is None
    finally:
        if not postgres.is_running():
            postgres.start()
    assert caplog.messages == [AWAY.format("it cannot be reached"), BACK]
