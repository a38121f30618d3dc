"""How a form goes on: begin, answer, step back, tick. State in, state out; nothing is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.dialogue.forms.state import LONGEST_ANSWER, FormState
from bot.knowledge.models import Form, FormStep

DONE = "done"
"""The answer of a ticked item."""
SKIPPED = ""


def begin(
    form: Form,
    known: Mapping[str, str],
    names: Mapping[str, str],
    state: FormState | None = None,
) -> FormState:
    """Return the first state, or `state` again, with the steps answered that a slot answers.

    `known` holds the values of slots, `names` what each of them is called.
    """
    state = state or FormState(form.id)
    answers = dict(state.answers)
    for step in form.steps:
        value = known.get(step.slot or "", "")
        if value in {option.id for option in step.options}:
            answers[step.id] = value
        elif value and step.free:
            answers[step.id] = names.get(step.slot or "", value)[:LONGEST_ANSWER]
    return replace(state, answers=answers)


def next_step(form: Form, state: FormState) -> FormStep | None:
    """Return the step to be asked: the first without an answer; None when all have one."""
    return next((step for step in form.steps if step.id not in state.answers), None)


def find_step(form: Form, name: str) -> FormStep | None:
    """Return the step of that id, or of that number counted from 1."""
    by_id = next((step for step in form.steps if step.id == name), None)
    if by_id is None and name.isascii() and name.isdigit() and len(name) <= len("99"):
        return form.steps[int(name) - 1] if 1 <= int(name) <= len(form.steps) else None
    return by_id


def answered(state: FormState, step: str, value: str) -> FormState:
    """Return the state with one step answered, or answered anew."""
    return replace(state, answers={**state.answers, step: value}, unclear=0, between=0)


def ticked(state: FormState, items: Iterable[str], *, done: bool) -> FormState:
    """Return the state with these items ticked, or not."""
    items = tuple(items)
    answers = {item: value for item, value in state.answers.items() if item not in items}
    if done:
        answers |= dict.fromkeys(items, DONE)
    return replace(state, answers=answers, unclear=0, between=0)


def stepped_back(form: Form, state: FormState) -> FormState:
    """Return the state before the last answer."""
    given = [step.id for step in form.steps if step.id in state.answers]
    answers = {step: value for step, value in state.answers.items() if step not in given[-1:]}
    return replace(state, answers=answers, unclear=0, between=0)


def kept(forms: tuple[FormState, ...], state: FormState) -> tuple[FormState, ...]:
    """Return the forms of a chat with this one first, in its new state."""
    return (state, *(other for other in forms if other.form != state.form))


def dropped(forms: tuple[FormState, ...], form: str) -> tuple[FormState, ...]:
    """Return the forms of a chat without one: all that was typed into it is gone."""
    return tuple(state for state in forms if state.form != form)
