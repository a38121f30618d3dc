"""What a process knows without asking its database must be what the database would say."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue.context import Context
from bot.errors import StorageError
from bot.storage.sql import known as known_module
from bot.storage.sql.address import Address, file_address
from bot.storage.sql.database import Database
from bot.storage.sql.store import SqlStore
from bot.storage.values import Claim
from tests.storage.conftest import Clock
from tests.storage.keys import SALARY, handled, key


def opened(address: Address, clock: Clock | None = None) -> SqlStore:
    shared = address.file is None
    return SqlStore(Database(address), 4711, shared=shared, now=clock or Clock())


async def test_the_next_process_knows_what_the_last_one_did(address: Address) -> None:
    first = opened(address)
    for number in (1, 2):
        await first.claim(key(number))
        await first.finish(handled(number, context=SALARY))
    await first.claim(key(3))  # dies with it in hand
    await first.close()
    clock = Clock()
    clock.go(seconds=60)
    second = opened(address, clock)
    assert [(await second.claim(key(number))).claim for number in (1, 2)] == [Claim.DONE] * 2
    claimed = await second.claim(key(3))
    assert (claimed.claim, claimed.context) == (Claim.YOURS, SALARY)
    await second.close()


async def test_a_chat_that_was_forgotten_or_moved_is_not_remembered_from_before(
    tmp_path: Path,
) -> None:
    store = opened(file_address(tmp_path / "bot.db"))
    await store.claim(key(1))
    await store.finish(handled(1, context=SALARY))
    assert (await store.claim(key(2))).context == SALARY
    await store.forget(7)
    assert (await store.claim(key(3))).context == Context()
    await store.finish(handled(3, context=SALARY))
    await store.move(7, 8)
    assert (await store.claim(key(4, chat=7))).context == Context()
    assert (await store.claim(key(5, chat=8))).context == SALARY
    await store.close()


async def test_a_chat_past_its_time_is_forgotten_here_as_well(tmp_path: Path) -> None:
    clock = Clock()
    store = opened(file_address(tmp_path / "bot.db"), clock)
    await store.claim(key(1))
    await store.finish(handled(1, context=SALARY))
    clock.go(days=91)
    await store.sweep()
    assert (await store.claim(key(2))).context == Context()
    await store.close()


async def test_what_is_known_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_module, "MOST_CHATS", 5)
    monkeypatch.setattr(known_module, "MOST_MARKS", 5)
    store = opened(file_address(tmp_path / "bot.db"))
    for number in range(1, 21):
        await store.claim(key(number, chat=number))
        await store.finish(handled(number, chat=number, context=Context(entry=str(number))))
    assert len(store._known._contexts) == len(store._known._done) == 5
    claimed = await store.claim(key(100, chat=1))
    assert claimed.context == Context(entry="1")
    await store.close()


async def test_a_chat_the_database_does_not_have_is_not_looked_up(tmp_path: Path) -> None:
    address = file_address(tmp_path / "bot.db")
    first = opened(address)
    await first.claim(key(1))
    await first.finish(handled(1, context=SALARY))
    await first.close()
    store = opened(address)
    await store.claim(key(2, chat=50))  # reads what there is
    asked: list[object] = []
    run = store._database._side.run
    store._database._side.run = lambda *args, **more: asked.append(args) or run(*args, **more)  # type: ignore[func-returns-value, method-assign]
    assert (await store.claim(key(3, chat=51))).context == Context()
    assert not asked
    assert (await store.claim(key(4))).context == SALARY
    assert asked
    await store.close()


async def test_more_chats_than_can_be_known_are_looked_up_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_module, "MOST_CHATS", 2)
    monkeypatch.setattr(known_module, "MOST_NUMBERS", 3)
    store = opened(file_address(tmp_path / "bot.db"))
    for number in range(1, 8):
        await store.claim(key(number, chat=number))
        await store.finish(handled(number, chat=number, context=Context(entry=str(number))))
    assert store._known._numbers is None
    contexts = [(await store.claim(key(20 + chat, chat=chat))).context for chat in range(1, 9)]
    assert contexts == [*(Context(entry=str(chat)) for chat in range(1, 8)), Context()]
    await store.close()


async def test_a_file_put_in_place_of_another_is_looked_through_anew(tmp_path: Path) -> None:
    file, other = tmp_path / "bot.db", tmp_path / "other.db"
    kept = opened(file_address(other))
    await kept.claim(key(1))
    await kept.finish(handled(1, context=SALARY))
    await kept.close()
    store = opened(file_address(file))
    await store.claim(key(5, chat=50))
    for rest in ("bot.db-wal", "bot.db-shm"):
        (tmp_path / rest).unlink()
    other.rename(file)
    with pytest.raises(StorageError):
        await store.finish(handled(5, chat=50))
    assert (await store.claim(key(2))).context == SALARY
    assert (await store.claim(key(1))).claim is Claim.DONE
    await store.close()
