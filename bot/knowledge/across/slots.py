"""Values of slots that conversations expect, against those the vocabulary has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.knowledge.across.collected import SlotValue
from bot.knowledge.suggest import suggestion


def check_slot_values(
    expected: Iterable[SlotValue], slots: Mapping[str, Mapping[str, object]]
) -> None:
    """Report a value that no spelling in the vocabulary stands for.

    Slots the vocabulary does not list, such as amounts and years, hold anything.
    """
    for each in expected:
        known = slots.get(each.slot)
        if known and each.node.value not in known:
            hint = suggestion(each.node.value, known, "there_are")
            values = {"slot": each.slot, "value": each.node.value, "suggestion": hint}
            each.document.at("E317", each.node, **values)
