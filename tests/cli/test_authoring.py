"""The commands for people who look after the knowledge: what they say and how they end."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_new_writes_a_file_and_says_what_to_do_next(run: Run, knowledge: Path) -> None:
    result = run("new", "faq", "sugar", "--topic", "help", "--lang", "en")
    assert result.code == 0
    file = knowledge / "faq" / "sugar.yaml"
    assert result.out.startswith(f"Written: {file.relative_to(Path.cwd())}\n1. Open the file")
    assert "topic: help" in file.read_text(encoding="utf-8")
    assert run("check").code == 1
    assert run("new", "faq", "sugar").code == 2


def test_new_speaks_the_language_of_the_system(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    assert run("new", "occupation", "--name-de", "Imker").out.startswith("Angelegt: ")


@pytest.mark.parametrize("words", [("new",), ("new", "recipe"), ("new", "occupation", "a/b")])
def test_new_says_in_one_line_what_is_missing_or_wrong(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.code == 2
    assert result.out == ""
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("new", "ocupation", "x"), "occupation"),
        (("chek",), "check"),
        (("inbox", "ignor"), "ignore"),
    ],
)
def test_a_misspelt_word_is_told_the_right_one(
    run: Run, words: tuple[str, ...], meant: str
) -> None:
    result = run(*words)
    assert result.code == 2
    assert result.err.rstrip().endswith(f'; did you mean "{meant}"?')


def test_what_is_wrong_with_the_folder_is_said_in_the_language_of_the_system(
    run: Run, knowledge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARRIEREBOT_LANG", "de")
    (knowledge / "faq" / "leer.yaml").write_text("")
    assert "die Datei ist leer" in run("test").err


def test_schema_prints_one_or_all_and_writes_them(run: Run, tmp_path: Path) -> None:
    one = json.loads(run("schema", "faq").out)
    assert json.loads(run("schema").out)["faq"] == one
    assert run("schema", "--write", str(tmp_path / "schemas")).code == 0
    assert json.loads((tmp_path / "schemas" / "faq.json").read_text(encoding="utf-8")) == one


def test_schema_of_an_unknown_kind_is_misuse_with_a_hint(run: Run) -> None:
    result = run("schema", "conversation")
    assert result.code == 2
    assert 'did you mean "conversations"?' in result.err


def test_coverage_comes_as_a_table_as_json_or_as_csv(run: Run) -> None:
    assert "Antworten de" in run("coverage", "--lang", "de").out
    found = run("coverage", "--format", "json")
    assert json.loads(found.out)["topics"][0]["entries"] == 2
    assert found.err == ""
    assert run("coverage", "--format", "csv").out.startswith("occupation,topic,")


def test_diff_shows_what_differs_and_ends_as_asked(run: Run, knowledge: Path) -> None:
    other = knowledge.parent / "other"
    shutil.copytree(knowledge, other)
    same = run("diff", "knowledge", "other").out
    assert same.startswith("No difference.\n\nQuestions asked: 0\n")
    file = other / "faq" / "tea.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("three", "four"), encoding="utf-8")
    result = run("diff", "knowledge", "other", "--facts", "--exit-code", "--lang", "en")
    assert result.code == 1
    assert "answer tea.reply.en: Tea takes three minutes. -> Tea takes four minutes." in result.out
    assert run("diff", "knowledge", "other").code == 0
    assert json.loads(run("diff", "knowledge", "other", "--format", "json").out)["questions"] == []
    assert run("diff", "knowledge", "nowhere").code == 2
