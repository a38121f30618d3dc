"""Buttons of forms: ``form self_check analytical yes`` says all it means.

Nothing is remembered for a button. Data from outside is a stranger's text: `read_button` checks
it against the knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.forms.moves import DONE, find_step
from bot.dialogue.reply import Choice
from bot.dialogue.wording import in_language, say
from bot.knowledge.models import Form, FormStep, Knowledge

PREFIX = "form"
START, GO_ON, BACK, SKIP = "start", "go_on", "back", "skip"
CANCEL, RESTART, FINISH, AGREE = "cancel", "restart", "done", "agree"
CONTROLS = (START, GO_ON, BACK, SKIP, CANCEL, RESTART, FINISH, AGREE)
UNTICK = "open"
_LONGEST = 256


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody does in a form: a control, or `value` for a step."""

    form: Form
    control: str = ""
    steps: tuple[FormStep, ...] = ()
    value: str = ""


def button_data(form: str, *words: str) -> str:
    """Return the data of a button; `karrierebot check` keeps it within 64 bytes."""
    return " ".join((PREFIX, form, *words))


def control_choice(knowledge: Knowledge, language: str, form: Form, control: str) -> Choice:
    """Return the button of one of the controls."""
    title = in_language(form.title, language)
    label = say(knowledge, f"form_{control}", language, title=title)
    return Choice(label, button_data(form.id, control))


def is_button(data: str) -> bool:
    """Tell whether the data is that of a form's button, sound or not."""
    return data.partition(" ")[0] == PREFIX


def read_button(data: str, knowledge: Knowledge) -> Move | None:
    """Return what a button asks for, or None if this knowledge has no such form or step."""
    _, name, *words = (*data[:_LONGEST].split(), "", "")
    words = [word for word in words if word]
    form = knowledge.forms.get(name)
    if form is None:
        return None
    if not words:
        return Move(form, START)
    if words[0] in CONTROLS and len(words) == 1:
        return Move(form, words[0])
    step = find_step(form, words[0])
    if step is None or len(words) != 2:  # noqa: PLR2004 - a step and its answer
        return None
    allowed = (DONE, UNTICK) if form.kind == "checklist" else [o.id for o in step.options]
    return Move(form, "", (step,), words[1]) if words[1] in allowed else None
