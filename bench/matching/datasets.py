"""Read a folder of intent data sets, `NAME.SHOTS.json` each, and say what is wrong with one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.errors import DataSetError, UsageError

_GERMAN = ("als", "bar", "gsw")
"""Dialects with a code of their own."""
TESTS = ("test", "test_typo1", "test_typo")


@dataclass(frozen=True, slots=True)
class Question:
    """A test message and the label it belongs to; None is out of scope."""

    text: str
    intent: str | None


@dataclass(frozen=True, slots=True)
class DataSet:
    """One file: phrases by label, and test messages by the name of their list."""

    name: str
    language: str
    intents: Mapping[str, tuple[str, ...]]
    tests: Mapping[str, tuple[Question, ...]]

    @property
    def code(self) -> str:
        """Return the language without its region; German dialects count as German."""
        code = self.language.lower().replace("_", "-").partition("-")[0]
        return "de" if code in _GERMAN else code

    @property
    def phrases(self) -> list[tuple[str, str]]:
        """Return every phrase with its label before it."""
        return [(label, text) for label, texts in self.intents.items() for text in texts]


def find(folder: Path, names: Sequence[str] = ()) -> list[Path]:
    """Return the files of the sets named (`robofaq_de.5`), or of all there are, by name."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; name the folder that holds the data sets.")
    found = {path.stem: path for path in sorted(folder.glob("*.json"))}
    if not found:
        raise UsageError(f"{folder}: no data set in here; they are files such as NAME.5.json.")
    for name in names:
        if name not in found:
            raise UsageError(f"--sets {name}: not in {folder}; there are {', '.join(found)}.")
    return [found[name] for name in dict.fromkeys(names)] if names else list(found.values())


def read(path: Path) -> DataSet:
    """Read one file. Raises DataSetError with the first thing wrong in it."""
    data = _json(path)
    language = _text(path, data, "language")
    intents = _intents(path, data.get("intents"))
    given = {key: data[key] for key in TESTS if key == "test" or key in data}
    tests = {key: _questions(path, key, value, intents) for key, value in given.items()}
    for key, questions in tests.items():
        if len(questions) != len(tests["test"]):
            fix = f'"{key}" and "test" must hold the same messages in the same order'
            raise _wrong(path, f'"{key}" has {len(questions)} entries', fix)
    if not any(question.intent for question in tests["test"]):
        raise _wrong(path, '"test" holds no message with an intent', "add some")
    return DataSet(path.stem, language, intents, tests)


def _json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _wrong(path, f"no valid JSON at {where}", "mend it there") from error
    except UnicodeDecodeError as error:
        raise _wrong(path, "no UTF-8 text", "save it as UTF-8") from error
    except RecursionError as error:
        raise _wrong(path, "nested too deep", "make it one object as described") from error
    if not isinstance(data, dict):
        raise _wrong(path, "no JSON object", 'write {"name": …, "intents": …, "test": …}')
    if "test" not in data:
        raise _wrong(path, '"test" is missing', 'add "test": [{"text": …, "intent": …}]')
    return data


def _text(path: Path, data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(path, f'"{key}" is no text', f'write "{key}": "…"')
    return value


def _intents(path: Path, value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict) or not value:
        raise _wrong(path, '"intents" is no object', 'write {"label": ["phrase", …]}')
    for label, phrases in value.items():
        if not label.strip():
            raise _wrong(path, '"intents" has an empty label', "name it")
        if not isinstance(phrases, list) or not phrases or not _all_said(phrases):
            fix = "write a list of at least one text, none empty"
            raise _wrong(path, f'"intents" → "{label}" is no list of phrases', fix)
    return {label: tuple(phrases) for label, phrases in value.items()}


def _all_said(phrases: Iterable[object]) -> bool:
    return all(isinstance(phrase, str) and phrase.strip() for phrase in phrases)


def _questions(
    path: Path, key: str, value: object, intents: Mapping[str, object]
) -> tuple[Question, ...]:
    if not isinstance(value, list) or not value:
        fix = 'write [{"text": …, "intent": …}, …]'
        raise _wrong(path, f'"{key}" is no list of messages', fix)
    return tuple(
        _question(path, f'"{key}" entry {number}', each, intents)
        for number, each in enumerate(value, 1)
    )


def _question(path: Path, where: str, value: object, intents: Mapping[str, object]) -> Question:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise _wrong(path, f'{where} has no "text"', 'write {"text": "…", "intent": …}')
    intent = value.get("intent")
    if "intent" not in value or (intent is not None and intent not in intents):
        fix = 'write a label of "intents", or null for out of scope'
        raise _wrong(path, f'{where} has the intent "{value.get("intent", "")}"', fix)
    return Question(value["text"], intent)


def _wrong(path: Path, what: str, fix: str) -> DataSetError:
    return DataSetError(f"{path}: {what}; {fix}.")
