"""What tests ask: a small invented knowledge, the shipped one, a PostgreSQL server of our own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.checking.check import build_index
from bot.knowledge.loader import load
from bot.knowledge.models import Knowledge
from bot.matching.index import Index
from bot.storage import index_cache
from tests.storage.postgres_server import PostgresServer, programs

HERE = Path(__file__).parent
NEEDED = "KARRIEREBOT_TEST_POSTGRES"
"""Set to "needed" where a missing PostgreSQL is a failure and not a reason to skip."""

os.environ["KARRIEREBOT_DATA"] = "off"  # no test leaves chats in somebody's home
os.environ.pop("DATABASE_URL", None)


def sound(root: Path) -> Knowledge:
    """Return the knowledge of a folder without errors."""
    loaded = load(root)
    assert loaded.knowledge is not None, "\n".join(map(str, loaded.problems))
    return loaded.knowledge


@pytest.fixture(scope="session")
def small() -> Index:
    """Index the invented knowledge of tests/knowledge_small."""
    return build_index(sound(HERE / "knowledge_small"))


@pytest.fixture(scope="session")
def shipped() -> Index:
    """Index the shipped knowledge, from the program's own cache where it is there."""
    return index_cache.open_index(sound(HERE.parent / "knowledge"), index_cache.folder(os.environ))


@pytest.fixture(scope="session")
def _server() -> Iterator[PostgresServer]:
    """Start a server of our own, or skip the test where PostgreSQL is not installed."""
    folder = programs()
    if folder is None:
        if os.environ.get(NEEDED) == "needed":
            pytest.fail("PostgreSQL is not installed, and these tests must not be skipped.")
        pytest.skip("PostgreSQL is not installed")
    server = PostgresServer(folder)
    try:
        yield server
    finally:
        server.remove()


@pytest.fixture
def postgres(_server: PostgresServer) -> Iterator[PostgresServer]:
    """Yield the server; what a test creates there is emptied after it."""
    yield _server
    _server.empty()
