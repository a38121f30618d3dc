"""The stores under test: in memory, in a SQLite file, in a PostgreSQL database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.storage.memory import MemoryStore
from bot.storage.sql.address import Address, file_address, read_address
from bot.storage.sql.database import Database
from bot.storage.sql.store import SqlStore
from bot.storage.store import Store
from bot.storage.values import KeepQuestions
from tests.storage.postgres_server import PostgresServer

START = 1_790_000_000.0


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """Return where an empty database is, of either kind."""
    if request.param == "sqlite":
        return file_address(tmp_path / "data" / "bot.db")
    server: PostgresServer = request.getfixturevalue("postgres")
    found = read_address(server.create())
    assert found is not None
    return found


@dataclass
class Clock:
    """A clock that goes when told to."""

    seconds: float = START

    def __call__(self) -> float:
        return self.seconds

    def go(self, *, days: float = 0, seconds: float = 0) -> None:
        self.seconds += days * 86_400 + seconds


@dataclass
class Kind:
    """One kind of store; `open` opens the same data again and again."""

    address: Address | None
    clock: Clock = field(default_factory=Clock)
    opened: list[Store] = field(default_factory=list)

    def open(
        self, keep: KeepQuestions = KeepQuestions.COUNTS, bot: int = 4711, shared: bool = False
    ) -> Store:
        store: Store
        if self.address is None:
            store = MemoryStore(keep, self.clock)
        else:
            database = Database(self.address)
            store = SqlStore(database, bot, keep=keep, shared=shared, now=self.clock)
        self.opened.append(store)
        return store


@pytest.fixture(params=["memory", "sqlite", "postgres"])
async def kind(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Kind]:
    """Yield every kind of store in turn; what was opened is closed."""
    found: Address | None = None
    if request.param == "sqlite":
        found = file_address(tmp_path / "bot.db")
    elif request.param == "postgres":
        server: PostgresServer = request.getfixturevalue("postgres")
        found = read_address(server.create())
    kind = Kind(found)
    yield kind
    for store in kind.opened:
        await store.close()


@pytest.fixture
async def opening(address: Address) -> AsyncIterator[Callable[..., SqlStore]]:
    """Yield a function that opens a store in the same database, as another process would."""
    opened: list[SqlStore] = []

    def open_store(**options: object) -> SqlStore:
        chosen: dict[str, object] = {"shared": True, "now": Clock(), **options}
        store = SqlStore(Database(address), 4711, **chosen)  # type: ignore[arg-type]
        opened.append(store)
        return store

    yield open_store
    for store in opened:
        await store.close()
