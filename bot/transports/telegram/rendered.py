"""Render each turn once: one that is remembered is shown to many.

Turns are told apart by being the same object, not by what they say: comparing would cost as much.
"""

from __future__ import annotations

from bot.dialogue.turn import Turn
from bot.rendering.telegram import Rendered, render
from bot.transports.telegram.recent import Recent
from bot.transports.telegram.votes import with_thumbs

MOST = 1_000


class RenderedBefore:
    """The replies shown last, with their thumbs."""

    def __init__(self, most: int = MOST) -> None:
        self._shown: Recent[int, tuple[Turn, Rendered]] = Recent(most)

    def of(self, turn: Turn) -> Rendered:
        """Return the reply of a turn as Telegram shows it."""
        found = self._shown.get(id(turn))
        if found is not None and found[0] is turn:
            return found[1]
        rendered = with_thumbs(render(turn.reply), turn)
        self._shown.put(id(turn), (turn, rendered))
        return rendered
