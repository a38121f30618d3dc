"""Which messages are for a form under way, and how the rest is answered in between."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import fallback
from bot.dialogue.command_syntax import read_command
from bot.dialogue.exchange import Exchange
from bot.dialogue.forms import buttons
from bot.dialogue.forms.buttons import Move, button_data, is_button, read_button
from bot.dialogue.forms.moves import DONE, kept, next_step
from bot.dialogue.forms.play import Played, offer, play, unclear
from bot.dialogue.forms.state import LONGEST_ANSWER, FormState
from bot.dialogue.forms.words import control_of, read_option, read_ticks
from bot.dialogue.own_words import CRISIS, asks, own_words
from bot.dialogue.target import Target
from bot.dialogue.turn import Ask, Turn
from bot.knowledge.models import Entry, Form

_OFFERED = 3
"""Answers in between below which the form is offered again."""
_LONGEST_TRY = 1_500
"""Characters from which on a text is a story, and no answer that has become too long."""
_STEERING = {
    "back": buttons.BACK, "skip": buttons.SKIP, "cancel": buttons.CANCEL,
    "restart": buttons.RESTART,
}  # fmt: skip


def press_form(exchange: Exchange, data: str) -> Turn:
    """Return the turn for a form's button, also an old one."""
    move = read_button(data, exchange.knowledge)
    if move is None:
        reply = fallback.plain(exchange.knowledge, exchange.language, "stale_choice", "help")
        return exchange.turn(reply)
    ask = _ask(exchange, move.form)
    return _turn(exchange, ask, play(ask, move))


def guide_text(exchange: Exchange, text: str) -> Turn | None:
    """Return the turn if a normalised text is for the form under way, else None.

    A form goes on in the language it was asked in: "no" is no wish for English.
    """
    found = _under_way(exchange)
    if found is None:
        return None
    form, state = found
    move = _move(exchange, text, form, state)
    explains = move is None and _wants_explained(exchange, text, form, state)
    if move is None and not explains and not _is_too_long(exchange, text, form, state):
        return None
    exchange = replace(exchange, language=exchange.context.language or exchange.language)
    ask = _ask(exchange, form)
    if move is None:
        return _turn(exchange, ask, unclear(ask, form, state, explains=explains))
    return _turn(exchange, ask, play(ask, move))


def keep_open(exchange: Exchange, turn: Turn) -> Turn:
    """Return the turn with a way back to the form it came in between, if there is one.

    What was not understood while a form waits for an answer is asked again instead.
    """
    found = _under_way(exchange)
    ours = any(is_button(choice.data) for choice in turn.reply.choices)
    if found is None or ours or turn.effects or turn.context.forms != exchange.context.forms:
        return turn
    form, state = found
    asks = state.between <= 1 and form.kind == "questions"
    exchange = replace(exchange, language=turn.reply.language)
    if asks and _not_understood(exchange, turn):
        exchange = replace(exchange, language=exchange.context.language or exchange.language)
        ask = _ask(exchange, form)
        return _turn(exchange, ask, unclear(ask, form, state))
    step = next_step(form, state)
    talks = turn.reply.kind == "smalltalk" and turn.reply.topic != CRISIS
    stays = talks and asks and step is not None and not step.free  # "danke", then "ja" to it
    state = replace(state, between=state.between + (not stays))
    forms = kept(exchange.context.forms, state)
    turn = replace(turn, context=replace(turn.context, forms=forms))
    if turn.reply.topic == CRISIS or state.between > _OFFERED:
        return turn
    return _with_offer(_ask(exchange, form), form, state, turn)


def _with_offer(ask: Ask, form: Form, state: FormState, turn: Turn) -> Turn:
    lines, said = offer(ask, form, state)
    reply = replace(
        turn.reply,
        paragraphs=(*turn.reply.paragraphs, *lines),
        choices=(*turn.reply.choices, *said.choices),
    )
    offered = tuple(choice.data for choice in reply.choices)
    return replace(turn, reply=reply, context=replace(turn.context, offered=offered))


