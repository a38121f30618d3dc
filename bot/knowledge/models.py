"""What a knowledge folder says, as frozen values: sources, figures, occupations, entries, words.

Nothing here reads files or decides anything; `loader` builds these values, `matching` and
`dialogue` read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = str
Text = Mapping[Language, str]
"""One text per language, e.g. ``{"de": "Gehalt", "en": "Salary"}``."""
Lists = Mapping[Language, tuple[str, ...]]
"""Lists of words or phrases per language; the key ``"*"`` holds those of no one language."""

Kind = Literal["answer", "clarify", "fallback", "smalltalk", "command"]
Period = Literal["year", "month", "unknown"]
Gross = Literal["true", "false", "unknown"]
Confidence = Literal["high", "medium", "low"]
FormKind = Literal["questions", "checklist"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the YAML files; `line` and `column` count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Source:
    """One document the knowledge stands on; `as_of` is None when the source is undated."""

    id: str
    title: Text
    publisher: str
    language: Language
    as_of: str | None
    confidence: Confidence
    url: str | None = None
    convention: bool = False
    note: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount (or range) exactly as one source states it.

    `low`, `value`, `high` are in `unit` per `period`; None means the source does not say.
    """

    id: str
    occupation: str
    topic: str
    low: float | None
    value: float | None
    high: float | None
    unit: str
    currency: str | None
    period: Period
    gross: Gross
    statistic: str | None
    sample_size: int | None
    source: str
    locator: str | None
    as_of: str | None
    checked_on: str | None
    review_after: str | None
    confidence: Confidence
    show_by_default: bool
    caveats: Text
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """What the sources say about one subject of one occupation, in the bot's own words."""

    reply: Text
    sources: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    kind: Kind = "answer"


@dataclass(frozen=True, slots=True)
class Occupation:
    """One occupation the knowledge answers for."""

    id: str
    name: Text
    aliases: tuple[str, ...]
    figures: tuple[Figure, ...]
    sections: Mapping[str, Section]
    on_request_only: bool = False
    stands_in: str | None = None
    """Another occupation whose answers are given where there is none for this one."""
    warning: Text = field(default_factory=dict)
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to ask for an entry, as an operator wrote it; language None means any."""

    text: str
    language: Language | None
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be asked: an intent (`intents/*.yaml`) or a FAQ entry (`faq/*.yaml`).

    Exactly one of `answer` (name of a built-in answer), `section` (of an occupation), `form` (a
    guided helper it starts) and `reply` (a text) says what is replied; all empty means the reply
    is the title.
    """

    id: str
    topic: str
    title: Text
    kind: Kind = "answer"
    phrases: tuple[Phrase, ...] = ()
    follow_ups: tuple[Phrase, ...] = ()
    after: tuple[str, ...] = ()
    triggers: tuple[Phrase, ...] = ()
    commands: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    about_occupation: bool = False
    occupations: tuple[str, ...] = ()
    """Those a reply about an occupation holds for; none listed means the default one."""
    ask: Text = field(default_factory=dict)
    answer: str | None = None
    section: str | None = None
    form: str | None = None
    reply: Text = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    place: Place = Place("")

    def held_by(self, default: str | None) -> tuple[str, ...]:
        """Return the occupations its own reply is about; none means all of them."""
        if not self.about_occupation:
            return ()
        return self.occupations or ((default,) if default is not None else ())


@dataclass(frozen=True, slots=True)
class FormOption:
    """One answer a form offers: its button, words that mean it, what the result says of it."""

    id: str
    label: Text
    words: tuple[str, ...] = ()
    note: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormStep:
    """One question of a form, or one item of a checklist.

    A `free` one takes the person's own text as well as its options. `slot` names what answers
    the question if the chat knows it already; `label` is the short name on an item's button.
    """

    id: str
    ask: Text
    options: tuple[FormOption, ...] = ()
    label: Text = field(default_factory=dict)
    again: Text = field(default_factory=dict)
    free: bool = False
    may_skip: bool = False
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class FormPart:
    """One paragraph of what a form ends with.

    Below `text` stand the notes of the answers whose option is in `notes`; without one,
    `otherwise` is said instead. A part that needs an answer which was skipped is left out.
    """

    text: Text
    style: str = "body"
    notes: tuple[str, ...] = ()
    otherwise: Text = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    links: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """A job board: addresses with ``{what}`` and ``{where}``, or ``{what}`` alone."""

    name: str
    url: str
    anywhere: str


@dataclass(frozen=True, slots=True)
class Form:
    """A guided helper: questions one after the other, or a checklist to tick off."""

    id: str
    title: Text
    kind: FormKind
    steps: tuple[FormStep, ...]
    intro: Text = field(default_factory=dict)
    consent: Text = field(default_factory=dict)
    """Asked before the first question, where personal things are asked for."""
    result: tuple[FormPart, ...] = ()
    sources: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    boards: tuple[Board, ...] = ()
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words the matcher knows without their being anybody's phrase.

    `slots` maps slot -> value -> spellings (``{"level": {"senior": ("senior", "sr")}}``);
    `other_languages` maps a language the bot does not speak to its telling words.
    """

    function_words: Lists = field(default_factory=dict)
    fillers: Lists = field(default_factory=dict)
    loanwords: tuple[str, ...] = ()
    negations: Lists = field(default_factory=dict)
    question_words: Lists = field(default_factory=dict)
    wishes: Lists = field(default_factory=dict)
    lead_ins: Lists = field(default_factory=dict)
    corrections: Lists = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    slots: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    other_occupations: tuple[str, ...] = ()
    other_languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spoken_here: Mapping[str, str] = field(default_factory=dict)
    """Language -> the sentence, in it, that says which languages the bot speaks."""
    controls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What steers a conversation rather than asks: ``{"back": ("zurück", "go back")}``."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a golden conversation: what is said and what must hold of the reply.

    Several values in `kind`, `intent`, `topic`, `language` mean any of them will do.
    """

    say: str
    press: str | None = None
    kind: tuple[str, ...] = ()
    intent: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    not_intent: tuple[str, ...] = ()
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Conversation:
    """A golden conversation: turns said one after the other by one person."""

    turns: tuple[Turn, ...]
    language_code: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything one knowledge folder says; equal folders give equal values, in fixed order."""

    languages: tuple[Language, ...]
    sources: Mapping[str, Source]
    occupations: Mapping[str, Occupation]
    entries: Mapping[str, Entry]
    vocabulary: Vocabulary
    wording: Mapping[str, Text]
    conversations: tuple[Conversation, ...] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)
    default_occupation: str | None = None
    root: str = ""
    digest: str = ""
    """SHA-256 of the files read, as hexadecimal text."""

    def figure(self, figure_id: str) -> Figure | None:
        """Return the figure of that id, whatever its occupation, or None."""
        for occupation in self.occupations.values():
            for figure in occupation.figures:
                if figure.id == figure_id:
                    return figure
        return None
