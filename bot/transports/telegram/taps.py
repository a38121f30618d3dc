"""Tell a second tap on a button from a new wish: people tap twice when the answer takes a moment.

Both taps arrive, the second with the card as it was before the first changed it. In memory only:
after a restart a second tap is a new wish, which does no harm.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.transports.telegram.incoming import Incoming
from bot.transports.telegram.recent import Recent

KEPT_CARDS = 4_000
AT_ONCE_SECONDS = 0.05
"""A tap that waited while the first was answered comes this soon after the answer."""


@dataclass(frozen=True, slots=True)
class _Tap:
    data: str
    look: str
    until: float
    changed: bool


class Taps:
    """The last tap on each of the cards tapped lately."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._last: Recent[tuple[int, int], _Tap] = Recent(KEPT_CARDS)

    def repeats(self, press: Incoming) -> bool:
        """Tell whether the same button was just tapped on the very same look of the card."""
        last = self._before(press)
        if last is None or last.data != press.message.data:
            return False
        return last.changed or self._now() - last.until < AT_ONCE_SECONDS

    def too_late(self, press: Incoming) -> bool:
        """Tell whether the card shows something else since, by another tap."""
        last = self._before(press)
        return last is not None and last.changed

    def note(self, press: Incoming, *, changed: bool) -> None:
        """Remember a tap that was answered; `changed` if its own card shows the answer."""
        if press.card is not None:
            tap = _Tap(press.message.data or "", press.card.look, self._now(), changed)
            self._last.put((press.address.chat, press.card.number), tap)

    def forget(self, chat: int, card: int) -> None:
        """Forget the taps on a card that shows something else for another reason."""
        self._last.drop((chat, card))

    def _before(self, press: Incoming) -> _Tap | None:
        """Return the last tap on this card, if it saw the same look of it."""
        if press.card is None:
            return None
        last = self._last.get((press.address.chat, press.card.number))
        return last if last is not None and last.look == press.card.look else None
