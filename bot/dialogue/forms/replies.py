"""What a form says: its questions, its checklist, its result. Nothing here changes the state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from bot.dialogue.choices import entry_choices
from bot.dialogue.fill import fill, source_note
from bot.dialogue.forms import buttons
from bot.dialogue.forms.boards import board_lines
from bot.dialogue.forms.buttons import button_data, control_choice
from bot.dialogue.forms.moves import DONE, next_step
from bot.dialogue.forms.state import FormState
from bot.dialogue.reply import Choice, Paragraph, Reply, Style
from bot.dialogue.turn import Ask
from bot.dialogue.wording import in_language
from bot.knowledge.models import Form, FormOption, FormPart, FormStep, Kind

ANY = "any"
"""The option that means: no matter which."""
_OWN = re.compile(r"\{([\w.-]+)\}")
_TICKED, _OPEN = "✅", "⬜"


def ask_step(ask: Ask, form: Form, state: FormState, opening: Sequence[Paragraph] = ()) -> Reply:
    """Return the next thing the form says: the consent, the question, the list or the result."""
    if form.consent and not state.agreed:
        return _consent(ask, form)
    if form.kind == "checklist":
        return _checklist(ask, form, state, opening)
    step = next_step(form, state)
    if step is None:
        return result(ask, form, state)
    return _question(ask, form, state, step, opening)


def opening(ask: Ask, form: Form) -> tuple[Paragraph, ...]:
    """Return what is said before the first question."""
    intro = in_language(form.intro, ask.language)
    return (Paragraph(_filled(ask, intro, {})),) if intro else ()


def small(ask: Ask, key: str, **values: str) -> Paragraph:
    """Return one of the bot's own sentences as small print."""
    return Paragraph(ask.say(key, **values), "small")


def controls(ask: Ask, form: Form, *names: str) -> tuple[Choice, ...]:
    """Return buttons that steer the form."""
    return tuple(control_choice(ask.knowledge, ask.language, form, name) for name in names)


def reply(
    ask: Ask, kind: Kind, lines: Sequence[Paragraph], choices: Sequence[Choice] = ()
) -> Reply:
    """Return a reply of the form under its entry's topic."""
    return Reply(kind, ask.language, ask.entry.topic, tuple(lines), tuple(choices))


def progress(ask: Ask, form: Form, state: FormState) -> str:
    """Return which question comes next: "Frage 3 von 8"."""
    step = next_step(form, state)
    number = form.steps.index(step) + 1 if step is not None else len(form.steps)
    return ask.say("form_progress", number=str(number), count=str(len(form.steps)))


def result(ask: Ask, form: Form, state: FormState) -> Reply:
    """Return what comes of the answers; for a checklist, what is still open."""
    lines = [part for each in form.result for part in _part(ask, form, state, each)]
    if form.kind == "checklist":
        lines = [*_still_open(ask, form, state), *lines]
    note = source_note(ask.knowledge, form.sources, ask.language)
    ended = form.kind == "questions" or not _left(form, state)
    again = controls(ask, form, buttons.RESTART if ended else buttons.GO_ON)
    about = ask.occupation.id if ask.occupation else None
    choices = (*entry_choices(ask.knowledge, form.next, ask.language, about), *again)
    return Reply(
        "answer", ask.language, ask.entry.topic, (*lines, *([note] if note else [])), choices,
        form.sources,
    )  # fmt: skip


def _consent(ask: Ask, form: Form) -> Reply:
    lines = (*opening(ask, form), Paragraph(in_language(form.consent, ask.language), "lead"))
    return reply(ask, "clarify", lines, controls(ask, form, buttons.AGREE, buttons.CANCEL))


def _question(
    ask: Ask, form: Form, state: FormState, step: FormStep, opening: Sequence[Paragraph]
) -> Reply:
    lines = [*opening, Paragraph(in_language(step.ask, ask.language), "lead")]
    if len(form.steps) > 1:
        lines.append(Paragraph(_heard(ask, form, state), "small"))
    choices = [
        Choice(in_language(option.label, ask.language), button_data(form.id, step.id, option.id))
        for option in step.options
    ]
    back = (buttons.BACK,) if state.answers else ()
    skip = (buttons.SKIP,) if step.may_skip and not step.options else ()
    choices += controls(ask, form, *skip, *back, buttons.CANCEL)
    return reply(ask, "clarify", lines, choices)