def _under_way(exchange: Exchange) -> tuple[Form, FormState] | None:
    """Return the form talked about last; one the knowledge no longer has is none."""
    for state in exchange.context.forms[:1]:
        form = exchange.knowledge.forms.get(state.form)
        return (form, state) if form is not None else None
    return None


def _move(exchange: Exchange, text: str, form: Form, state: FormState) -> Move | None:
    control = control_of(text, exchange.index)
    goes_on = button_data(form.id, buttons.GO_ON) in exchange.context.offered
    if control == "go_on" or (control == "yes" and state.between and goes_on):
        return Move(form, buttons.GO_ON)
    if form.kind == "checklist":
        return _ticks(exchange, text, form, state, control)
    if state.between:
        return None
    if form.consent and not state.agreed:
        return _consent(form, control)
    return _reply(exchange, text, form, state, control)


def _reply(
    exchange: Exchange, text: str, form: Form, state: FormState, control: str | None
) -> Move | None:
    """Return the answer a text gives to the question asked last, if it gives one."""
    step = next_step(form, state)
    option = read_option(text, step, exchange.index) if step is not None else None
    if step is not None and option is not None:
        return Move(form, "", (step,), option)
    if control in _STEERING:
        return Move(form, _STEERING[control])
    if control == "explain":
        return None
    return own_words(exchange, text, form, step) if step is not None and step.free else None


def _ticks(
    exchange: Exchange, text: str, form: Form, state: FormState, control: str | None
) -> Move | None:
    move = read_ticks(text, form, exchange.index)
    if move is not None:
        return move
    if control == "all":
        return Move(form, "", form.steps, DONE)
    if state.between:
        return None
    if control == "done":
        return Move(form, buttons.FINISH)
    steers = control in ("cancel", "restart")
    return Move(form, _STEERING[control]) if control is not None and steers else None


def _consent(form: Form, control: str | None) -> Move | None:
    if control == "yes":
        return Move(form, buttons.AGREE)
    return Move(form, buttons.CANCEL) if control in ("no", "cancel", "back", "skip") else None


def _wants_explained(exchange: Exchange, text: str, form: Form, state: FormState) -> bool:
    """Tell whether a text asks what the question just asked means."""
    waits = form.kind != "questions" or state.between or (form.consent and not state.agreed)
    return not waits and control_of(text, exchange.index) == "explain"


def _is_too_long(exchange: Exchange, text: str, form: Form, state: FormState) -> bool:
    """Tell whether a text answers a question in one's own words, only at too great a length."""
    step = next_step(form, state)
    waits = form.kind != "questions" or state.between or (form.consent and not state.agreed)
    if waits or step is None or not step.free or step.slot is not None:
        return False
    said = " ".join(exchange.message.text.split())
    short = len(said) <= LONGEST_ANSWER or len(said) > _LONGEST_TRY
    return not short and not text.endswith("?") and not asks(exchange, text)


def _not_understood(exchange: Exchange, turn: Turn) -> bool:
    message, reading = exchange.message, turn.interpretation.reading
    if message.data is not None or read_command(message.text) is not None:
        return False
    guessed = reading is None or reading.outcome != "answer"
    return guessed and turn.reply.kind in ("clarify", "fallback")


def _ask(exchange: Exchange, form: Form) -> Ask:
    knowledge = exchange.knowledge
    wanted = exchange.context.occupation or knowledge.default_occupation or ""
    target = Target("known", knowledge.occupations.get(wanted))
    return exchange.ask(_entry(exchange, form), target, {})


def _entry(exchange: Exchange, form: Form) -> Entry:
    """Return the entry that starts the form, or one made up where none does."""
    entries = exchange.knowledge.entries.values()
    found = next((entry for entry in entries if entry.form == form.id), None)
    return found or Entry(form.id, "help", form.title, form=form.id)


def _turn(exchange: Exchange, ask: Ask, played: Played) -> Turn:
    return exchange.played(ask.entry, played, {}, 1.0)
