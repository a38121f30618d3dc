"""Several processes on one database: each update handled once, each chat in order."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from itertools import pairwise

from sqlalchemy import Connection, text

from bot.dialogue.context import Context
from bot.storage.sql.address import read_address
from bot.storage.sql.claiming import LEASE_SECONDS, lock
from bot.storage.sql.database import Database
from bot.storage.sql.store import SqlStore
from bot.storage.values import Claim
from bot.storage.waiting import take
from tests.storage.conftest import Clock
from tests.storage.keys import SALARY, handled, key
from tests.storage.postgres_server import PostgresServer

Opening = Callable[..., SqlStore]


async def claim(store: SqlStore, number: int, chat: int = 7) -> Claim:
    return (await store.claim(key(number, chat))).claim


async def test_only_one_process_gets_an_update(opening: Opening) -> None:
    stores = [opening() for _ in range(4)]
    claims = await asyncio.gather(*(claim(store, 1) for store in stores))
    assert sorted(claims) == [Claim.WAIT] * 3 + [Claim.YOURS]
    await stores[0].finish(handled(1))
    assert [await claim(store, 1) for store in stores] == [Claim.DONE] * 4


async def test_a_chat_is_answered_one_update_at_a_time_over_all_processes(
    opening: Opening,
) -> None:
    one, other = opening(), opening()
    assert await claim(one, 1) is Claim.YOURS
    assert await claim(other, 2) is Claim.WAIT
    assert await claim(other, 3, chat=8) is Claim.YOURS
    await one.finish(handled(1, context=SALARY))
    claimed = await other.claim(key(2))
    assert (claimed.claim, claimed.context) == (Claim.YOURS, SALARY)


async def test_an_announced_update_goes_before_later_ones(opening: Opening) -> None:
    one, other = opening(), opening()
    await one.announce(key(1))
    await one.announce(key(2))
    assert await claim(one, 1) is Claim.YOURS
    await one.announce(key(1))
    assert await claim(other, 3) is Claim.WAIT
    await one.finish(handled(1))
    assert await claim(other, 3) is Claim.WAIT
    assert await claim(one, 2) is Claim.YOURS
    await one.finish(handled(2))
    assert await claim(other, 3) is Claim.YOURS


async def test_an_update_without_a_chat_waits_for_none(opening: Opening) -> None:
    one, other = opening(), opening()
    assert (await one.claim(key(1, None))).claim is Claim.YOURS
    assert (await other.claim(key(2, None))).claim is Claim.YOURS
    assert (await other.claim(key(1, None))).claim is Claim.WAIT


async def test_what_a_dead_process_had_in_hand_is_free_after_its_lease(opening: Opening) -> None:
    clock = Clock()
    dead, alive = opening(now=clock), opening(now=clock)
    assert await claim(dead, 1) is Claim.YOURS
    await dead.announce(key(2))
    assert await claim(alive, 1) is Claim.WAIT
    clock.go(seconds=LEASE_SECONDS + 0.1)
    assert await claim(alive, 1) is Claim.YOURS
    await alive.finish(handled(1))
    assert await claim(alive, 3) is Claim.YOURS


async def test_a_living_process_keeps_its_leases(opening: Opening) -> None:
    clock = Clock()
    one, other = opening(now=clock), opening(now=clock)
    assert await claim(one, 1) is Claim.YOURS
    for _ in range(4):
        clock.go(seconds=LEASE_SECONDS * 0.6)
        await one._database.run(one._prolong)
        assert await claim(other, 1) is Claim.WAIT
        assert await claim(other, 2) is Claim.WAIT


async def test_processes_whose_clocks_differ_respect_each_others_leases(opening: Opening) -> None:
    one, other = opening(now=None), opening(now=None)
    other._clock = lambda: time.time() + 100 * LEASE_SECONDS
    assert await claim(one, 1) is Claim.YOURS
    if one._database.address.file is None:  # a file is used by one machine, with one clock
        assert await claim(other, 1) is Claim.WAIT
        assert await claim(other, 2) is Claim.WAIT
        await one._database.run(one._prolong)
        assert await claim(other, 1) is Claim.WAIT


async def test_what_was_announced_and_let_go_holds_up_nobody(opening: Opening) -> None:
    one, other = opening(), opening()
    await one.announce(key(1))
    assert await claim(other, 2) is Claim.WAIT
    await one.release(key(1))
    assert await claim(other, 2) is Claim.YOURS


async def test_what_is_given_back_another_may_take(opening: Opening) -> None:
    one, other = opening(), opening()
    assert await claim(one, 1) is Claim.YOURS
    await other.release(key(1))  # not its own to give
    assert await claim(other, 1) is Claim.WAIT
    await one.release(key(1))
    assert await claim(other, 1) is Claim.YOURS


async def test_two_bots_in_one_database_know_nothing_of_each_other(opening: Opening) -> None:
    one, other = opening(), opening()
    other._bot = 4712
    await claim(one, 1)
    await one.finish(handled(1, context=SALARY))
    assert await other.read(7) == Context()
    assert await claim(one, 5) is Claim.YOURS
    assert await claim(other, 6) is Claim.YOURS


async def test_a_crowd_of_processes_answers_everything_once_and_in_order(
    opening: Opening,
) -> None:
    """Three processes; every update delivered to two of them, in whatever order."""
    stores, chats, each = [opening() for _ in range(3)], 12, 8
    answered: dict[int, list[int]] = {chat: [] for chat in range(chats)}
    chance = random.Random(4711)  # noqa: S311 - no secret

    async def handle(store: SqlStore, number: int, chat: int) -> None:
        context = await take(store, key(number, chat))
        if context is None:
            return
        await asyncio.sleep(chance.random() / 200)
        answered[chat].append(number)
        said = f"{context.entry or ''} {number}".strip()
        await store.finish(handled(number, chat, context=Context(entry=said)))

    deliveries = []
    for number in range(1, each + 1):
        for chat in range(chats):
            for store in chance.sample(stores, 2):
                await store.announce(key(number, chat))
                deliveries.append(handle(store, number, chat))
    chance.shuffle(deliveries)
    async with asyncio.timeout(60):
        await asyncio.gather(*deliveries)
    numbers = list(range(1, each + 1))
    assert answered == dict.fromkeys(range(chats), numbers)
    assert all(one < two for chat in answered.values() for one, two in pairwise(chat))
    for chat in range(chats):
        assert (await stores[0].read(chat)).entry == " ".join(map(str, numbers))


async def test_what_was_sent_is_noted_while_others_make_their_claims(
    postgres: PostgresServer,
) -> None:
    address = read_address(postgres.create())
    assert address is not None
    store, deciding = SqlStore(Database(address), 4711, shared=True), Database(address)

    def decide(connection: Connection) -> None:
        lock(connection)
        connection.execute(text("SELECT pg_sleep(1.5)"))

    try:
        assert await claim(store, 1) is Claim.YOURS
        await store.finish(handled(1))  # both connections are there
        assert await claim(store, 2, chat=8) is Claim.YOURS
        other = asyncio.create_task(deciding.run(decide))
        await asyncio.sleep(0.3)
        waits = asyncio.create_task(claim(store, 3, chat=9))
        await asyncio.sleep(0.1)
        await store.finish(handled(2, chat=8))
        assert not other.done()
        assert not waits.done()
        assert await waits is Claim.YOURS
        await other
    finally:
        await store.close()
        await deciding.close()