def _heard(ask: Ask, form: Form, state: FormState) -> str:
    """Return how far the form is, and what the answer before was taken for."""
    where = progress(ask, form, state)
    before = [step for step in form.steps if step.id in state.answers][-1:]
    for step in before:
        option = _chosen(step, state)
        if option is not None:
            label = in_language(option.label, ask.language)
            return ask.say("form_heard", progress=where, label=label)
        if state.answers[step.id] == "":
            return ask.say("form_skipped", progress=where)
    return where


def _checklist(ask: Ask, form: Form, state: FormState, opening: Sequence[Paragraph]) -> Reply:
    done = [step for step in form.steps if state.answers.get(step.id) == DONE]
    count = ask.say("form_ticked", title=in_language(form.title, ask.language),
        done=str(len(done)), count=str(len(form.steps)))  # fmt: skip
    items = "\n".join(
        f"{_sign(step, state)} {number}. {in_language(step.ask, ask.language)}"
        for number, step in enumerate(form.steps, start=1)
    )
    hint = "form_all_ticked" if len(done) == len(form.steps) else "form_how_to_tick"
    lines = [Paragraph(count, "lead"), Paragraph(items), *opening, small(ask, hint)]
    note = source_note(ask.knowledge, form.sources, ask.language) if opening else None
    choices = [
        Choice(
            f"{_sign(step, state)} {in_language(step.label or step.ask, ask.language)}",
            button_data(form.id, step.id, buttons.UNTICK if step in done else DONE),
        )
        for step in form.steps
    ]
    choices += controls(ask, form, buttons.FINISH)
    return Reply(
        "answer", ask.language, ask.entry.topic, (*lines, *([note] if note else [])),
        tuple(choices), form.sources,
    )  # fmt: skip


def _sign(step: FormStep, state: FormState) -> str:
    return _TICKED if state.answers.get(step.id) == DONE else _OPEN


def _left(form: Form, state: FormState) -> list[FormStep]:
    return [step for step in form.steps if state.answers.get(step.id) != DONE]


def _still_open(ask: Ask, form: Form, state: FormState) -> list[Paragraph]:
    left = _left(form, state)
    if not left:
        return [Paragraph(ask.say("form_nothing_open"), "lead")]
    names = "\n".join(f"- {in_language(step.ask, ask.language)}" for step in left)
    return [Paragraph(ask.say("form_still_open", count=str(len(left))), "lead"), Paragraph(names)]


def _part(ask: Ask, form: Form, state: FormState, part: FormPart) -> list[Paragraph]:
    """Return one part of the result; nothing where it has nothing to say."""
    own = {step.id: _own(ask, step, state) for step in form.steps}
    if any(not own.get(step) for step in part.needs):
        return []
    style = cast("Style", part.style)
    text = _filled(ask, in_language(part.text, ask.language), own)
    if part.links:
        return [_links(ask, form, state, text)]
    if not part.notes:
        return [Paragraph(text, style)]
    notes = [_filled(ask, note, own) for note in _notes(ask, form, state, part)]
    if notes:
        listed = "\n".join(f"- {note}" for note in notes)
        return [Paragraph(f"{text}\n{listed}", style)]
    otherwise = in_language(part.otherwise, ask.language)
    return [Paragraph(_filled(ask, otherwise, own))] if otherwise else []


def _notes(ask: Ask, form: Form, state: FormState, part: FormPart) -> list[str]:
    chosen = [_chosen(step, state) for step in form.steps]
    return [
        note
        for option in chosen
        if option is not None and option.id in part.notes
        if (note := in_language(option.note, ask.language))
    ]


def _links(ask: Ask, form: Form, state: FormState, text: str) -> Paragraph:
    values = {step.slot: _own(ask, step, state) for step in form.steps if step.slot}
    lines, links = board_lines(
        form.boards, form.terms, values.get("place", ""), values.get("level", "")
    )
    return Paragraph(f"{text}\n{lines}", links=links)


def _own(ask: Ask, step: FormStep, state: FormState) -> str:
    """Return an answer as the result may show it: the person's own text, or the option's name."""
    option = _chosen(step, state)
    if option is None:
        return state.answers.get(step.id, "")
    return "" if option.id == ANY else in_language(option.label, ask.language)


def _chosen(step: FormStep, state: FormState) -> FormOption | None:
    value = state.answers.get(step.id)
    return next((option for option in step.options if option.id == value), None)


def _filled(ask: Ask, text: str, own: dict[str, str]) -> str:
    """Fill the knowledge's placeholders first: what people typed is never looked into."""
    ready = fill(text, ask.knowledge, ask.language, ask.occupation)
    return _OWN.sub(lambda found: own.get(found[1], found[0]), ready)
