"""How fast the bot may speak in one chat; the clock is the test's own."""

from __future__ import annotations

import asyncio

from bot.transports.telegram.pacing import GROUP, PERSON, REMEMBERED, Pacing


class Time:
    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def arrivals(chat: int, count: int) -> list[float]:
    """Return when each of `count` messages goes that are all asked for at once."""
    pacing = Pacing(lambda: 0.0)
    return [pacing.reserve(chat) for _ in range(count)]


def test_a_short_burst_to_a_person_waits_for_nothing() -> None:
    assert arrivals(7, PERSON.burst) == [0.0] * PERSON.burst


def test_after_the_burst_a_person_gets_one_message_a_second() -> None:
    assert arrivals(7, PERSON.burst + 3)[PERSON.burst :] == [1.0, 2.0, 3.0]


def test_a_group_never_gets_more_than_twenty_messages_in_a_minute() -> None:
    times = arrivals(-7, 200)
    for start in times:
        assert sum(start <= time < start + 60 for time in times) <= 20


def test_a_pause_gives_the_burst_back() -> None:
    time = Time()
    pacing = Pacing(time.clock)
    for _ in range(PERSON.burst + 5):
        pacing.reserve(7)
    time.now += (PERSON.burst + 5) * PERSON.seconds
    assert [pacing.reserve(7) for _ in range(PERSON.burst)] == [0.0] * PERSON.burst


def test_one_chat_never_waits_for_another() -> None:
    pacing = Pacing(lambda: 0.0)
    for _ in range(50):
        pacing.reserve(7)
    assert pacing.reserve(8) == 0.0


def test_a_bucket_that_is_full_again_is_forgotten() -> None:
    time = Time()
    pacing = Pacing(time.clock)
    for chat in range(1, 101):
        pacing.reserve(chat)
        time.now += PERSON.seconds / 10
    assert len(pacing._full_at) <= 11
    pacing.reserve(100)
    assert pacing.reserve(100) == 0.0  # the third of its burst
    assert pacing.reserve(100) == 0.0
    assert pacing.reserve(100) > 0.0


async def test_waiting_sleeps_for_as_long_as_was_reserved() -> None:
    time = Time()
    pacing = Pacing(time.clock, time.sleep)
    for _ in range(PERSON.burst + 2):
        await pacing.wait(7)
    assert time.slept == [1.0, 1.0]


def test_memory_is_bounded_and_the_chats_that_wrote_last_are_kept() -> None:
    pacing = Pacing(lambda: 0.0)
    for chat in range(1, REMEMBERED + 100):
        pacing.reserve(chat)
    assert len(pacing._full_at) == REMEMBERED
    assert GROUP.seconds > PERSON.seconds


async def test_in_a_hurry_nothing_waits_for_its_pace() -> None:
    pacing = Pacing()
    waiting = [asyncio.create_task(pacing.wait(7)) for _ in range(PERSON.burst + 2)]
    await asyncio.sleep(0.01)
    assert not all(task.done() for task in waiting)
    pacing.hurry()
    async with asyncio.timeout(0.5):
        await asyncio.gather(*waiting)
