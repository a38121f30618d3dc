"""Mistakes in the files of guided helpers, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.loader import load
from tests.knowledge.broken import folder, words

START = "topic: help\ntitle: {de: T, en: T}\ncommands: [test]\nform: test\n"
FORM = """title: {de: Test, en: Test}
answers:
  good: {label: {de: Gut, en: Good}, words: [gut]}
  bad: {label: {de: Schlecht, en: Bad}, words: [schlecht]}
steps:
  first:
    ask: {de: Wie, en: How}
    notes: {good: {de: Schön, en: Nice}}
  second:
    ask: {de: Was, en: What}
    text: true
result:
  - text: {de: "Fertig {second}", en: "Done {second}"}
  - text: {de: "Gut:", en: "Good:"}
    notes: [good]
    needs: [second]
boards:
  pier: {url: "https://pier.example/?q={what}&l={where}", anywhere: "https://pier.example/?q={what}"}
"""


def found(tmp_path: Path, form: str, start: str = START) -> list[str]:
    root = folder(
        tmp_path, knowledge="languages: [de, en]\n", intents__start=start, forms__test=form
    )
    shown = root.as_posix()
    return [
        f"{str(p.path).removeprefix(shown + '/')}:{p.line}:{p.column} {p.rule} {words(p)}"
        for p in load(root).problems
    ]


def changed(old: str, new: str) -> str:
    assert old in FORM
    return FORM.replace(old, new, 1)


def test_a_sound_form_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path, FORM) == []


@pytest.mark.parametrize(
    "case",
    [
        ("  first:\n", "  back:\n", "6:3", "E342", "back_it"),
        ("  good: {label", "  skip: {label", "3:3", "E342", "skip_it"),
        ("  first:\n", f"  {'f' * 60}:\n", "6:3", "E343", "at most 64 bytes"),
        ("words: [schlecht]", "words: [gut]", "4:49", "E345", 'means "good" already'),
        ("?q={what}&l={where}", "?l={where}", "18:15", "E346", "{what}"),
        ("?q={what}&l={where}", "?q={what}&l={town}", "18:49", "E306", "town"),
        ('"https://pier.example/?q={what}&l={where}"', '"ftp://pier/{what}"', "18:15", "E218", ""),
        ("Fertig {second}", "Fertig {third}", "13:24", "E306", "third"),
        ("notes: [good]", "notes: [fine]", "15:13", "E208", "good"),
        ("needs: [second]", "needs: [third]", "16:13", "E208", "second"),
        ("notes: {good:", "notes: {fine:", "8:13", "E208", "good"),
        ("title: {de: Test, en: Test}", "title: {de: Test}", "1:8", "E203", "en"),
        ("    ask: {de: Wie, en: How}\n", "", "7:5", "E202", "ask"),
        ("result:", "reslut:", "12:1", "E201", "result"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_at_its_place(case: tuple[str, ...], tmp_path: Path) -> None:
    old, new, place, rule, says = case
    problems = found(tmp_path, changed(old, new))
    assert any(
        each.startswith(f"forms/test.yaml:{place} {rule} ") and says in each for each in problems
    ), problems


def test_a_step_nobody_can_answer(tmp_path: Path) -> None:
    form = "title: {de: T, en: T}\nsteps:\n  first: {ask: {de: A, en: A}}\n"
    (problem,) = found(tmp_path, form)
    assert problem.split()[:2] == ["forms/test.yaml:3:3", "E344"]
    assert 'the step "first" cannot be answered' in problem


def test_an_entry_that_starts_no_form(tmp_path: Path) -> None:
    problems = found(tmp_path, FORM, START.replace("form: test", "form: tset"))
    assert [each.split()[1] for each in problems] == ["W541", "E341"]
    assert 'did you mean "test"?' in problems[1]


def test_a_form_no_entry_starts(tmp_path: Path) -> None:
    start = "topic: help\ntitle: {de: T, en: T}\ncommands: [test]\nreply: {de: R, en: R}\n"
    (problem,) = found(tmp_path, FORM, start)
    assert problem.startswith("forms/test.yaml:1:1 W541")
    assert 'write "form: test" in an entry' in problem


def test_an_entry_has_one_answer_only(tmp_path: Path) -> None:
    problems = found(tmp_path, FORM, START + "reply: {de: R, en: R}\n")
    assert [each.split()[1] for each in problems] == ["E214"]


def test_an_unknown_control_is_named(tmp_path: Path) -> None:
    root = folder(
        tmp_path, intents__start=START, forms__test=FORM, vocabulary="controls: {bakc: [zurück]}\n"
    )
    assert [p.rule for p in load(root).problems if p.severity == "error"] == ["E201"]
