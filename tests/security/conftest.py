"""The hostile knowledge, read and learnt once."""

from __future__ import annotations

import logging

import pytest

from bot.matching.index import Index
from tests.security.whole_bot import hostile_index


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return hostile_index(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(autouse=True)
def _bot_lines_only(caplog: pytest.LogCaptureFixture) -> None:
    """Read every line of the bot and none of the library's traces."""
    caplog.set_level(logging.CRITICAL + 1, "telegram")
    caplog.set_level(logging.DEBUG, "bot")
