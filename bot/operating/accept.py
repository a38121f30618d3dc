"""A question becomes knowledge: a phrase in the file of its intent, and a golden turn.

First what would happen is worked out, on a copy: what is written, what it changes for all other
questions, what it breaks. Writing it is `changes.write`'s matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.checking.conversations import check_conversations
from bot.errors import OperatorError
from bot.knowledge.across.clashes import same
from bot.knowledge.folder import yaml_files
from bot.knowledge.loader import Loaded
from bot.knowledge.models import Entry, Knowledge
from bot.knowledge.problems import Problem
from bot.knowledge.suggest import suggestion
from bot.matching.index import Index
from bot.matching.spans import Span, read_items
from bot.operating.changes import Change, change, load_tried, new_problems
from bot.operating.compare import (
    Compared,
    Outcome,
    Side,
    as_questions,
    compare,
    conversations_of,
)
from bot.operating.edit import add_phrase, append_item
from bot.operating.scalars import scalar
from bot.text.normalize import normalize

_NAMES = ("conversations/inbox.yaml", "conversations/inbox.yml")
_HEAD = """\
# yaml-language-server: $schema=../schemas/conversations.json
# Questions that came through the inbox and must stay answered.
"""
_OPEN_SLOTS = ("occupation", "place", "amount", "year")
"""What a question names only as an example: another one could stand there."""
Build = Callable[[Knowledge], Index]


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and the intent it shall be from now on.

    `phrase` is how it is written among the phrases; else the question itself, with slots.
    """

    text: str
    language: str
    intent: str
    phrase: str | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What accepting a question would write and change."""

    changes: tuple[Change, ...]
    outcome: Outcome
    """What the bot would reply to the question then."""
    problems: tuple[Problem, ...]
    """New problems of the folder, broken golden turns among them."""
    compared: tuple[Compared, ...]
    reached: bool
    """Whether the question would lead to its intent."""

    @property
    def refused(self) -> bool:
        """Whether this should not be written."""
        return not self.reached or bool(self.problems)


def phrase_of(text: str, index: Index) -> str:
    """Return a question as a phrase: in small letters, with slots for what it names."""
    plain = " ".join(normalize(text).split()).rstrip(" ?!.")
    items = read_items(plain, index.lexicon)
    words = {(each.token.start, each.token.end) for each in items if not isinstance(each, Span)}
    spans = [
        each
        for each in items
        if isinstance(each, Span)
        and each.slot in _OPEN_SLOTS
        and (each.start, each.end) not in words
    ]
    for span in sorted(spans, key=lambda each: -each.start):
        plain = f"{plain[: span.start]}{{{span.slot}}}{plain[span.end :]}"
    return plain


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder a question is accepted into, as it is now; `build` makes an index of it."""

    root: Path
    loaded: Loaded
    build: Build
    today: date

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge in it. Raises OperatorError where there is none."""
        if self.loaded.knowledge is None:
            raise OperatorError("the knowledge has errors; mend them first: karrierebot check")
        return self.loaded.knowledge


def accepting(
    folder: Folder, question: Question, others: Iterable[tuple[str, str]] = ()
) -> Acceptance:
    """Work out what accepting `question` does to the folder.

    `others` are further open questions with their language. Raises OperatorError where there is
    nothing to accept: no such intent, a phrase that is there already, a file of a strange form.
    """
    old = Side(folder.build(folder.knowledge))
    entry = _entry(folder.knowledge, question.intent)
    phrase = question.phrase or phrase_of(question.text, old.index)
    _refuse_twice(entry, phrase)
    added = _phrase_added(folder.root, entry, phrase, question.language)
    loaded = load_tried(folder.root, [added])
    problems = new_problems(folder.loaded, loaded)
    if loaded.knowledge is None:
        nothing = Outcome(None, "fallback", "", None)
        return Acceptance((added,), nothing, problems, (), reached=False)
    new = Side(folder.build(loaded.knowledge))
    (asked,) = as_questions([(question.text, question.language)], "inbox")
    (outcome,) = new.play(asked, folder.today)
    golden = _golden(folder.root, question, outcome)
    asked_again = (*conversations_of(folder.knowledge, loaded.knowledge), asked)
    return Acceptance(
        (added, golden),
        outcome,
        (*problems, *_broken(old, new, folder.today)),
        compare(old, new, (*asked_again, *as_questions(others, "inbox")), folder.today),
        _reached(outcome, entry),
    )


def _entry(knowledge: Knowledge, intent: str) -> Entry:
    entry = knowledge.entries.get(intent)
    if entry is None:
        hint = suggestion(intent, knowledge.entries, "there_are")
        raise OperatorError(f'there is no intent "{intent}"; {hint}')
    return entry


def _refuse_twice(entry: Entry, phrase: str) -> None:
    first = next((each for each in entry.phrases if same(each.text) == same(phrase)), None)
    if first is not None:
        raise OperatorError(f'the phrase "{phrase}" is there already: {first.place}.')


def _phrase_added(root: Path, entry: Entry, phrase: str, language: str) -> Change:
    path = entry.place.path
    keys = (entry.id,) if path.startswith("faq/") else ()
    return change(root, path, lambda text: add_phrase(text, keys, language, phrase))


def _golden(root: Path, question: Question, outcome: Outcome) -> Change:
    block = (
        f"- say: {scalar(question.text, quoted=True)}\n"
        f"  kind: {outcome.kind}\n  intent: {question.intent}\n  language: {question.language}\n"
    )
    path = next((found for found in yaml_files(root) if found in _NAMES), _NAMES[0])
    head = _HEAD if (root / "schemas").is_dir() else _HEAD.partition("\n")[2]
    return change(root, path, lambda text: append_item(text or head, block))


def _broken(old: Side, new: Side, today: date) -> tuple[Problem, ...]:
    """Return the golden turns that went as promised and do not any more."""
    before = check_conversations(old.index, today, old.read)
    known = {(problem.path, problem.line) for problem in before}
    found = check_conversations(new.index, today, new.read)
    return tuple(each for each in found if (each.path, each.line) not in known)


def _reached(outcome: Outcome, entry: Entry) -> bool:
    expected = outcome.kind in (entry.kind, "answer", "clarify")
    return outcome.intent == entry.id and outcome.sure and expected
