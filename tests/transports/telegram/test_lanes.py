"""Order within a chat, independence between chats."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from bot.transports.telegram.lanes import Lanes


async def test_one_lane_keeps_its_order_and_delays_nobody_else() -> None:
    lanes, done = Lanes(), list[str]()

    async def work(name: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.append(name)

    tasks = [lanes.start(1, partial(work, f"flood {n}", 0.02 - n * 0.005)) for n in range(4)]
    tasks.append(lanes.start(2, partial(work, "other", 0.001)))
    await asyncio.gather(*tasks)
    assert done == ["other", "flood 0", "flood 1", "flood 2", "flood 3"]


async def test_a_failure_does_not_stop_the_lane() -> None:
    lanes, done = Lanes(), list[str]()

    async def work(name: str) -> None:
        if name == "bad":
            raise ValueError
        done.append(name)

    bad, good = lanes.start(1, partial(work, "bad")), lanes.start(1, partial(work, "good"))
    with pytest.raises(ValueError):  # noqa: PT011 - the one raised above
        await bad
    await good
    assert done == ["good"]


async def test_work_cancelled_while_waiting_is_never_begun() -> None:
    lanes, done = Lanes(), list[str]()

    async def work(name: str) -> None:
        await asyncio.sleep(0.01)
        done.append(name)

    first, second, third = (lanes.start(1, partial(work, name)) for name in "abc")
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.gather(first, second, third, return_exceptions=True)
    assert done == ["a", "c"]


async def test_lanes_are_forgotten_when_empty() -> None:
    lanes = Lanes()
    await asyncio.gather(*(lanes.start(n, partial(asyncio.sleep, 0)) for n in range(100)))
    await asyncio.sleep(0)
    assert not len(lanes)


async def test_what_is_older_than_the_last_of_its_lane_never_waits_for_it() -> None:
    lanes, order = Lanes(), list[int]()
    oldest_done = asyncio.Event()

    async def work(number: int) -> None:
        if number > 1:
            await oldest_done.wait()  # as in the store: the lowest number goes first
        order.append(number)
        if number == 1:
            oldest_done.set()

    tasks = [lanes.start(1, partial(work, number), number) for number in (3, 1, 2, 4)]
    async with asyncio.timeout(5):
        await asyncio.gather(*tasks)
    assert order[0] == 1
    assert sorted(order) == [1, 2, 3, 4]
    assert order.index(4) > order.index(3)
    await asyncio.sleep(0)
    assert lanes.waiting(1) == 0


async def test_what_is_dropped_is_never_begun_and_told_so() -> None:
    lanes, done = Lanes(), list[int]()

    async def work(number: int) -> None:
        await asyncio.sleep(0.01)
        done.append(number)

    waiting = [lanes.start(1, partial(work, number)) for number in range(5)]
    await asyncio.sleep(0)
    lanes.drop_waiting(1)
    assert await asyncio.gather(*waiting) == [True, False, False, False, False]
    assert done == [0]


async def test_what_is_not_done_in_time_is_cancelled_with_all_that_waits_for_it() -> None:
    lanes = Lanes()
    waiting = [lanes.start(1, asyncio.Event().wait) for _ in range(2)]
    await asyncio.sleep(0)
    await lanes.finish(0.01)
    assert all(done.cancelled() for done in waiting)
    assert not len(lanes)
