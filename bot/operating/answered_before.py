"""Remember whole turns: what is asked again, with the same said before, is answered at once.

Popular questions make up most of a busy day. A turn depends on the message, on what the chat
remembers and on the day, nothing else, as long as the knowledge stays; whoever changes that
begins with an empty memory. Messages within a form are not kept: people write about themselves
there. Who answers what is not remembered is decided in `live_core`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import fields
from datetime import date
from operator import attrgetter

from bot.dialogue.context import Context, Message
from bot.dialogue.turn import Turn

MOST = 2_000
"""Turns that stay; those not asked for the longest time go."""
LONGEST = 120
"""Characters; a longer message is hardly ever sent twice."""
_MAPPINGS = ("slots", "forms")
_simple = attrgetter(*(each.name for each in fields(Context) if each.name not in _MAPPINGS))


class AnsweredBefore:
    """The turns of one knowledge."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._turns: OrderedDict[Hashable, Turn] = OrderedDict()

    def __len__(self) -> int:
        return len(self._turns)

    def get(self, key: Hashable) -> Turn | None:
        """Return the turn, if it is remembered."""
        turn = self._turns.get(key)
        if turn is not None:
            self._turns.move_to_end(key)
        return turn

    def put(self, key: Hashable, turn: Turn) -> None:
        """Remember a turn, unless it has to do something or belongs to a form."""
        if key is None or turn.effects or turn.context.forms:
            return
        self._turns[key] = turn
        if len(self._turns) > self._most:
            self._turns.popitem(last=False)


def key_of(message: Message, context: Context, today: date) -> Hashable:
    """Return all that a turn depends on, or None where it is not to be remembered."""
    if context.forms or len(message.text) > LONGEST:
        return None
    said = message.text, message.data, message.language_code
    return said, _simple(context), tuple(context.slots.items()), today
