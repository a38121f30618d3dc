"""Adding to people's files: every other byte stays, and what was added is what is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.folder import yaml_files
from bot.operating.edit import EditError, add_phrase, added_lines, append_item, append_key
from bot.operating.marks import read_parts
from bot.operating.scalars import scalar
from tests.conftest import HERE

FOLDERS = (HERE.parent / "knowledge", HERE / "knowledge_small")
PHRASE = "was springt für den {occupation} raus"
TRAPS = [
    "no", "on", "Yes", "12:30", "0123", "50_000", "2026-11-21", "null", "~", "52.000", "1e3",
    "{occupation} gehalt", "gehalt: wie viel", "platz #1", "- strich", "? frage", "a, b",
    "[klammer]", "*stern", "&und", "!ruf", "%prozent", "@klammeraffe", "`akzent", '"zitat"',
    "it's", "ende:", "back\\slash", "🙈", "| strich", "> pfeil", "y", "ß", "what, me?", "ü",
]  # fmt: skip


def entries() -> list[tuple[Path, tuple[str, ...]]]:
    """Return file and keys of the entries that have phrases: of each file the first and last."""
    found: list[tuple[Path, tuple[str, ...]]] = []
    for root in FOLDERS:
        for path in yaml_files(root):
            if not path.startswith(("intents/", "faq/")):
                continue
            values = read(root / path)
            if path.startswith("intents/"):
                found += [(root / path, ())] if "phrases" in values else []
            else:
                asked = [key for key, value in values.items() if "phrases" in value]
                found += [(root / path, (key,)) for key in dict.fromkeys((asked[0], asked[-1]))]
    return found


def read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)


def phrases(text: str, keys: tuple[str, ...], language: str) -> list[str]:
    value = yaml.load(text, yaml.CSafeLoader)
    for key in (*keys, "phrases"):
        value = value[key]
    return list(value if isinstance(value, list) else value[language])


def test_a_phrase_can_be_added_to_every_entry_and_nothing_else_changes() -> None:
    lines_added = 0
    for file, keys in entries():
        old = file.read_text(encoding="utf-8")
        new = add_phrase(old, keys, "en", PHRASE)
        assert phrases(new, keys, "en")[-1] == PHRASE, file
        start = next(i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1])
        added = new[start : start + len(new) - len(old)]
        assert new[:start] + new[start + len(added) :] == old, file
        lines_added += added.count("\n")
        assert len(added) <= len(PHRASE) + 16, file
    assert lines_added > 100


@pytest.mark.parametrize("text", TRAPS)
def test_a_text_that_yaml_would_misread_is_written_so_that_it_is_not(text: str) -> None:
    block = "phrases:\n  de:\n    - eins\n"
    assert phrases(add_phrase(block, (), "de", text), (), "de") == ["eins", text]
    flow = "phrases: {de: [eins]}\n"
    assert phrases(add_phrase(flow, (), "de", text), (), "de") == ["eins", text]
    assert yaml.safe_load(f"- {scalar(text)}") == [text]


def test_an_ordinary_phrase_is_written_without_quotes() -> None:
    new = add_phrase("phrases:\n  de:\n    - eins\n", (), "de", "wie viel verdient man da?")
    assert new.endswith("    - wie viel verdient man da?\n")


def test_a_list_whose_texts_are_all_in_quotes_gets_one_more_in_quotes() -> None:
    new = add_phrase('phrases:\n  de:\n    - "eins"\n    - "zwei"\n', (), "de", "drei")
    assert new.endswith('    - "drei"\n')


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("phrases:\n  de:\n  - eins\n", "phrases:\n  de:\n  - eins\n  - neu\n"),
        ("phrases:\n  de:\n    - eins # so\n", "phrases:\n  de:\n    - eins # so\n    - neu\n"),
        (
            "phrases:\n  de:\n    - eins\n\n# Rest\nreply: x\n",
            "phrases:\n  de:\n    - eins\n    - neu\n\n# Rest\nreply: x\n",
        ),
        ("phrases:\n  de:\n    - eins", "phrases:\n  de:\n    - eins\n    - neu"),
        ("phrases:\r\n  - a\r\nx: y\r\n", "phrases:\r\n  - a\r\n  - neu\r\nx: y\r\n"),
        ("\ufeffphrases:\n  de: [a]\n", "\ufeffphrases:\n  de: [a, neu]\n"),
        ("phrases:\n  de: []\n", "phrases:\n  de: [neu]\n"),
        ("phrases:\n  de:\n", "phrases:\n  de:\n    - neu\n"),
        ("phrases: [a]\n", "phrases: [a, neu]\n"),
        ("phrases:\n  - 🙈 a\n", "phrases:\n  - 🙈 a\n  - neu\n"),
        ("phrases:\n  en: [a]\ntopic: x\n", "phrases:\n  en: [a]\n  de:\n    - neu\ntopic: x\n"),
        ("phrases: {en: [a]}\n", "phrases: {en: [a], de: [neu]}\n"),
        ("topic: x\n", "topic: x\nphrases:\n  de:\n    - neu\n"),
        ("a: |\n  x\n\nb: [a]\n", "a: |\n  x\n\nb: [a]\nphrases:\n  de:\n    - neu\n"),
        ("phrases:\n  de: [\n    a, b,\n  ]\n", "phrases:\n  de: [\n    a, b, neu,\n  ]\n"),
    ],
)  # fmt: skip
def test_a_phrase_lands_where_people_would_write_it(old: str, new: str) -> None:
    assert add_phrase(old, (), "de", "neu") == new


def test_a_long_list_in_brackets_goes_on_in_a_new_line() -> None:
    old = f"phrases:\n  de: [\n    {', '.join(['wort'] * 18)}\n  ]\n"
    assert added_lines(old, add_phrase(old, (), "de", "neu"))[-1] == "    neu"


@pytest.mark.parametrize(
    "text",
    ["phrases: gehalt\n", "phrases: {}\n", "- a\n", "a: [\n", "", "phrases: {de: eins}\n", "x"],
)
def test_what_cannot_be_added_to_is_refused_in_one_clear_line(text: str) -> None:
    with pytest.raises(EditError) as refused:
        add_phrase(text, (), "de", "neu")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["zwei\nzeilen", "null\x00", "tab\tulator", "\ud83d"])
def test_a_phrase_of_several_lines_or_with_control_characters_is_refused(text: str) -> None:
    with pytest.raises(EditError):
        add_phrase("phrases: [a]\n", (), "de", text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "- say: x\n  kind: y\n"),
        ("# Nichts\n", "# Nichts\n\n- say: x\n  kind: y\n"),
        ("- say: a\n", "- say: a\n\n- say: x\n  kind: y\n"),
        ("- say: a", "- say: a\n\n- say: x\n  kind: y\n"),
        ("  - say: a\n\n", "  - say: a\n\n  - say: x\n    kind: y\n"),
    ],
)
def test_an_item_is_appended_to_a_file_that_is_a_list(old: str, new: str) -> None:
    assert append_item(old, "- say: x\n  kind: y\n") == new


@pytest.mark.parametrize("old", ["a: b\n", "[a]\n", "text\n", "- a\n...\n"])
def test_an_item_is_not_appended_to_anything_else(old: str) -> None:
    with pytest.raises(EditError):
        append_item(old, "- say: x\n")


def test_a_key_is_appended_to_a_file_of_keys() -> None:
    assert append_key("a: {b: c}\n", "d:\n  e: f\n") == "a: {b: c}\n\nd:\n  e: f\n"


def test_a_key_that_is_there_already_is_not_appended_silently() -> None:
    with pytest.raises(EditError):
        append_key("a: b\n", "a: c\n")


def test_every_shipped_file_can_be_read_with_positions() -> None:
    for root in FOLDERS:
        for path in yaml_files(root):
            assert read_parts((root / path).read_text(encoding="utf-8")) is not None, path
