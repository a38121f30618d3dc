"""Who sends more than can be answered, and how much of it is let go so that others get through.

Only counts and decides: letting go and telling the person is the dispatcher's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

PATIENT = 30
"""Updates of one chat that may wait for their answer."""
GREEDY, GREEDY_GROUP = 25, 10
"""Updates of one chat from which on it makes room when there is none left."""
FEW = 1
"""Updates of such a chat that are answered even then: everybody else waits for them."""
QUIET_SECONDS = 2.0
"""How long a chat that was turned away must be still before it is heard again."""
REMEMBERED = 1_000

Clock = Callable[[], float]


@dataclass(slots=True)
class _Flood:
    deaf_until: float = float("-inf")
    most: int = PATIENT
    told: bool = False


class Crowding:
    """The chats that flood at the moment."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._floods: dict[int, _Flood] = {}

    def __len__(self) -> int:
        """Return how many chats are not forgotten yet."""
        return len(self._floods)

    def admits(self, lane: int, waiting: int) -> bool:
        """Tell whether one more update of a chat is answered, while so many of it wait."""
        flood = self._floods.get(lane)
        if flood is not None and not waiting and flood.deaf_until < self._clock():
            del self._floods[lane]
            flood = None
        if flood is None:
            admitted = waiting < PATIENT
        else:
            admitted = waiting < flood.most and flood.deaf_until < self._clock()
        if not admitted:
            self._flood(lane).deaf_until = self._clock() + QUIET_SECONDS
        return admitted

    def narrow(self, waiting: Mapping[int, int]) -> Iterable[int]:
        """Let the chats that take most of a full room keep a few updates; return those chats."""
        for lane, number in waiting.items():
            if number >= (GREEDY if lane > 0 else GREEDY_GROUP):
                self._flood(lane).most = FEW
                yield lane

    def is_news(self, lane: int) -> bool:
        """Tell whether a chat is still to be told that it is too much: once in each flood."""
        flood = self._flood(lane)
        is_news, flood.told = not flood.told, True
        return is_news

    def _flood(self, lane: int) -> _Flood:
        if lane not in self._floods and len(self._floods) >= REMEMBERED:
            now = self._clock()
            self._floods = {
                each: flood for each, flood in self._floods.items() if flood.deaf_until >= now
            }
        return self._floods.setdefault(lane, _Flood())
