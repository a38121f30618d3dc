"""What goes into a store and comes out of it: frozen values, no behaviour, no database.

Times are seconds since 1970; days are those of UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.dialogue.context import Context


class KeepQuestions(StrEnum):
    """What is kept of questions nobody could answer (KEEP_QUESTIONS)."""

    COUNTS = "counts"
    """How often, with reason, nearest intent and language; never a word of it. The default."""
    SCRUBBED = "scrubbed"
    """The text as well, without names, numbers and addresses, for some weeks."""
    OFF = "off"


@dataclass(frozen=True, slots=True)
class UpdateKey:
    """One update of one bot. `mark` is the same for the same update only; see `marks`.

    `number` orders the updates of a chat. Without a chat (inline queries) there is no order.
    """

    mark: str
    number: int
    chat: int | None


class Claim(StrEnum):
    """Whether this process may handle an update."""

    YOURS = "yours"
    WAIT = "wait"
    """An earlier update of this chat, or this one, is in other hands: ask again soon."""
    DONE = "done"
    """It was answered already."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """The outcome of a claim; `context` is the chat's, where the update is yours."""

    claim: Claim
    context: Context = field(default_factory=Context)


@dataclass(frozen=True, slots=True)
class Tally:
    """One answered message, for the statistics: nothing of the person or the text."""

    intent: str | None
    outcome: str
    """Kind of reply: answer, clarify, fallback, smalltalk, command."""
    language: str


@dataclass(frozen=True, slots=True)
class Missed:
    """One message that found no good answer. The store decides how much of `text` it keeps."""

    reason: str
    """no_intent, unknown_occupation …, none_of_these, thumbs_down."""
    language: str
    text: str = ""
    nearest: tuple[tuple[str, float], ...] = ()
    """The nearest intents with their scores, best first."""


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """The messages that answer a question, so that an edited question can edit them."""

    question: int
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Handled:
    """Everything to be kept of one handled update, written all or nothing.

    `context` None leaves the chat's context as it is; an empty one deletes it. With `wipes` no
    trace stays of what the context held before.
    """

    update: UpdateKey
    context: Context | None = None
    tally: Tally | None = None
    missed: Missed | None = None
    link: AnswerLink | None = None
    wipes: bool = False


@dataclass(frozen=True, slots=True)
class Ballot:
    """A thumb of one person under one answer: `up` True, False, or None to take it back."""

    person: int
    chat: int
    message: int
    intent: str
    language: str
    up: bool | None


@dataclass(frozen=True, slots=True)
class Held:
    """What is stored of one chat."""

    context: Context | None = None
    changed_on: date | None = None
    links: int = 0
    votes: int = 0
    questions: int = 0
    """Kept questions this chat is known to have asked."""
    complete: bool = True
    """False where the database could not be asked."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted of one chat, in rows; looked up again afterwards: `left` must be 0."""

    contexts: int = 0
    links: int = 0
    votes: int = 0
    questions: int = 0
    left: int = 0
    complete: bool = True
    """False where the database could not be reached: it is deleted as soon as that is back."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often an intent had an outcome on a day; thumbs are outcomes, too."""

    day: date
    intent: str
    outcome: str
    language: str
    number: int


THUMB_UP = "thumb_up"
THUMB_DOWN = "thumb_down"


class State(StrEnum):
    """What the operator made of an item of the inbox."""

    OPEN = "open"
    ACCEPTED = "accepted"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One kind of unanswered question. `text` is None where only counts are kept."""

    id: str
    reason: str
    language: str
    text: str | None
    nearest: tuple[tuple[str, float], ...]
    count: int
    chats: int
    """Different chats that asked, up to the number from which a text is shown; 0 for counts."""
    first_day: date
    last_day: date
    state: State = State.OPEN
