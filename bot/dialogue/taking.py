"""Take a choice last offered by words: "2", "das zweite", "the last one", "ja", "none of them"."""

from __future__ import annotations

from bot.dialogue.choices import NONE_OF_THESE, choice_data
from bot.dialogue.exchange import Exchange
from bot.dialogue.forms.buttons import RESTART, is_button
from bot.dialogue.forms.words import control_of, place_of

_YES = frozenset(
    {"ja", "jo", "jap", "jep", "genau", "richtig", "stimmt", "klar", "ja genau", "ja bitte", "yes",
     "yep", "yeah", "right", "sure", "exactly", "yes please"}
)  # fmt: skip
_PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}
_NEITHER = ("neither", "no")


def taken_choice(exchange: Exchange, text: str) -> str | None:
    """Return the data of the choice that a normalised text takes, or None.

    Numbers take one of all choices; "ja" and "nein" only answer a question of the bot's; "start
    again" takes the choice that says so below what a form came to.
    """
    offered, said = exchange.context.offered, text.replace(",", "").strip(" .!")
    if not offered:
        return None
    control = control_of(text, exchange.index)
    again = next((data for data in offered if is_button(data) and data.endswith(RESTART)), None)
    if again is not None and control == RESTART:
        return again
    if said.isascii() and said.isdigit() and len(said) == 1 and 1 <= int(said) <= len(offered):
        return offered[int(said) - 1]
    asked = len(offered) > 1 and offered[-1] == NONE_OF_THESE
    place = control if control in _PLACES else place_of(text, exchange.index)
    if place in _PLACES:
        return _in_place(offered[:-1] if asked else offered, _PLACES[place])
    if asked and control in _NEITHER:
        return NONE_OF_THESE
    return offered[0] if said in _YES and (asked or _which(exchange, offered)) else None


def _which(exchange: Exchange, offered: tuple[str, ...]) -> bool:
    """Tell whether the bot has just asked which occupation is meant, the likeliest first."""
    pending, usual = exchange.context.pending, exchange.knowledge.default_occupation
    return pending is not None and usual is not None and offered[0] == choice_data(pending, usual)


def _in_place(choices: tuple[str, ...], place: int) -> str | None:
    return choices[place] if place < len(choices) else None
