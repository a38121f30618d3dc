"""Who is let go when too much is sent, and for how long."""

from __future__ import annotations

from bot.transports.telegram.crowding import (
    GREEDY,
    GREEDY_GROUP,
    PATIENT,
    QUIET_SECONDS,
    REMEMBERED,
    Crowding,
)


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_chat_may_wait_with_a_number_of_updates_and_no_more() -> None:
    crowding = Crowding(Clock())
    assert all(crowding.admits(7, waiting) for waiting in range(PATIENT))
    assert not crowding.admits(7, PATIENT)
    assert crowding.admits(8, 0)


def test_who_was_turned_away_is_heard_again_after_being_still() -> None:
    clock = Clock()
    crowding = Crowding(clock)
    assert not crowding.admits(7, PATIENT)
    clock.now += QUIET_SECONDS / 2
    assert not crowding.admits(7, 0)
    clock.now += QUIET_SECONDS / 2
    assert not crowding.admits(7, 0)
    clock.now += QUIET_SECONDS * 2
    assert crowding.admits(7, 0)
    assert not len(crowding)


def test_only_those_who_fill_the_room_make_room() -> None:
    crowding = Crowding(Clock())
    waiting = {1: GREEDY, 2: GREEDY - 1, -3: GREEDY_GROUP, -4: GREEDY_GROUP - 1}
    assert set(crowding.narrow(waiting)) == {1, -3}
    assert crowding.admits(1, 0)
    assert list(crowding.narrow({1: GREEDY})) == [1]
    assert not crowding.admits(1, 1)
    assert crowding.admits(2, GREEDY - 1)


def test_a_flood_is_told_once_and_the_next_one_again() -> None:
    clock = Clock()
    crowding = Crowding(clock)
    assert not crowding.admits(7, PATIENT)
    assert [crowding.is_news(7) for _ in range(3)] == [True, False, False]
    clock.now += QUIET_SECONDS * 2
    assert crowding.admits(7, 0)
    assert not crowding.admits(7, PATIENT)
    assert crowding.is_news(7)


def test_floods_of_many_chats_are_forgotten_when_they_are_over() -> None:
    clock = Clock()
    crowding = Crowding(clock)
    for chat in range(1, 3 * REMEMBERED):
        clock.now += QUIET_SECONDS
        assert not crowding.admits(chat, PATIENT)
    assert len(crowding) <= REMEMBERED
