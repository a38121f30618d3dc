"""What an observer may know of the running bot: is it alive, is it ready, how much it does.

Counts and times only, nothing about persons. The numbers live in a registry of their own, so that
two bots in one process (as in tests) do not mix.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.transports.telegram.state import State

Clock = Callable[[], float]

SILENCE_SECONDS = 90.0
"""Polling without a successful answer for longer than this is ill: three long polls."""
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Monitor:
    """The state of one process; the parts of the bot tell it, the endpoints ask it."""

    def __init__(self, clock: Clock = time.time, state: State | None = None) -> None:
        self._clock = clock
        self.state = state or State()
        self._polling = False
        self._polled_at: float | None = None
        self._ready = False
        self.registry = CollectorRegistry()
        self._updates = Counter(
            "karrierebot_updates", "Updates that were dealt with, by how.", ("outcome",),
            registry=self.registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "karrierebot_update_seconds", "From an update's arrival until it was dealt with.",
            registry=self.registry, buckets=_SECONDS,
        )  # fmt: skip
        self._in_hand = Gauge(
            "karrierebot_updates_in_hand", "Updates being dealt with.", registry=self.registry
        )
        self._last_poll = Gauge(
            "karrierebot_last_poll_timestamp_seconds", "When Telegram last answered a poll.",
            registry=self.registry,
        )  # fmt: skip
        self._is_ready = Gauge(
            "karrierebot_ready", "1 while messages are taken and answered.",
            registry=self.registry,
        )  # fmt: skip

        self.state.register(self.registry)

    def polled(self) -> None:
        """Note that Telegram has answered a request for updates."""
        self._polling = True
        self._polled_at = self._clock()
        self._last_poll.set(self._polled_at)

    def set_ready(self, ready: bool) -> None:  # noqa: FBT001  says what it sets
        """Note whether messages are taken: after the start, and no more once it stops."""
        self._ready = ready
        self._is_ready.set(ready)

    def arrived(self) -> float:
        """Note that an update is in hand; give the time to `settled`."""
        self._in_hand.inc()
        return self._clock()

    def settled(self, since: float, outcome: str) -> None:
        """Note what became of an update: ``answered``, ``repeated``, ``failed`` …"""
        self._in_hand.dec()
        self._updates.labels(outcome).inc()
        self._seconds.observe(max(self._clock() - since, 0.0))

    def turned_away(self) -> None:
        """Note an update that was let go at once."""
        self._updates.labels("turned_away").inc()

    def illness(self) -> str:
        """Return why the process should be restarted, in a few words; empty when it is well."""
        if not self._polling or self._polled_at is None:
            return ""
        silent = self._clock() - self._polled_at
        return f"no answer to a poll for {silent:.0f} s" if silent > SILENCE_SECONDS else ""

    @property
    def is_ready(self) -> bool:
        return self._ready and not self.illness()

    @property
    def last_poll(self) -> float | None:
        """When Telegram last answered a poll, in seconds since 1970; None with a webhook."""
        return self._polled_at

    def exposition(self) -> bytes:
        """Return all numbers in the text format of Prometheus."""
        return generate_latest(self.registry)
