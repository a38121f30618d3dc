"""Answer a pressed choice: its data says everything, also after a restart."""

from __future__ import annotations

from bot.dialogue import fallback
from bot.dialogue.choices import NONE_OF_THESE, UNSUPPORTED, read_choice
from bot.dialogue.comfort import WISHES, grant
from bot.dialogue.exchange import Exchange
from bot.dialogue.forms.buttons import is_button
from bot.dialogue.guided import press_form
from bot.dialogue.target import Target
from bot.dialogue.turn import Turn


def press(exchange: Exchange, data: str) -> Turn:
    """Return the turn for the data of a choice; data nobody knows is told so."""
    knowledge, language = exchange.knowledge, exchange.language
    if data == NONE_OF_THESE:
        reply = fallback.plain(knowledge, language, "none_chosen", "smalltalk", "clarify")
        return exchange.turn(reply, sure=1.0)
    if data == UNSUPPORTED:
        reply = fallback.plain(knowledge, language, "unsupported", fallback.OUT_OF_SCOPE)
        return exchange.turn(reply)
    if is_button(data):
        return press_form(exchange, data)
    if data in WISHES and data not in knowledge.entries:
        granted = grant(exchange, data)
        if granted is not None:
            return granted
    pressed = read_choice(data, knowledge)
    if pressed is None:
        return exchange.turn(fallback.plain(knowledge, language, "stale_choice", "help"))
    default = None if pressed.entry.needs else knowledge.default_occupation
    wanted = pressed.occupation or exchange.context.occupation or default
    sets = pressed.entry.answer != "settings" or pressed.occupation is not None
    occupation = knowledge.occupations.get(wanted or "")
    target = Target("known" if sets else "assumed", occupation)
    return exchange.answered(pressed.entry, target, pressed.slots, 1.0)
