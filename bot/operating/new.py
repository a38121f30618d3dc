"""A new thing in the knowledge folder: which file it goes to, and what to do next.

Never overwrites: what is there already is refused.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.errors import OperatorError
from bot.knowledge.folder import yaml_files
from bot.knowledge.ids import is_id
from bot.knowledge.loader import load
from bot.knowledge.models import Knowledge
from bot.operating.changes import Change, change
from bot.operating.edit import append_key
from bot.operating.scalars import scalar
from bot.operating.skeleton import (
    TODO,
    Around,
    NewOccupation,
    around,
    id_of,
    new_faq,
    new_intent,
    new_occupation,
    new_source,
)
from bot.text.normalize import fold

KINDS = ("occupation", "source", "faq", "intent")
SCHEMAS = "schemas"
_VOWELS = frozenset("aeiou")
_STEPS = {
    "de": {
        "written": "Angelegt: {file}",
        "open": "1. Ersetzt in der Datei jedes TODO. Solange eins dasteht, geht sie nicht live.",
        "check": "2. Prüfen:      karrierebot check{folder}",
        "ask": '3. Ausprobieren: karrierebot ask{folder} "{question}"',
        "others": "Streicht in vocabulary.yaml bei other_occupations: {names}. Nun kennt ihr ihn.",
        "source": 'Die Quelle "{source}" gibt es noch nicht: karrierebot new source {source}',
        "question": "Was verdient man als {name}?",
    },
    "en": {
        "written": "Written: {file}",
        "open": "1. Open the file and replace every TODO. While one is left, it does not go live.",
        "check": "2. Check: karrierebot check{folder}",
        "ask": '3. Try:   karrierebot ask{folder} "{question}"',
        "others": "In vocabulary.yaml, under other_occupations, delete: {names}. You know it now.",
        "source": 'There is no source "{source}" yet: karrierebot new source {source}',
        "question": "What does {a} {name} earn?",
    },
}


class NewError(OperatorError):
    """The thing cannot be made like this; says what to write instead."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be made: `names` are by language, `source` and `topic` may be missing."""

    kind: str
    id: str = ""
    names: Mapping[str, str] | None = None
    source: str = TODO
    topic: str = TODO
    remarks: str = "en"


@dataclass(frozen=True, slots=True)
class Made:
    """The change that makes it, and what the operator should know before."""

    id: str
    change: Change
    others: tuple[str, ...] = ()
    """Names of the new occupation that vocabulary.yaml lists as those nothing is known of."""
    unknown_source: bool = False


def make(root: Path, wanted: Wanted, today: date) -> Made:
    """Return the change that adds what is wanted to the folder. Raises NewError."""
    wanted = _checked(wanted)
    names = wanted.names or {}
    made_id = wanted.id or id_of((names.get("en", ""), *names.values()))
    if not made_id:
        raise NewError(f"name it, for instance: karrierebot new {wanted.kind} lighthouse_keeper")
    if not is_id(made_id):
        raise NewError(
            f'"{made_id}" cannot be an id; use letters, digits, _ - and . only, '
            "starting with a letter or digit."
        )
    knowledge = load(root).knowledge
    _refuse_twice(root, wanted.kind, made_id, knowledge)
    where = around(knowledge, schemas=(root / SCHEMAS).is_dir())
    return Made(
        made_id,
        _change(root, wanted, made_id, where, today),
        _others(names, knowledge) if wanted.kind == "occupation" else (),
        _unknown(wanted.source, knowledge),
    )


def _checked(wanted: Wanted) -> Wanted:
    """Return what is wanted with its texts on one line. Raises NewError for impossible ones."""
    names = {code: " ".join(name.split()) for code, name in (wanted.names or {}).items()}
    topic = " ".join(wanted.topic.split())
    for text in (*names.values(), topic):
        try:
            scalar(text)
        except ValueError as error:
            raise NewError(f"{error}; type it again.") from None
    if not is_id(wanted.source):
        raise NewError(f'"{wanted.source}" cannot be the id of a source.')
    return replace(wanted, names=names, topic=topic)


def _change(root: Path, wanted: Wanted, made_id: str, where: Around, today: date) -> Change:
    remarks, topic = wanted.remarks, wanted.topic
    if wanted.kind == "source":
        block = new_source(made_id, where, remarks)
        return change(root, _sources(root), lambda text: append_key(text, block))
    texts: dict[str, tuple[str, Callable[[], str]]] = {
        "occupation": (
            "occupations",
            lambda: new_occupation(
                NewOccupation(made_id, wanted.names or {}, wanted.source), where, today, remarks
            ),
        ),
        "faq": ("faq", lambda: new_faq(made_id, topic, where, remarks)),
        "intent": ("intents", lambda: new_intent(topic, where, remarks)),
    }
    folder, text = texts[wanted.kind]
    return Change(f"{folder}/{made_id}.yaml", None, text())


def _refuse_twice(root: Path, kind: str, made_id: str, knowledge: Knowledge | None) -> None:
    folder = {"occupation": "occupations/", "faq": "faq/", "intent": "intents/"}.get(kind)
    for path in yaml_files(root) if folder else ():
        stem = path.rpartition("/")[2].rpartition(".")[0]
        if path.startswith(folder or "") and fold(stem.lower()) == fold(made_id.lower()):
            raise NewError(f"{path} is there already; nothing was written.")
    if knowledge is None:
        return
    entry = knowledge.entries.get(made_id) if kind in ("faq", "intent") else None
    if entry is not None:
        raise NewError(f'the id "{made_id}" is taken already: {entry.place}.')
    if kind == "source" and made_id in knowledge.sources:
        raise NewError(f'there is a source "{made_id}" already.')


def _sources(root: Path) -> str:
    own = [path for path in yaml_files(root) if path.startswith("sources.")]
    return own[0] if own else "sources.yaml"


def _others(names: Mapping[str, str], knowledge: Knowledge | None) -> tuple[str, ...]:
    known = {} if knowledge is None else _folded(knowledge)
    found = (known.get(fold(name.lower())) for name in names.values())
    return tuple(dict.fromkeys(each for each in found if each))


def _folded(knowledge: Knowledge) -> dict[str, str]:
    return {fold(each.lower()): each for each in knowledge.vocabulary.other_occupations}


def _unknown(source: str, knowledge: Knowledge | None) -> bool:
    return source != TODO and knowledge is not None and source not in knowledge.sources


def next_steps(root: Path, made: Made, wanted: Wanted) -> tuple[str, ...]:
    """Return what to tell the operator: what was written and what to do next."""
    say = _STEPS[wanted.remarks]
    folder = "" if root == Path("knowledge") else f" --knowledge {shlex.quote(root.as_posix())}"
    lines = [
        say["written"].format(file=(root / made.change.path).as_posix()),
        say["open"],
        say["check"].format(folder=folder),
    ]
    name = (wanted.names or {}).get(wanted.remarks)
    if wanted.kind == "occupation" and name:
        an = "an" if fold(name[:1].lower()) in _VOWELS else "a"
        question = say["question"].format(a=an, name=name)
        lines.append(say["ask"].format(folder=folder, question=question))
    if made.others:
        lines.append(say["others"].format(names=", ".join(made.others)))
    if made.unknown_source:
        lines.append(say["source"].format(source=wanted.source))
    return tuple(lines)
