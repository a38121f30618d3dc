"""The schemas for editors: what the loader takes, they take; what they refuse, it refuses, too."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.knowledge import (
    conversations,
    entries,
    figures,
    forms,
    general,
    occupations,
    sources,
    words,
)
from bot.knowledge.folder import FOLDERS, SINGLE_FILES, yaml_files
from bot.knowledge.loader import load
from bot.operating.schema import KINDS, Speech, dumps, kind_of, schema
from tests.conftest import HERE

SHIPPED, SMALL = HERE.parent / "knowledge", HERE / "knowledge_small"
SCHEMAS = SHIPPED / "schemas"


class Core(yaml.CSafeLoader):
    """YAML 1.2's core schema, which editors read by: no dates, no octal, no yes and no."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  the library's own way


for tag, form, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(form), list(first))


def faults(root: Path, path: str) -> list[str]:
    kind = kind_of(path)
    assert kind is not None, path
    values = yaml.load((root / path).read_text(encoding="utf-8"), Core)  # noqa: S506  it is safe
    found = Draft7Validator(schema(kind, Speech())).iter_errors(values)
    return [f"{path} {error.json_path}: {error.message}" for error in found]


@pytest.mark.parametrize("kind", KINDS)
def test_every_schema_is_one(kind: str) -> None:
    Draft7Validator.check_schema(schema(kind, Speech()))


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_beside_the_knowledge_are_those_of_the_program(kind: str) -> None:
    """Otherwise: karrierebot schema --write knowledge/schemas."""
    assert (SCHEMAS / f"{kind}.json").read_text(encoding="utf-8") == dumps(schema(kind, Speech()))


@pytest.mark.parametrize("root", [SHIPPED, SMALL], ids=["shipped", "small"])
def test_every_file_the_loader_takes_fits_its_schema(root: Path) -> None:
    assert load(root).knowledge is not None
    assert [fault for path in yaml_files(root) for fault in faults(root, path)] == []


def test_every_shipped_file_names_its_schema_in_its_first_line() -> None:
    for path in yaml_files(SHIPPED):
        up = "../" * path.count("/") or "./"
        first = (SHIPPED / path).read_text(encoding="utf-8").partition("\n")[0]
        wanted = f"# yaml-language-server: $schema={up}schemas/{kind_of(path)}.json"
        assert first == wanted, path


def test_every_kind_of_file_has_a_schema() -> None:
    paths = [f"{name}.yaml" for name in SINGLE_FILES] + [f"{name}/x.yaml" for name in FOLDERS]
    assert {kind_of(path) for path in paths} == set(KINDS)
    assert kind_of("notes.yaml") is None
    assert kind_of("drafts/x.yaml") is None


def groups(values: Any) -> Iterator[dict[str, Any]]:
    """Yield the named keys of every group in a schema."""
    if isinstance(values, dict):
        if isinstance(values.get("properties"), dict):
            yield values["properties"]
        for value in values.values():
            yield from groups(value)
    elif isinstance(values, list):
        for value in values:
            yield from groups(value)


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("knowledge", general.KEYS),
        ("sources", sources.KEYS),
        ("occupation", occupations.KEYS),
        ("occupation", occupations.SECTION_KEYS),
        ("occupation", figures.REQUIRED + figures.OPTIONAL),
        ("intent", entries.KEYS),
        ("faq", entries.KEYS),
        ("conversations", conversations.OWN_KEYS + conversations.TURN_KEYS),
        ("form", forms.KEYS),
        ("form", forms.STEP_KEYS),
        ("form", forms.OPTION_KEYS),
        ("form", forms.PART_KEYS),
        ("form", forms.BOARD_KEYS),
        ("vocabulary", words.KEYS),
    ],
)
def test_every_key_the_loader_knows_has_a_shape_and_there_is_no_other(
    kind: str, keys: tuple[str, ...]
) -> None:
    alike = [found for found in groups(schema(kind, Speech())) if set(found) & set(keys)]
    wanted = set(keys) - ({"turns"} if kind == "conversations" else set())
    exact = [found for found in alike if set(found) == wanted]
    assert exact, [sorted(found) for found in alike]
    for name, shape in exact[0].items():
        assert set(shape) - {"description"}, f"{name} may be anything"


GREETING, KEEPER = "intents/greeting.yaml", "occupations/lighthouse_keeper.yaml"
BROKEN = [
    (GREETING, "topic: smalltalk", "topik: smalltalk"),
    (GREETING, "kind: smalltalk", "kind: smal"),
    (GREETING, "title: {de: Hallo, en: Hello}", "title: {de: Hallo}"),
    (GREETING, "title: {de: Hallo, en: Hello}", "title: Hallo"),
    (GREETING, "en: Hello}", "en: Hello, fr: Salut}"),
    (GREETING, "topic: smalltalk", "topic: smalltalk\ncommands: [Ärger]"),
    (GREETING, "topic: smalltalk", "topic: smalltalk\nsection: tasks"),
    (GREETING, "topic: smalltalk", "topic: smalltalk\nneeds: [spoon]"),
    (GREETING, "topic: smalltalk", "topic: smalltalk\nabout_occupation: yes"),
    (KEEPER, "value: 36000", "value: 36.000 €"),
    (KEEPER, "value: 36000", 'value: "36000"'),
    (KEEPER, "low: 30000", "low: -1"),
    (KEEPER, "    gross: unknown\n", ""),
    (KEEPER, "period: year", "period: week"),
    (KEEPER, "currency: EUR", "currency: Euro"),
    (KEEPER, "checked_on: 2026-11-01", "checked_on: 1.11.2026"),
    (KEEPER, "sample_size: 120", "sample_size: many"),
    (KEEPER, "show_by_default: true", "show_by_default: ja"),
    (KEEPER, "name: {", "names: {"),
    ("sources.yaml", "url: https://logbook.example", "url: logbook.example"),
    ("sources.yaml", "confidence: low", "confidence: little"),
    ("sources.yaml", "  publisher: Cape Society\n", ""),
    ("sources.yaml", "language: en", "language: English"),
    ("knowledge.yaml", "languages", "language"),
    ("conversations/salary.yaml", "say:", "says:"),
    ("conversations/salary.yaml", "kind: answer", "kind: reply"),
    ("vocabulary.yaml", "synonyms", "synonym"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new"), BROKEN)
def test_a_broken_file_is_refused_by_the_schema_and_by_the_loader(
    tmp_path: Path, path: str, old: str, new: str
) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "kb"))
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert faults(root, path)
    assert load(root).knowledge is None


def test_a_folder_in_one_language_may_leave_the_language_away() -> None:
    values = {"title": "Tee", "phrases": ["tee kochen"], "reply": "Drei Minuten."}
    assert Draft7Validator(schema("intent", Speech(("de",)))).is_valid(values)
    assert not Draft7Validator(schema("intent", Speech())).is_valid(values)


def test_a_schema_is_written_the_same_way_every_time() -> None:
    assert json.loads(dumps(schema("faq", Speech()))) == schema("faq", Speech())
