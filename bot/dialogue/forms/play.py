"""Carry out one move in a form: what it says next, and the state it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.dialogue.answers.meta import main_choices
from bot.dialogue.answers.salary import spelling
from bot.dialogue.forms import buttons
from bot.dialogue.forms.buttons import Move
from bot.dialogue.forms.moves import (
    DONE,
    SKIPPED,
    answered,
    begin,
    dropped,
    kept,
    next_step,
    stepped_back,
    ticked,
)
from bot.dialogue.forms.replies import (
    ask_step,
    controls,
    opening,
    progress,
    reply,
    result,
    small,
)
from bot.dialogue.forms.state import FormState
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Ask
from bot.dialogue.wording import in_language
from bot.knowledge.models import Form

KNOWN = ("place", "level")
"""Slots a step may take from what the chat knows."""
_OFTEN = 2
"""Answers not understood after which the question is no longer insisted on."""


@dataclass(frozen=True, slots=True)
class Played:
    """What a form says, and the forms the chat has begun afterwards."""

    reply: Reply
    forms: tuple[FormState, ...]


def state_of(forms: tuple[FormState, ...], form: Form) -> FormState | None:
    """Return how far the chat is in a form, or None where it has not begun it."""
    return next((state for state in forms if state.form == form.id), None)


def start(ask: Ask, form: Form, known: Mapping[str, str]) -> Played:
    """Begin a form, or go on where it was left."""
    forms = ask.context.forms
    state = state_of(forms, form)
    if state is None or (form.kind == "questions" and not state.answers):
        return _on(ask, form, begin(form, *_known(ask, known)), first=True)
    return _resumed(ask, form, begin(form, *_known(ask, ask.slots), state))


def _known(ask: Ask, slots: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the slots that may answer a step, and what their values are called."""
    known = {slot: value for slot, value in slots.items() if slot in KNOWN}
    return known, {slot: spelling(ask, slot, value) for slot, value in known.items()}


def play(ask: Ask, move: Move) -> Played:
    """Carry out a move; one that no longer fits changes nothing and says so."""
    form = move.form
    state = state_of(ask.context.forms, form)
    if move.control == buttons.START:
        return start(ask, form, {})
    if move.control == buttons.RESTART:
        return _on(ask, form, begin(form, {}, {}), first=True)
    if state is None:
        return _stale(ask, form)
    if move.control == buttons.CANCEL:
        return _cancelled(ask, form)
    return _move_on(ask, form, state, move)


def _move_on(ask: Ask, form: Form, state: FormState, move: Move) -> Played:
    """Carry out a move in a form that is under way."""
    if form.consent and not state.agreed:
        agrees = move.control == buttons.AGREE
        return _on(ask, form, replace(state, agreed=agrees, between=0))
    if move.control:
        return _steered(ask, form, state, move.control)
    if form.kind == "checklist":
        items = [step.id for step in move.steps]
        return _on(ask, form, ticked(state, items, done=move.value == DONE))
    return _answer(ask, form, state, move)


def _cancelled(ask: Ask, form: Form) -> Played:
    lines = [Paragraph(ask.say("form_cancelled"), "lead")]
    said = reply(ask, "command", lines, main_choices(ask))
    return Played(said, dropped(ask.context.forms, form.id))


def unclear(ask: Ask, form: Form, state: FormState, *, explains: bool = False) -> Played:
    """Ask once more, more kindly; the second time leave it to the person how to go on.

    A question with buttons says what it means only where that is asked (`explains`).

    What is asked again may be answered at once, also after other questions in between.
    """
    state = replace(state, unclear=state.unclear + 1, between=0)
    if state.unclear < _OFTEN:
        step = next_step(form, state)
        told = step is not None and (step.free or explains)
        again = in_language(step.again, ask.language) if step is not None and told else ""
        lines = (Paragraph(again or ask.say("form_again")),)
        return Played(ask_step(ask, form, state, lines), kept(ask.context.forms, state))
    state = replace(state, unclear=0, between=1)
    choices = controls(ask, form, buttons.GO_ON, buttons.SKIP, buttons.CANCEL)
    lines = (Paragraph(ask.say("form_lost"), "lead"),)
    return Played(reply(ask, "clarify", lines, choices), kept(ask.context.forms, state))


def _steered(ask: Ask, form: Form, state: FormState, control: str) -> Played:
    step = next_step(form, state)
    if control == buttons.BACK:
        if not state.answers:
            return _on(ask, form, state, small(ask, "form_first"))
        return _on(ask, form, stepped_back(form, state))
    if control == buttons.SKIP and step is not None and form.kind == "questions":
        return _on(ask, form, answered(state, step.id, SKIPPED))
    if control == buttons.FINISH and form.kind == "checklist":
        return _closed(ask, form, state)
    return _on(ask, form, replace(state, between=0, unclear=0))


def _answer(ask: Ask, form: Form, state: FormState, move: Move) -> Played:
    """Take an answer; one to an earlier step is changed, a later step is not jumped to."""
    asked, step = next_step(form, state), move.steps[0]
    before = state.answers.get(step.id)
    if asked is not None and step.id == asked.id:
        return _on(ask, form, answered(state, step.id, move.value))
    if before is None or before == move.value:
        return _on(ask, form, replace(state, between=0))
    label = next(in_language(o.label, ask.language) for o in step.options if o.id == move.value)
    number = str(form.steps.index(step) + 1)
    note = small(ask, "form_changed", number=number, label=label)
    return _on(ask, form, answered(state, step.id, move.value), note)


def _on(
    ask: Ask, form: Form, state: FormState, note: Paragraph | None = None, *, first: bool = False
) -> Played:
    """Say what comes next; after the last answer the result, and the state is dropped."""
    forms = ask.context.forms
    waits = form.consent and not state.agreed
    if form.kind == "questions" and not waits and next_step(form, state) is None:
        return Played(result(ask, form, state), dropped(forms, form.id))
    lines = opening(ask, form) if first and not waits else ()
    said = ask_step(ask, form, state, (*lines, *([note] if note else [])))
    return Played(said, kept(forms, state))


def _resumed(ask: Ask, form: Form, state: FormState) -> Played:
    played = _on(ask, form, replace(state, between=0, unclear=0))
    if form.kind == "checklist" or (form.consent and not state.agreed):
        return played
    again = controls(ask, form, buttons.RESTART)
    said = replace(played.reply, choices=(*played.reply.choices, *again))
    return replace(played, reply=said)


def _closed(ask: Ask, form: Form, state: FormState) -> Played:
    """End a checklist; with something open the ticks are kept for later."""
    said = result(ask, form, state)
    if all(state.answers.get(step.id) == DONE for step in form.steps):
        return Played(said, dropped(ask.context.forms, form.id))
    return Played(said, kept(ask.context.forms, replace(state, between=_OFTEN)))


def _stale(ask: Ask, form: Form) -> Played:
    title = in_language(form.title, ask.language)
    lines = [Paragraph(ask.say("form_over", title=title), "lead")]
    choices = controls(ask, form, buttons.RESTART)
    return Played(reply(ask, "clarify", lines, choices), ask.context.forms)


def offer(ask: Ask, form: Form, state: FormState) -> tuple[tuple[Paragraph, ...], Reply]:
    """Return what follows the answer to another question: how to go on with the form."""
    title = in_language(form.title, ask.language)
    key = "form_waits_list" if form.kind == "checklist" else "form_waits"
    line = small(ask, key, title=title, progress=progress(ask, form, state))
    lines = (line,) if state.between <= 1 else ()
    return lines, reply(ask, "clarify", (), controls(ask, form, buttons.GO_ON))
